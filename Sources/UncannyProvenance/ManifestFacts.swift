internal import Foundation
internal import UncannyReport

/// What a manifest says, taken from the JSON that the library makes of it. None of it is trusted: it may be of any shape,
/// length and depth.
struct ManifestFacts {
  /// Whether signature and digests hold, and whether who signed is on a list of trust.
  private(set) var isValid = false
  private(set) var isTrusted = false
  private(set) var signer: String?
  private(set) var signedAt: String?
  private(set) var generator: String?
  private(set) var sources: [Wire.Provenance.Source] = []
  private(set) var actions: [Wire.Provenance.Action] = []
  private(set) var ingredients: [String] = []
  private(set) var problems: [String] = []

  private typealias Table = [String: Any]

  /// So many manifests, statements of one kind and values are looked at, and so deep.
  private static let mostManifests = 64
  private static let most = 100
  private static let mostValues = 20_000
  private static let deepest = 32

  private var looked = 0

  /// - Throws: words, where it is no JSON, or not that of a manifest.
  init(json: String) throws(ManifestError) {
    guard let parsed = try? JSONSerialization.jsonObject(with: Data(json.utf8)), let store = parsed as? Table,
      let manifests = store["manifests"] as? Table
    else { throw ManifestError(description: "what the manifest says cannot be read") }
    let state = store["validation_state"] as? String
    isTrusted = state == "Trusted"
    isValid = isTrusted || state == "Valid"
    takeProblems(store)
    guard let active = store["active_manifest"] as? String, manifests[active] is Table else {
      throw ManifestError(description: "no manifest in it is the active one")
    }
    // an ingredient may name any manifest, its own too: each is looked at once
    var waiting = [active]
    var seen: Set<String> = []
    while let label = waiting.popLast(), seen.count < Self.mostManifests {
      guard seen.insert(label).inserted, let manifest = manifests[label] as? Table else { continue }
      waiting += take(manifest, isActive: label == active)
    }
  }

  private mutating func takeProblems(_ store: Table) {
    let results = store["validation_results"] as? Table
    var failures = (results?["activeManifest"] as? Table)?["failure"] as? [Any] ?? []
    for delta in results?["ingredientDeltas"] as? [Any] ?? [] {
      failures += ((delta as? Table)?["validationDeltas"] as? Table)?["failure"] as? [Any] ?? []
    }
    if results == nil { failures = store["validation_status"] as? [Any] ?? [] }
    for case let failure as Table in failures.prefix(Self.most) {
      let code = failure["code"] as? String ?? "unknown"
      // who signed is not on a list of trust: that is told apart from what does not hold
      if code == "signingCredential.untrusted" { continue }
      let words = "\(code): \(failure["explanation"] as? String ?? "no explanation")"
      problems.append(PlainText.shortened(words))
    }
  }

  /// Takes what one manifest says; the labels of those that it is made from.
  private mutating func take(_ manifest: Table, isActive: Bool) -> [String] {
    let title = PlainText.shortened(manifest["title"] as? String ?? "an ingredient")
    let place = isActive ? "the file" : "what went into it: \(title)"
    if isActive {
      let signature = manifest["signature_info"] as? Table
      let names = [signature?["issuer"], signature?["common_name"]].compactMap { $0 as? String }
      signer = names.isEmpty ? nil : PlainText.shortened(names.joined(separator: ", "))
      signedAt = (signature?["time"] as? String).map { PlainText.shortened($0) }
      generator = Self.generator(of: manifest)
    }
    for case let assertion as Table in (manifest["assertions"] as? [Any] ?? []).prefix(Self.most) {
      if (assertion["label"] as? String)?.hasPrefix("c2pa.actions") == true { takeActions(assertion["data"] as? Table) }
    }
    findSources(in: manifest, at: place, depth: 0)
    var labels: [String] = []
    for case let ingredient as Table in (manifest["ingredients"] as? [Any] ?? []).prefix(Self.most) {
      if isActive, ingredients.count < Self.most {
        ingredients.append(PlainText.shortened(ingredient["title"] as? String ?? "without a title"))
      }
      if let label = ingredient["active_manifest"] as? String { labels.append(label) }
    }
    return labels
  }

  private static func generator(of manifest: Table) -> String? {
    let infos = (manifest["claim_generator_info"] as? [Any])?.compactMap { $0 as? Table } ?? []
    let names = infos.prefix(8).compactMap { agent($0) }
    let name = names.isEmpty ? manifest["claim_generator"] as? String : names.joined(separator: ", ")
    return name.map { PlainText.shortened($0) }
  }

  /// A name, or a table with a name and a version.
  private static func agent(_ value: Any?) -> String? {
    if let text = value as? String { return PlainText.shortened(text) }
    guard let table = value as? Table, let name = table["name"] as? String else { return nil }
    return PlainText.shortened([name, table["version"] as? String].compactMap { $0 }.joined(separator: " "))
  }

  private mutating func takeActions(_ data: Table?) {
    for case let action as Table in (data?["actions"] as? [Any] ?? []).prefix(Self.most) where actions.count < Self.most
    {
      let name = PlainText.shortened(action["action"] as? String ?? "unknown")
      let said = Wire.Provenance.Action(action: name, agent: Self.agent(action["softwareAgent"]))
      if !actions.contains(said) { actions.append(said) }
    }
  }

  /// Every digital source type, wherever it stands.
  private mutating func findSources(in value: Any, at place: String, depth: Int) {
    looked += 1
    guard looked < Self.mostValues, depth < Self.deepest else { return }
    if let list = value as? [Any] {
      for item in list { findSources(in: item, at: place, depth: depth + 1) }
    }
    guard let table = value as? Table else { return }
    for (key, item) in table.sorted(by: { $0.key < $1.key }) {
      if let text = item as? String, key.lowercased().hasSuffix("digitalsourcetype") {
        let source = SourceType.source(text, at: place)
        if sources.count < Self.most, !sources.contains(source) { sources.append(source) }
      } else {
        findSources(in: item, at: place, depth: depth + 1)
      }
    }
  }
}

/// Why a manifest cannot be told, in words.
struct ManifestError: Error, Equatable, CustomStringConvertible {
  var description: String
}
