internal import Foundation
public import UncannyPerception
public import UncannyReport

/// What files declare of their own making: C2PA manifests, and what else their containers say.
///
/// Nothing is fetched, followed or run. A file may say anything; whatever it is, words come back.
///
/// Thread: any; takes some milliseconds a file, and at most some seconds.
public struct FileProvenance: Sendable {
  private let library: Result<ManifestLibrary, ProvenanceError>

  /// A manifest is not read that is larger, in bytes.
  private static let largestManifest: UInt64 = 64 << 20

  /// - Parameter folder: where the models are, and the library with them.
  public init(in folder: ModelFolder = .standard) {
    do throws(ProvenanceError) {
      library = .success(try ManifestLibrary(path: "\(folder.path)/provenance/libc2pa_c.so"))
    } catch { library = .failure(error) }
  }

  /// Why manifests cannot be read; `nil` when they can.
  public var absence: String? { if case .failure(let error) = library { "\(error)" } else { nil } }

  /// What the file at `path` declares.
  ///
  /// - Parameter tags: what its demultiplexer says of it, by the names of tags.
  public func facts(of path: String, tags: [String: String] = [:]) -> Wire.Provenance {
    let container = ContainerTexts(path: path)
    var texts = tags.sorted { $0.key < $1.key }.map { (place: "tag \($0.key)", text: $0.value) }
    texts += (container?.texts ?? []).map { (place: $0.place, text: $0.text) }
    let claims = Claims.claims(in: texts)
    switch library {
    case .failure(let error):
      return Self.told(.unread, "manifests were not looked for", problems: ["\(error)"], claims: claims)
    case .success(let library):
      if let size = container?.manifestSize, size > Self.largestManifest {
        let words = "its manifest is \(size >> 20) MiB, more than is read"
        return Self.told(.broken, "there is a C2PA manifest that was not read", problems: [words], claims: claims)
      }
      return Self.facts(library.read(path, type: Self.type(of: path), size: Self.size(of: path)), claims)
    }
  }

  private static func facts(_ reading: ManifestLibrary.Reading, _ claims: [Wire.Provenance.Claim]) -> Wire.Provenance {
    switch reading {
    case .absent: return told(.absent, "no C2PA manifest, which is no evidence of anything", claims: claims)
    case .unknownFormat: return told(.unread, "the library knows no manifests in this format", claims: claims)
    case .elsewhere(let address):
      let shown = PlainText.shortened(Location.displayed(address))
      return told(.remote, "a manifest is said to be elsewhere; it was not fetched", remote: shown, claims: claims)
    case .unreadable(let why):
      return told(
        .broken, "there is a C2PA manifest that cannot be read", problems: [PlainText.shortened(why)], claims: claims)
    case .manifest(let json, let remote):
      do throws(ManifestError) {
        return told(try ManifestFacts(json: json), remote: remote, claims)
      } catch {
        return told(.broken, "there is a C2PA manifest that cannot be told", problems: ["\(error)"], claims: claims)
      }
    }
  }

  private static func told(
    _ manifest: Wire.Provenance.Manifest, _ statement: String, remote: String? = nil, problems: [String] = [],
    claims: [Wire.Provenance.Claim]
  ) -> Wire.Provenance {
    Wire.Provenance(
      manifest: manifest, statement: statement + said(claims), remote: remote, problems: problems, claims: claims)
  }

  private static func told(
    _ facts: ManifestFacts, remote: String?, _ claims: [Wire.Provenance.Claim]
  ) -> Wire.Provenance {
    var words = facts.isValid ? "a C2PA manifest that holds" : "a C2PA manifest that does not hold"
    if let signer = facts.signer { words += ", signed by \(signer)" }
    if facts.isValid { words += facts.isTrusted ? ", who is trusted" : ", who is on no list of trust here" }
    let meanings = listed(facts.sources.map { $0.meaning })
    words += meanings.isEmpty ? "; it does not say how it was made" : "; it says: \(meanings)"
    return Wire.Provenance(
      manifest: facts.isValid ? .present : .broken, statement: words + said(claims), trusted: facts.isTrusted,
      signer: facts.signer, signedAt: facts.signedAt, generator: facts.generator, sources: facts.sources,
      actions: facts.actions, ingredients: facts.ingredients,
      remote: remote.map { PlainText.shortened(Location.displayed($0)) }, problems: facts.problems, claims: claims)
  }

  private static func said(_ claims: [Wire.Provenance.Claim]) -> String {
    let meanings = listed(claims.compactMap { $0.meaning })
    return meanings.isEmpty ? "" : "; its metadata claims, unsigned: \(meanings)"
  }

  /// One after the other, each once.
  private static func listed(_ meanings: [String]) -> String {
    meanings.indices.filter { meanings.firstIndex(of: meanings[$0]) == $0 }.map { meanings[$0] }.joined(separator: ", ")
  }

  private static func size(of path: String) -> Int64 {
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    return (facts?[.size] as? NSNumber)?.int64Value ?? 0
  }

  /// The media type that the library goes by.
  private static func type(of path: String) -> String {
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "mov", "qt": "video/quicktime"
    case "m4a": "audio/mp4"
    case "wav": "audio/wav"
    case "avi": "video/avi"
    case "mp3": "audio/mpeg"
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "webp": "image/webp"
    case "tif", "tiff": "image/tiff"
    case "heic", "heif": "image/heif"
    case "avif": "image/avif"
    case "gif": "image/gif"
    case "mkv", "webm", "ts", "m2ts", "mpg", "mpeg", "flv", "ogg", "ogv", "y4m": "application/unknown"
    default: "video/mp4"
    }
  }
}
