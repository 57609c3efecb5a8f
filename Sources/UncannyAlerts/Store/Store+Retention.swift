internal import Foundation
internal import GRDB
internal import Uncanny
internal import UncannyReport

extension Store {
  /// How much is dropped at a time for want of room.
  private static let seconds = 300
  private static let events = 1000
  private static let rounds = 50

  /// Drops what is too old, and the oldest while the file is too large: figures first, then events.
  ///
  /// - Throws: `StoreError`.
  func prune(age: ClockTime, size: Int64) async throws(StoreError) {
    let oldest = Clock.milliseconds() - age.nanoseconds / 1_000_000
    do {
      try await database.write { database in
        try database.execute(sql: "DELETE FROM value WHERE second < ?", arguments: [oldest / 1000])
        try database.execute(sql: "DELETE FROM event WHERE ended < ?", arguments: [oldest])
        try database.execute(sql: "DELETE FROM alert WHERE resolved < ?", arguments: [oldest])
        try database.execute(sql: "DELETE FROM delivery WHERE made < ?", arguments: [oldest])
        try database.execute(sql: "DELETE FROM run WHERE ended < ?", arguments: [oldest])
      }
      for _ in 0..<Self.rounds {
        let isSmallEnough = try await database.write { database in
          guard try Self.used(database) > size else { return true }
          try database.execute(
            sql: "DELETE FROM value WHERE second < (SELECT min(second) FROM value) + ?", arguments: [Self.seconds])
          if database.changesCount == 0 {
            try database.execute(
              sql: "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE ended NOT NULL ORDER BY began LIMIT ?)",
              arguments: [Self.events])
          }
          return database.changesCount == 0
        }
        if isSmallEnough { break }
      }
      try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA incremental_vacuum(2000)") }
    } catch { throw StoreError(error, path: path) }
  }

  /// Bytes that hold something.
  private static func used(_ database: Database) throws -> Int64 {
    let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    let free = try Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
    return (pages - free) * (try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
  }
}
