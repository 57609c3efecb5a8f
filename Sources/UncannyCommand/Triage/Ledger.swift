internal import Foundation
internal import GRDB
internal import UncannyReport

/// What is known of the clips of a triage, in a file that survives whatever happens to the program.
///
/// Every clip is written when it is done. A run that is interrupted at any moment goes on where it was; a clip that has
/// changed since, or was looked at with other settings, is looked at again.
///
/// Thread: any.
struct Ledger: Sendable {
  /// What identifies the state of a clip.
  struct Version: Equatable, Sendable {
    /// Bytes.
    var size: Int64
    /// Microseconds since 1970.
    var modified: Int64

    /// `nil` where there is no such file.
    init?(of path: String) {
      guard let facts = try? FileManager.default.attributesOfItem(atPath: FilePlace(path).path) else { return nil }
      size = (facts[.size] as? NSNumber)?.int64Value ?? 0
      let seconds = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      modified = Int64(exactly: (seconds * 1e6).rounded()) ?? 0
    }
  }

  /// A clip as it is now.
  struct Clip: Sendable {
    let path: String
    /// `nil` where there is no such file.
    let version: Version?

    init(_ path: String) {
      self.path = path
      version = Version(of: path)
    }
  }

  /// What came of a clip.
  struct Entry: Codable, Equatable, Sendable {
    /// `nil` when nothing could be looked at.
    var digest: ClipDigest?
    var hash: PictureHash?
    /// Why it was not looked at to its end.
    var failure: String?
    /// Whether the analysis itself failed at it.
    var hasCrashed = false
  }

  private let database: DatabasePool
  private let settings: String

  /// Opens the ledger, or makes it.
  ///
  /// - Parameter settings: what the clips are looked at with; entries made with other settings do not count.
  /// - Throws: `LedgerError`.
  init(path: String, settings: String) throws {
    self.settings = settings
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
      database = try DatabasePool(path: path, configuration: configuration)
      try database.write { database in
        try database.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS clip (
              path TEXT NOT NULL, settings TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
              entry BLOB NOT NULL, PRIMARY KEY (path, settings)
            ) WITHOUT ROWID
            """)
      }
    } catch let error as DatabaseError { throw LedgerError(path: path, error) }
  }

  /// The clips that, as they are, have not been looked at yet.
  func unknown(of clips: [Clip]) throws -> [Clip] {
    try database.read { database in
      let statement = try database.makeStatement(
        sql: "SELECT size, modified FROM clip WHERE path = ? AND settings = ?")
      return try clips.filter { clip in
        guard let row = try Row.fetchOne(statement, arguments: [clip.path, settings]) else { return true }
        return clip.version.map { row["size"] != $0.size || row["modified"] != $0.modified } ?? false
      }
    }
  }

  /// Writes what came of a clip, as it was before it was looked at: what has changed meanwhile is looked at again.
  func write(_ entry: Entry, of clip: Clip) throws {
    let data = try JSONEncoder().encode(entry)
    try database.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO clip (path, settings, size, modified, entry) VALUES (?, ?, ?, ?, ?)",
        arguments: [clip.path, settings, clip.version?.size ?? -1, clip.version?.modified ?? -1, data])
    }
  }

  /// Takes over what another ledger knows; what is known here already stays.
  ///
  /// - Throws: `LedgerError`.
  func take(from path: String) throws {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let rows = try DatabaseQueue(path: path, configuration: configuration).read { database in
        try Row.fetchAll(database, sql: "SELECT path, settings, size, modified, entry FROM clip")
      }
      try database.write { database in
        for row in rows {
          try database.execute(
            sql: "INSERT OR IGNORE INTO clip (path, settings, size, modified, entry) VALUES (?, ?, ?, ?, ?)",
            arguments: StatementArguments(row.databaseValues))
        }
      }
    } catch let error as DatabaseError { throw LedgerError(path: path, error) }
  }

  /// What came of these clips, as far as it is known.
  func entries(of paths: [String]) throws -> [(path: String, entry: Entry)] {
    try database.read { database in
      let statement = try database.makeStatement(sql: "SELECT entry FROM clip WHERE path = ? AND settings = ?")
      return try paths.compactMap { path in
        guard let data = try Data.fetchOne(statement, arguments: [path, settings]) else { return nil }
        return (path, try JSONDecoder().decode(Entry.self, from: data))
      }
    }
  }
}

/// Why a ledger cannot be used.
struct LedgerError: Error, CustomStringConvertible {
  let description: String

  init(path: String, _ error: DatabaseError) {
    description =
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: "\(path): is damaged; move it away to begin anew"
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: "\(path): cannot be written"
      default: "\(path): \(error.message ?? "cannot be used")"
      }
  }
}
