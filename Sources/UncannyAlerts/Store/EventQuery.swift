public import Foundation
internal import GRDB
public import Uncanny
public import UncannyReport

/// Which events of a store are asked for.
public struct EventQuery: Sendable {
  /// Events that were over before this are left out.
  public var since: Date?
  /// Events that began after this are left out.
  public var until: Date?
  /// Detectors or faults, by dotted prefix; empty for all.
  public var faults: [String] = []
  /// The least severity.
  public var severity: Severity?
  /// Part of the name of the input; `nil` for all.
  public var source: String?

  public init() {}

  /// Which comes first.
  enum Order: String { case began, change }

  /// A page of them.
  ///
  /// - Parameters:
  ///   - order: the column that says which comes first.
  ///   - place: of the last row of the page before.
  func request(by order: Order, after place: (value: Int64, id: Int64), atMost count: Int) -> SQLRequest<Row> {
    var conditions = ["(\(order.rawValue), id) > (?, ?)"]
    var arguments: [any DatabaseValueConvertible] = [place.value, place.id]
    if let since {
      conditions.append("(ended IS NULL OR ended >= ?)")
      arguments.append(Clock.milliseconds(since))
    }
    if let until {
      conditions.append("began <= ?")
      arguments.append(Clock.milliseconds(until))
    }
    if !faults.isEmpty {
      let each = faults.map { _ in "fault = ? OR substr(fault, 1, length(?) + 1) = ? || '.'" }
      conditions.append("(\(each.joined(separator: " OR ")))")
      for fault in faults { arguments += [fault, fault, fault] }
    }
    if let severity {
      conditions.append("severity >= ?")
      arguments.append(severity.rawValue)
    }
    if let source {
      conditions.append("instr(source, ?) > 0")
      arguments.append(source)
    }
    return SQLRequest(
      sql: "SELECT id, \(order.rawValue) AS place, run, began, ended, interrupted, body FROM event WHERE "
        + conditions.joined(separator: " AND ") + " ORDER BY \(order.rawValue), id LIMIT \(count)",
      arguments: StatementArguments(arguments))
  }
}

/// Reads the events of a store, also while another program writes to it.
///
/// Thread: any.
public struct EventReader: Sendable {
  private let database: DatabaseQueue
  private let path: String

  /// - Throws: `StoreError` when there is no such store, or it is damaged.
  public init(path: String) throws(StoreError) {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path) }
    do {
      var configuration = GRDB.Configuration()
      configuration.readonly = true
      // a store that is being opened is locked for a moment
      configuration.busyMode = .timeout(5)
      database = try DatabaseQueue(path: path, configuration: configuration)
      try database.read { try Schema.recognize($0) }
    } catch is ForeignSchema { throw .foreign(path) } catch { throw StoreError(error, path: path) }
  }

  /// The events, in the order in which they began, one by one.
  ///
  /// - Returns: where the store is now, for `events(_:changedAfter:)`.
  /// - Throws: `StoreError`.
  public func events(_ query: EventQuery, _ body: (Wire.StoredEvent) -> Void) throws(StoreError) -> Int64 {
    try events(query, by: .began, after: (.min, 0), body)
  }

  /// The events that began or ended since, in that order.
  ///
  /// - Throws: `StoreError`.
  public func events(
    _ query: EventQuery, changedAfter change: Int64, _ body: (Wire.StoredEvent) -> Void
  ) throws(StoreError) -> Int64 {
    try events(query, by: .change, after: (change, .max), body)
  }

  /// Page by page: who reads slowly holds nobody up.
  private func events(
    _ query: EventQuery, by order: EventQuery.Order, after place: (value: Int64, id: Int64),
    _ body: (Wire.StoredEvent) -> Void
  ) throws(StoreError) -> Int64 {
    var place = place
    do {
      var latest = try database.read { try Int64.fetchOne($0, sql: "SELECT max(change) FROM event") }
      while true {
        let rows = try database.read { [place] database in
          try query.request(by: order, after: place, atMost: Self.page).fetchAll(database)
        }
        for row in rows {
          if let event = Self.event(row) { body(event) }
          place = (row["place"], row["id"])
        }
        if rows.count < Self.page { break }
      }
      if order == .change { latest = max(latest ?? place.value, place.value) }
      return latest ?? 0
    } catch { throw StoreError(error, path: path) }
  }

  private static let page = 1000

  private static func event(_ row: Row) -> Wire.StoredEvent? {
    let text: String = row["body"]
    guard let event = try? JSONDecoder().decode(Wire.Event.self, from: Data(text.utf8)) else { return nil }
    let ended: Int64? = row["ended"]
    return Wire.StoredEvent(
      run: row["run"], began: Clock.text(of: row["began"] as Int64), ended: ended.map { Clock.text(of: $0) },
      interrupted: row["interrupted"], event: event)
  }
}
