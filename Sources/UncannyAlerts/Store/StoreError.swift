internal import GRDB

/// Why a store cannot be used.
public enum StoreError: Error, Equatable, CustomStringConvertible {
  /// It is no database any more.
  case damaged(String)
  /// The disk takes nothing.
  case full(String)
  /// Another program writes to it.
  case taken(String)
  /// It is something else.
  case foreign(String)
  /// There is none to read.
  case missing(String)
  /// It cannot be opened, read or written.
  case unusable(String, why: String)

  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = .unusable(path, why: "cannot be used")
      return
    }
    self =
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path)
      case .SQLITE_FULL: .full(path)
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: .unusable(path, why: "cannot be written")
      default: .unusable(path, why: error.message ?? "cannot be used")
      }
  }

  public var description: String {
    switch self {
    case .damaged(let path): "\(path): is damaged"
    case .full(let path): "\(path): the disk is full"
    case .taken(let path): "\(path): another uncanny writes to it; give each a store of its own"
    case .foreign(let path): "\(path): is no store of uncanny, or of a later version"
    case .missing(let path): "\(path): no such store"
    case .unusable(let path, let why): "\(path): \(why)"
    }
  }
}
