internal import Foundation

/// Files that are written whole or not at all.
enum WholeFile {
  /// Writes beside the file, to the disk, and then moves into its place.
  ///
  /// - Throws: `WriteError`.
  static func write(_ text: String, to path: String) throws {
    do {
      // on Linux an atomic write is a file of its own, synchronised and renamed
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch { throw WriteError(path: path) }
  }
}

/// Why a file was not written.
struct WriteError: Error, CustomStringConvertible {
  var path: String
  var description: String { "\(path): cannot be written" }
}
