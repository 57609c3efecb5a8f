internal import CProvenance
internal import Foundation
internal import Synchronization
internal import UncannyPerception

/// The library that reads C2PA manifests, opened when it is first needed, from where the models are.
///
/// It is told to fetch nothing: no manifest from elsewhere, no state of a certificate.
/// Thread: any; one file at a time.
@safe final class ManifestLibrary: Sendable {
  /// What it makes of a file.
  enum Reading: Sendable, Equatable {
    /// A manifest, as JSON; and where another is said to be.
    case manifest(json: String, remote: String?)
    /// There is none.
    case absent
    /// There is none in the file, but one is said to be at this address.
    case elsewhere(String)
    /// There is something, but it cannot be read.
    case unreadable(String)
    /// The library does not know the format.
    case unknownFormat
  }

  // SAFETY: the pointer never changes; the lock lets one in at a time.
  private nonisolated(unsafe) let handle: OpaquePointer
  private let lock = Mutex(())

  /// A file is read for so long, and so many times over.
  private static let patience: Int64 = 10_000
  private static let times: Int64 = 4
  private static let spare: Int64 = 64 << 20

  /// - Throws: `ProvenanceError` when it is not there, or does not load.
  init(path: String) throws(ProvenanceError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .notInstalled(path) }
    var why = [CChar](repeating: 0, count: 512)
    // SAFETY: the path ends with a zero, and the buffer has the length that is passed.
    let opened = unsafe why.withUnsafeMutableBufferPointer { why in
      unsafe cp_open(path, why.baseAddress, why.count)
    }
    guard let opened = unsafe opened else { throw .unusable(Self.text(why)) }
    unsafe handle = opened
  }

  deinit { unsafe cp_close(handle) }

  /// Reads the file of that media type and size.
  func read(_ path: String, type: String, size: Int64) -> Reading {
    var why = [CChar](repeating: 0, count: 1024)
    let most = size.multipliedReportingOverflow(by: Self.times).partialValue.addingReportingOverflow(Self.spare)
    return lock.withLock { _ in
      var remote: UnsafeMutablePointer<CChar>?
      // SAFETY: texts end with a zero, the buffer has the length that is passed; what comes back is ours, and freed here.
      let json = unsafe why.withUnsafeMutableBufferPointer { why in
        unsafe cp_read(handle, path, type, Self.patience, most.partialValue, &remote, why.baseAddress, why.count)
      }
      defer {
        unsafe free(json)
        unsafe free(remote)
      }
      let address = unsafe remote.map { unsafe String(cString: $0) }
      if let json = unsafe json { return .manifest(json: unsafe String(cString: json), remote: address) }
      return Self.reading(of: Self.text(why), remote: address)
    }
  }

  /// What the library means when it gives nothing.
  private static func reading(of why: String, remote: String?) -> Reading {
    if let remote { return .elsewhere(remote) }
    if why.hasPrefix("ManifestNotFound") { return .absent }
    if why.hasPrefix("NotSupported") || why.contains("unsupported type") || why.contains("type is unsupported") {
      return .unknownFormat
    }
    if why.hasPrefix("Remote"), let address = why.range(of: "from url ") {
      return .elsewhere(String(why[address.upperBound...]))
    }
    return .unreadable(why)
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Why manifests cannot be read.
public enum ProvenanceError: Error, Equatable, CustomStringConvertible {
  case notInstalled(String)
  case unusable(String)

  /// What to do about it, too; lower case, no full stop.
  public var description: String {
    switch self {
    case .notInstalled(let path): "no library for C2PA manifests at \(path); \(ModelFolder.fetching) fetches it"
    case .unusable(let why): "the library for C2PA manifests: \(why)"
    }
  }
}
