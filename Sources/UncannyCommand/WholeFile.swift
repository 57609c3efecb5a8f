internal import Foundation

/// Files that are written whole or not at all.
enum WholeFile {
  /// Writes beside the file, to the disk, and then moves into its place.
  static func write(_ text: String, to path: String) throws {
    let target = URL(fileURLWithPath: path)
    let draft = target.deletingLastPathComponent().appendingPathComponent(".\(target.lastPathComponent).\(getpid())")
    guard FileManager.default.createFile(atPath: draft.path, contents: nil) else { throw WriteError(path: path) }
    do {
      let file = try FileHandle(forWritingTo: draft)
      try file.write(contentsOf: Data(text.utf8))
      try file.synchronize()
      try file.close()
      // FileManager cannot replace a file in one step on Linux.
      // SAFETY: both texts live during the call.
      guard unsafe rename(draft.path, target.path) == 0 else { throw WriteError(path: path) }
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw WriteError(path: path)
    }
  }
}

struct WriteError: Error, CustomStringConvertible {
  var path: String
  var description: String { "\(path): cannot be written" }
}
