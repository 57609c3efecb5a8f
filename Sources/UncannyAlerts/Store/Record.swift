internal import Foundation
internal import GRDB
internal import Uncanny
internal import UncannyReport

/// One thing to write. Times of day are milliseconds since 1970.
enum Record: Sendable {
  /// An event as it begins, and again as it ends.
  ///
  /// The input is what tells it from events of inputs that are called the same.
  case event(Wire.Event, input: Int, began: Int64, ended: Int64?)
  /// An alert as it fires, and again as it resolves.
  case alert(Wire.Alert, channels: [String])
  /// An alert that has to go to a channel.
  case delivery(Delivery)
  /// A delivery that was taken, or given up, by its id.
  case settled(String)
  /// What was measured in one second.
  case figures(source: String, second: Int64, [Figure])
  /// The run begins, or ends.
  case run(began: Int64, ended: Int64?)

  /// One number of one detector over a second.
  struct Figure: Sendable {
    var detector: String
    var name: String
    var unit: String
    var mean: Float
    var least: Float
    var most: Float
  }

  /// The same thing has the same key; `nil` for what is of no account once it is written.
  var key: String? {
    switch self {
    case .event(let event, let input, _, _): "event \(input) \(event.id)"
    case .alert(let alert, _): "alert \(alert.id)"
    case .delivery(let delivery): "delivery \(delivery.id)"
    case .settled(let id): "delivery \(id)"
    case .run: "run"
    case .figures: nil
    }
  }

  /// Whether it is to be written again should the file have to be begun anew.
  var isOpen: Bool {
    switch self {
    case .event(_, _, _, let ended): ended == nil
    case .alert(let alert, _): alert.state == .fired
    case .delivery: true
    case .run(_, let ended): ended == nil
    case .settled, .figures: false
    }
  }

  func write(to database: Database, run: String) throws {
    switch self {
    case .event(let event, let input, let began, let ended):
      try database.execute(
        sql: """
          INSERT INTO event (change, run, input, source, name, fault, severity, began, ended, body)
          VALUES ((SELECT coalesce(max(change), 0) + 1 FROM event), ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (run, input, name) DO UPDATE SET change = (SELECT max(change) + 1 FROM event),
            severity = excluded.severity, began = excluded.began, ended = excluded.ended, body = excluded.body
          """,
        arguments: [
          run, input, event.source ?? "", event.id, event.fault, event.severity.severity.rawValue, began, ended,
          try JSONText.line(event),
        ])
    case .alert(let alert, let channels):
      let now = Clock.milliseconds()
      try database.execute(
        sql: """
          INSERT INTO alert (id, fired, resolved, channels, body) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET resolved = excluded.resolved, body = excluded.body
          """,
        arguments: [
          alert.id, now, alert.state == .resolved ? now : nil, try JSONText.line(channels), try JSONText.line(alert),
        ])
    case .delivery(let delivery):
      try database.execute(
        sql: "INSERT OR IGNORE INTO delivery (id, channel, made, body) VALUES (?, ?, ?, ?)",
        arguments: [delivery.id, delivery.channel, Clock.milliseconds(), delivery.body])
    case .settled(let id): try database.execute(sql: "DELETE FROM delivery WHERE id = ?", arguments: [id])
    case .figures(let source, let second, let figures): try Self.write(figures, source, second, to: database)
    case .run(let began, let ended):
      try database.execute(
        sql: "INSERT OR REPLACE INTO run (id, began, ended) VALUES (?, ?, ?)", arguments: [run, began, ended])
    }
  }

  private static func write(
    _ figures: [Figure], _ source: String, _ second: Int64, to database: Database
  ) throws {
    try database.execute(sql: "INSERT OR IGNORE INTO source (name) VALUES (?)", arguments: [source])
    let known = try database.cachedStatement(sql: "SELECT id FROM figure WHERE detector = ? AND name = ?")
    let insert = try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO value (second, source, figure, mean, least, most)
        VALUES (?, (SELECT id FROM source WHERE name = ?), ?, ?, ?, ?)
        """)
    for figure in figures where figure.mean.isFinite && figure.least.isFinite && figure.most.isFinite {
      var id = try Int64.fetchOne(known, arguments: [figure.detector, figure.name])
      if id == nil {
        try database.execute(
          sql: "INSERT INTO figure (detector, name, unit) VALUES (?, ?, ?)",
          arguments: [figure.detector, figure.name, figure.unit])
        id = database.lastInsertedRowID
      }
      try insert.execute(
        arguments: [second, source, id, Double(figure.mean), Double(figure.least), Double(figure.most)])
    }
  }
}
