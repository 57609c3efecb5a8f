/// Which detectors run, and with what settings.
///
/// The grammar, everywhere the same: entries separated by commas. `freeze` adds a detector, `freeze:tolerance=2:hold=1`
/// adds it with parameters, `text:expect=NORTH+SOUTH` with words, `look:reference=grade.png` with a file whose name has no
/// comma and no colon; `-blockiness` takes one out. The first entry may be `default`, `all` or `none`, what to start
/// from; without one of them it is `default`. Or it names a preset of the catalogue, which stands for a plan of its own.
public struct Plan: Sendable {
  /// One detector with its settings.
  public struct Choice: Sendable {
    public let entry: Catalog.Entry
    /// The values that differ from the initial ones.
    public var values: [String: Float]
    /// The words that were set, several joined by `+`, and the paths of files.
    public var texts: [String: String]
    /// What the files show, once they have been looked at.
    public internal(set) var references: [String: ShotSummary] = [:]

    public init(entry: Catalog.Entry, values: [String: Float] = [:], texts: [String: String] = [:]) {
      self.entry = entry
      self.values = values
      self.texts = texts
    }

    /// What looks at pictures with these settings, at its beginning; `nil` when it looks at sound.
    func pictureDetector() -> PictureDetector? { entry.make?(self) }

    /// A detector with these settings, at its beginning; `nil` when it looks at shots, or at sound.
    public func detector() -> (any Detector)? {
      if case .frame(let detector) = entry.make?(self) { detector } else { nil }
    }

    /// A detector of shots with these settings; `nil` when it looks at frames, or at sound.
    public func shotDetector() -> (any ShotDetector)? {
      if case .shot(let detector) = entry.make?(self) { detector } else { nil }
    }

    /// A detector of sound with these settings, at its beginning; `nil` when it looks at pictures.
    public func soundDetector() -> (any SoundDetector)? { entry.makeForSound?(self) }

    /// The card's hysteresis with the user's `hold` and `release`.
    public var hysteresis: Hysteresis {
      var hysteresis = entry.card.hysteresis
      if let hold = values["hold"] { hysteresis.hold = .seconds(Double(hold)) }
      if let release = values["release"] { hysteresis.release = .seconds(Double(release)) }
      return hysteresis
    }

    /// How the choice is written in a plan.
    public var text: String {
      let settings = values.map { ($0.key, "\($0.value)") } + texts.map { ($0.key, $0.value) }
      return ([entry.card.id] + settings.sorted { $0.0 < $1.0 }.map { "\($0.0)=\($0.1)" }).joined(separator: ":")
    }
  }

  /// In the order of the catalogue.
  public internal(set) var choices: [Choice]
  /// How often figures are told beside events, in stream time; `nil` for never. No part of the text.
  public var figureInterval: ClockTime?
  /// Which small pictures of the frames are kept for the summary; `nil` for none. No part of the text.
  public var trace: Trace.Extent?

  /// Every detector of `catalog`, as it comes.
  public init(all catalog: Catalog) { choices = catalog.entries.map { Choice(entry: $0) } }

