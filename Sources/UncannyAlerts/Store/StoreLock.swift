internal import Foundation

/// Held while a program writes to a store; it goes with the program, however that ends.
final class StoreLock: Sendable {
  private let file: FileHandle

  /// - Throws: `StoreError` when another holds it, or the folder takes no files.
  init(_ path: String) throws(StoreError) {
    let name = path + ".lock"
    if !FileManager.default.fileExists(atPath: name) { _ = FileManager.default.createFile(atPath: name, contents: nil) }
    guard let file = FileHandle(forUpdatingAtPath: name) else { throw .unusable(path, why: "cannot be written") }
    // a command that outlives the program must not hold it
    guard fcntl(file.fileDescriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw .unusable(path, why: "cannot be locked") }
    guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw .taken(path) }
    self.file = file
  }

  func release() { flock(file.fileDescriptor, LOCK_UN) }
}
