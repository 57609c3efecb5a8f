import Foundation
import GRDB
import Synchronization
import TestMedia
import Testing
import Uncanny
import UncannyReport

@testable import UncannyAlerts

@Suite(.timeLimit(.minutes(2)))
struct StoreTests {
  let folder: TemporaryFolder
  private var path: String { folder.file("s.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  private func line(_ event: Event) -> Wire.Event {
    Wire.Event(event, state: event.end == nil ? .began : .ended, catalog: Specimens.catalog, source: "srt://a:1")
  }

  private func stored(_ query: EventQuery = EventQuery()) throws -> [Wire.StoredEvent] {
    var found: [Wire.StoredEvent] = []
    _ = try EventReader(path: path).events(query) { found.append($0) }
    return found
  }

  @Test func `an event is written as it begins and completed as it ends`() async throws {
    let (store, words) = try Store.open(path, run: "one")
    #expect(words == nil)
    try await store.write([.event(line(Specimens.event()), input: 0, began: 1000, ended: nil)])
    #expect(try stored().map { $0.ended } == [nil])
    try await store.write([.event(line(Specimens.event(to: 50)), input: 0, began: 1000, ended: 3000)])
    let event = try #require(try stored().first)
    #expect(event.began == "1970-01-01T00:00:01.000Z" && event.ended == "1970-01-01T00:00:03.000Z")
    #expect(event.event.state == .ended && !event.interrupted && event.run == "one")
    #expect(try stored().count == 1)
  }

  @Test func `what a program that was killed has left open is closed, and what was not taken is sent again`()
    async throws
  {
    var first: Store? = try Store.open(path, run: "one").store
    let fired = Specimens.alert("one-1", isFired: true)
    let waiting = try Delivery(of: fired, to: "hook")
    try await first?.write([
      .run(began: 0, ended: nil), .event(line(Specimens.event()), input: 0, began: 1000, ended: nil),
      .alert(fired, channels: ["hook"]), .delivery(waiting),
    ])
    // as the end of a process does
    try first?.database.close()
    first = nil
    let second = try Store.open(path, run: "two").store
    let deliveries = try await second.resume()
    #expect(deliveries.first == waiting)
    #expect(deliveries.map { $0.alert.id } == ["one-1", "one-1"])
    #expect(deliveries.map { $0.alert.state } == [.fired, .resolved])
    #expect(deliveries.last?.alert.reason == .interrupted)
    let event = try #require(try stored().first)
    #expect(event.interrupted && event.ended != nil)
    let again = try await second.resume()
    #expect(again == deliveries, "a second look finds nothing new")
  }

  @Test func `one program at a time writes to a store`() throws {
    let store = try Store.open(path, run: "one").store
    #expect(throws: StoreError.taken(path)) { try Store.open(path, run: "two") }
    _ = store.path
  }

  @Test(arguments: ["garbage", ""]) func `a damaged file is set aside, and a new one begun`(text: String) async throws {
    let beginning = text.isEmpty ? "" : "SQLite format 3\0"
    try folder.write((beginning + String(repeating: text, count: 500)).utf8, to: "s.sqlite")
    let (store, words) = try Store.open(path, run: "one")
    try await store.write([.event(line(Specimens.event()), input: 0, began: 1000, ended: nil)])
    #expect(try stored().count == 1)
    let aside = folder.names.filter { $0.hasPrefix("s.sqlite.damaged-") }
    #expect(aside.count == (text.isEmpty ? 0 : 1) && (words != nil) == !text.isEmpty)
  }

  @Test func `what is no database is left as it is`() throws {
    try folder.write("plan: default\n".utf8, to: "s.sqlite")
    #expect(throws: StoreError.foreign(path)) { _ = try Store.open(path, run: "one") }
    #expect(folder.names == ["s.sqlite"] && folder.text(of: "s.sqlite") == "plan: default\n")
  }

  @Test func `what was cut off ended with the last second that was measured`() async throws {
    let store = try Store.open(path, run: "one").store
    let figure = Record.Figure(detector: "d", name: "n", unit: "", mean: 1, least: 1, most: 1)
    try await store.write([
      .event(line(Specimens.event()), input: 0, began: 1000, ended: nil),
      .figures(source: "a", second: 5, [figure]),
    ])
    store.close()
    _ = try await Store.open(path, run: "two").store.resume()
    #expect(try stored().map { $0.ended } == ["1970-01-01T00:00:05.999Z"])
  }

  @Test func `a database of somebody else is left as it is`() throws {
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE t (a); INSERT INTO t VALUES (1)") }
    try other.close()
    let bytes = try folder.bytes(of: "s.sqlite")
    #expect(throws: StoreError.foreign(path)) { _ = try Store.open(path, run: "one") }
    #expect(try folder.bytes(of: "s.sqlite") == bytes)
    #expect(folder.names.filter { $0 != "s.sqlite.lock" } == ["s.sqlite"])
  }

  @Test func `inputs that are called the same are told apart`() async throws {
    let store = try Store.open(path, run: "one").store
    for input in 0...1 {
      try await store.write([.event(line(Specimens.event()), input: input, began: 1000, ended: nil)])
    }
    try await store.write([.event(line(Specimens.event(to: 50)), input: 1, began: 1000, ended: 3000)])
    #expect(try stored().map { $0.ended == nil } == [true, false])
  }

  @Test func `a store that is killed again and again counts on`() async throws {
    for run in 0..<70 {
      var store: Store? = try Store.open(path, run: "\(run)").store
      _ = try await store?.resume()
      try await store?.write([.event(line(Specimens.event()), input: 0, began: Int64(run), ended: nil)])
      try store?.database.close()
      store?.close()
      store = nil
    }
    let reader = try EventReader(path: path)
    var count = 0
    let latest = try reader.events(EventQuery()) { _ in count += 1 }
    #expect(count == 70 && (70...140).contains(latest))
    #expect(try reader.events(EventQuery(), changedAfter: latest) { _ in count += 1 } == latest && count == 70)
  }

  @Test func `events of many pages come in their order, each once`() async throws {
    let store = try Store.open(path, run: "one").store
    try await store.write(
      (1...2500).map { .event(line(Specimens.event($0)), input: 0, began: Int64($0 / 700), ended: nil) })
    let names = try stored().map { $0.event.id }
    #expect(names == (1...2500).map { "\($0)" })
  }

  @Test func `a file that breaks while it is written to is set aside, and what lasts goes into the new one`()
    async throws
  {
    let words = Mutex<[String]>([])
    let store = try Store.open(path, run: "one").store
    let journal = Journal(store, StoreSettings(file: path)) { line in words.withLock { $0.append(line) } }
    let waiting = try Specimens.delivery("a", isFired: true)
    await journal.write([.event(line(Specimens.event()), input: 0, began: 1000, ended: nil), .delivery(waiting)])
    try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    store.database.releaseMemory()
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data(repeating: 0x55, count: 8192))
    try file.close()
    for id in 2..<6 { await journal.write([.event(line(Specimens.event(id)), input: 0, began: 2000, ended: nil)]) }
    #expect(try stored().map { $0.event.id } == ["1", "2", "3", "4", "5"])
    #expect(words.withLock { $0.count } == 1 && words.withLock { $0.first?.contains("was damaged") } == true)
    #expect(folder.names.contains { $0.hasPrefix("s.sqlite.damaged-") })
  }