  /// The plan that `text` describes.
  ///
  /// - Throws: `PlanError` naming the first entry that is not understood, and what would be.
  public init(parsing text: String, from catalog: Catalog) throws(PlanError) {
    var chosen: [String: Choice] = [:]
    var items = Self.items(of: text)
    if let first = items.first, let preset = catalog.presets.first(where: { $0.id == first }) {
      items = Self.items(of: preset.plan) + items.dropFirst()
    }
    let base = items.first.flatMap { Self.bases.contains($0) ? $0 : nil }
    if base != "none" { for entry in catalog.entries { chosen[entry.card.id] = Choice(entry: entry) } }
    var file: String?
    for item in items.dropFirst(base == nil ? 0 : 1) {
      if item.hasPrefix("-") {
        let id = String(item.dropFirst()).trimmingSpaces()
        guard catalog[id] != nil else { throw .unknownDetector(id, known: catalog.entries.map { $0.card.id }) }
        chosen[id] = nil
        file = nil
        continue
      }
      let parts = item.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmingSpaces() }
      guard let id = parts.first, let entry = catalog[id] else {
        // the rest of a path
        if let file { throw .noFile(name: file) }
        throw .unknownDetector(parts.first ?? item, known: catalog.entries.map { $0.card.id })
      }
      var choice = chosen[id] ?? Choice(entry: entry)
      file = nil
      for part in parts.dropFirst() {
        if let file, !part.contains("=") { throw .noFile(name: file) }
        try choice.assign(part)
        file = entry.texts.first { $0.kind == .file && part.hasPrefix($0.name) }?.name
      }
      chosen[id] = choice
    }
    choices = catalog.entries.compactMap { chosen[$0.card.id] }
  }

  /// Whether it has detectors that look at this.
  public func looks(at medium: Catalog.Medium) -> Bool { choices.contains { $0.entry.medium == medium } }

  /// What must be measured of the pictures for all of them together, and for the small pictures of every frame, which are
  /// colored.
  public var needs: Features {
    choices.reduce(into: trace == .everyFrame ? [.color] : []) { $0.formUnion($1.entry.needs) }
  }

  /// The plan in its own grammar; parsing it gives the same plan.
  public var text: String { (["none"] + choices.map { $0.text }).joined(separator: ",") }

  private static let bases: Set<String> = ["default", "all", "none"]

  private static func items(of text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: true).map { String($0).trimmingSpaces() }.filter {
      !$0.isEmpty
    }
  }
}

extension Plan.Choice {
  /// Sets what `text`, such as `level=2`, says.
  fileprivate mutating func assign(_ text: String) throws(PlanError) {
    guard let equals = text.firstIndex(of: "=") else { throw .notAnAssignment(text, detector: entry.card.id) }
    let name = String(text[..<equals]).trimmingSpaces()
    let value = String(text[text.index(after: equals)...]).trimmingSpaces()
    if let setting = entry.texts.first(where: { $0.name == name }) {
      let isWords = value.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " || $0 == "+" }
      switch setting.kind {
      case .words: if !isWords { throw .notWords(value, name: name) }
      case .file: if value.isEmpty { throw .noFile(name: name) }
      }
      texts[name] = value
      return
    }
    guard let setting = entry.parameter(name) else {
      let known = entry.texts.map { $0.name } + entry.parameters.map { $0.name }
      throw .unknownParameter(name, detector: entry.card.id, known: known)
    }
    guard let number = Float(value), number.isFinite else { throw .notANumber(value, name: name) }
    guard setting.range.contains(number) else { throw .outOfRange(number, name: name, range: setting.range) }
    values[name] = number
  }
}

/// Why a text is not a plan.
public enum PlanError: Error, Equatable, CustomStringConvertible {
  case unknownDetector(String, known: [String])
  case unknownParameter(String, detector: String, known: [String])
  case notAnAssignment(String, detector: String)
  case notANumber(String, name: String)
  case notWords(String, name: String)
  case noFile(name: String)
  /// The file of a reference shows nothing that could be held against, or has not been looked at.
  case unfit(String, name: String, why: String)
  case outOfRange(Float, name: String, range: ClosedRange<Float>)

  public var description: String {
    switch self {
    case .unknownDetector(let id, let known):
      "unknown detector \"\(id)\"; \(Self.choice(of: id, among: known, "there are"))"
    case .unknownParameter(let name, let detector, let known):
      "unknown parameter \"\(name)\" of \(detector); \(Self.choice(of: name, among: known, "it has"))"
    case .notAnAssignment(let text, let detector):
      "\"\(text)\" is no setting of \(detector); write name=value"
    case .notANumber(let value, let name): "\"\(value)\" is no number; \(name) needs one"
    case .notWords(let value, let name):
      "\"\(value)\" are no words; \(name) takes letters and digits, several words joined by +"
    case .noFile(let name): "\(name) needs the path of a file, without commas and colons"
    case .unfit(let path, let name, let why): "\(name) \(path): \(why)"
    case .outOfRange(let value, let name, let range):
      "\(name) cannot be \(value); it goes from \(range.lowerBound) to \(range.upperBound)"
    }
  }

  /// What was probably meant, or else all that there is.
  private static func choice(of word: String, among known: [String], _ verb: String) -> String {
    known.nearest(to: word).map { "did you mean \($0)?" } ?? "\(verb) \(known.joined(separator: ", "))"
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    var view = self[...]
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }
}
