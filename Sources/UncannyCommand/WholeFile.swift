internal import Foundation

/// Files that are written whole or not at all.
enum WholeFile {
  /// Writes beside the file, to the disk, and then moves into its place; a link is followed, and what is no regular file,
  /// such as a pipe or a device, is written to as it is.
  ///
  /// - Throws: `WriteError`.
  static func write(_ text: String, to path: String) throws { try write(text.utf8, to: path) }

  /// The same of any bytes.
  static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    let place = FilePlace(path)
    do {
      if place.isSpecial {
        guard let file = FileHandle(forWritingAtPath: place.path) else { throw WriteError(path: path) }
        try file.write(contentsOf: Data(bytes))
        try file.close()
      } else {
        // on Linux an atomic write is a file of its own, synchronised and renamed
        try Data(bytes).write(to: URL(fileURLWithPath: place.path), options: .atomic)
      }
    } catch { throw WriteError(path: path) }
  }
}

/// Why a file was not written.
struct WriteError: Error, CustomStringConvertible {
  var path: String
  var description: String { "\(path): cannot be written" }
}