  @Test func `while nothing can be written it is said once, and written later`() async throws {
    let words = Mutex<[String]>([])
    let store = try Store.open(path, run: "one").store
    let journal = Journal(store, StoreSettings(file: path)) { line in words.withLock { $0.append(line) } }
    try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    let long = Wire.Event(
      Specimens.event(), state: .began, catalog: Specimens.catalog, source: String(repeating: "x", count: 300_000))
    for second in 0..<3 { await journal.write([.event(long, input: 0, began: Int64(second), ended: nil)]) }
    #expect(words.withLock { $0 } == ["\(path): the disk is full; what should be written waits"])
    try await store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    await journal.tend()
    #expect(words.withLock { $0.last } == "\(path): is written again")
    #expect(try stored().count == 1)
  }

  @Test func `what is too old goes, and the oldest where there is no room`() async throws {
    let store = try Store.open(path, run: "one").store
    let now = Clock.milliseconds()
    try await store.write([
      .event(line(Specimens.event(1)), input: 0, began: now - 90_000, ended: now - 80_000),
      .event(line(Specimens.event(2)), input: 0, began: now - 90_000, ended: now - 10_000),
      .event(line(Specimens.event(3)), input: 0, began: now - 90_000, ended: nil),
    ])
    try await store.prune(age: .seconds(60), size: 1_000_000_000)
    #expect(try stored().map { $0.event.id } == ["2", "3"])
    let figures = (0..<50).map {
      Record.Figure(detector: "d", name: "f\($0)", unit: "s", mean: 1, least: 0, most: 2)
    }
    for hour in 0..<20 {
      let records = (0..<40).map { second in
        Record.figures(source: "a", second: now / 1000 - Int64(hour * 4000 + second), figures)
      }
      try await store.write(records)
    }
    func rows() async throws -> Int {
      try await store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM value") ?? 0 }
    }
    let before = try await rows()
    #expect(before == 20 * 40 * 50)
    try await store.prune(age: .seconds(1e6), size: 800_000)
    let after = try await rows()
    #expect(after > 0 && after < before)
    #expect(try stored().map { $0.event.id } == ["2", "3"], "figures go first")
  }

  @Test func `a query takes what it names`() async throws {
    let store = try Store.open(path, run: "one").store
    let specimens: [(Int, String, Severity)] = [(1, "flash.red", .error), (2, "flashy", .warning), (3, "black", .info)]
    for (id, fault, severity) in specimens {
      let event = Specimens.event(id, fault: fault, severity: severity, to: 25)
      let began = Int64(id) * 10_000
      try await store.write([.event(line(event), input: 0, began: began, ended: began + 1000)])
    }
    func ids(_ change: (inout EventQuery) -> Void) throws -> [String] {
      var query = EventQuery()
      change(&query)
      return try stored(query).map { $0.event.id }
    }
    #expect(try ids { _ in } == ["1", "2", "3"])
    #expect(try ids { $0.faults = ["flash"] } == ["1"])
    #expect(try ids { $0.faults = ["flash", "black"] } == ["1", "3"])
    #expect(try ids { $0.severity = .warning } == ["1", "2"])
    #expect(try ids { $0.since = Date(timeIntervalSince1970: 21) } == ["2", "3"])
    #expect(try ids { $0.until = Date(timeIntervalSince1970: 20) } == ["1", "2"])
    #expect(try ids { $0.source = "a:1" } == ["1", "2", "3"])
    #expect(try ids { $0.source = "b" } == [])
  }
}
