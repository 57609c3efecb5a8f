internal import Foundation
internal import GRDB
internal import UncannyReport

/// The file in which events, alerts, deliveries and figures are kept: SQLite, written by one program, read by any.
///
/// What was written survives the end of the program at any moment.
///
/// Thread: any.
final class Store: Sendable {
  let path: String
  /// Which run of the program this is.
  let run: String
  let database: DatabaseQueue
  private let lock: StoreLock

  /// Opens a store, or makes it; a damaged one is set aside, and a new one begun.
  ///
  /// - Returns: the store, and what should be said.
  /// - Throws: `StoreError` when there can be none.
  static func open(_ path: String, run: String) throws(StoreError) -> (store: Store, words: String?) {
    do { try refuseWhatIsNotOurs(path) } catch is ForeignSchema { throw .foreign(path) } catch {
      // what is wrong with it is found when it is opened
    }
    let lock = try StoreLock(path)
    do { return (try Store(path: path, run: run, lock: lock), nil) } catch .damaged {
      return try renewed(path, run: run, lock: lock)
    }
  }

  /// Sets the file aside, which is damaged, and begins a new one.
  ///
  /// - Returns: the new store, and what should be said.
  /// - Throws: `StoreError`.
  func renewed() throws(StoreError) -> (store: Store, words: String) {
    try? database.close()
    return try Self.renewed(path, run: run, lock: lock)
  }

  private static func renewed(
    _ path: String, run: String, lock: StoreLock
  ) throws(StoreError) -> (store: Store, words: String) {
    let aside = try setAside(path)
    return (
      try Store(path: path, run: run, lock: lock), "\(path): was damaged; it is now \(aside), and a new one is begun"
    )
  }

  /// Another program may write to it now.
  func close() {
    try? database.close()
    lock.release()
  }

  private init(path: String, run: String, lock: StoreLock) throws(StoreError) {
    self.path = path
    self.run = run
    self.lock = lock
    do {
      var configuration = GRDB.Configuration()
      configuration.journalMode = .wal
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA synchronous = NORMAL")
      }
      database = try DatabaseQueue(path: path, configuration: configuration)
      try database.write { try Schema.prepare($0) }
    } catch is ForeignSchema { throw .foreign(path) } catch { throw StoreError(error, path: path) }
  }

  /// Writes everything, or nothing.
  ///
  /// - Throws: `StoreError`.
  func write(_ records: [Record]) async throws(StoreError) {
    do {
      try await database.write { [run] database in
        for record in records { try record.write(to: database, run: run) }
      }
    } catch { throw StoreError(error, path: path) }
  }

  /// Looks at a file before anything is changed: one that is no database, or holds tables of others, is left as it is. Zeros
  /// are what a failing disk leaves.
  private static func refuseWhatIsNotOurs(_ path: String) throws {
    guard let file = FileHandle(forReadingAtPath: path) else { return }
    let beginning = try file.read(upToCount: 16) ?? Data()
    try file.close()
    if beginning.allSatisfy({ $0 == 0 }) { return }
    guard beginning.elementsEqual("SQLite format 3\0".utf8) else { throw ForeignSchema() }
    var looking = GRDB.Configuration()
    looking.readonly = true
    looking.busyMode = .timeout(5)
    try DatabaseQueue(path: path, configuration: looking).read { try Schema.check($0) }
  }

  /// Renames the file and what belongs to it.
  ///
  /// - Returns: the new name.
  private static func setAside(_ path: String) throws(StoreError) -> String {
    let time = Clock.text(of: .now).prefix(19).filter { $0 != "-" && $0 != ":" }
    let aside = "\(path).damaged-\(time)"
    do {
      try FileManager.default.moveItem(atPath: path, toPath: aside)
      for end in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + end) {
        try FileManager.default.moveItem(atPath: path + end, toPath: aside + end)
      }
    } catch { throw .unusable(path, why: "is damaged, and cannot be renamed") }
    return aside
  }
}
