internal import Foundation
internal import GRDB
internal import UncannyReport

extension Store {
  /// Ends what a program that was killed has left open: its events end with the last second of which there are figures,
  /// marked as interrupted, and its alerts resolve.
  ///
  /// - Returns: the deliveries that no channel has taken yet, in order.
  /// - Throws: `StoreError`.
  func resume() async throws(StoreError) -> [Delivery] {
    let now = Clock.milliseconds()
    do {
      return try await database.write { [run] database in
        try database.execute(
          sql: """
            UPDATE event SET ended = max(began, min(?, coalesce((SELECT max(second) * 1000 + 999 FROM value), ?))),
              interrupted = 1, change = (SELECT max(change) + 1 FROM event)
            WHERE ended IS NULL
            """, arguments: [now, now])
        try database.execute(
          sql: """
            UPDATE run SET ended = max(began, min(?, coalesce((SELECT max(second) * 1000 + 999 FROM value), ?)))
            WHERE ended IS NULL AND id <> ?
            """, arguments: [now, now, run])
        let open = try Row.fetchAll(
          database, sql: "SELECT channels, body FROM alert WHERE resolved IS NULL ORDER BY fired")
        for row in open {
          guard let alert = try? Self.decoded(Wire.Alert.self, row["body"]),
            let channels = try? Self.decoded([String].self, row["channels"])
          else { continue }
          let resolved = Wire.Alert(interrupting: alert, resolved: Clock.text(of: now))
          try Record.alert(resolved, channels: channels).write(to: database, run: run)
          for channel in channels {
            try Record.delivery(Delivery(of: resolved, to: channel)).write(to: database, run: run)
          }
        }
        return try Row.fetchAll(database, sql: "SELECT id, channel, body FROM delivery ORDER BY number")
          .compactMap { try? Delivery(id: $0["id"], channel: $0["channel"], body: $0["body"]) }
      }
    } catch { throw StoreError(error, path: path) }
  }

  private static func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
