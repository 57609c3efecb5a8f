import GRDB
import TestMedia
import TestSupport
import Testing
import Uncanny
import UncannyReport

@testable import UncannyAlerts

/// From an event to who hears of it, and to the store.
@Suite(.enabled(if: Receiver.isThere, "there is no Python"), .timeLimit(.minutes(1)))
struct DeskTests {
  let folder: TemporaryFolder
  private var store: StoreSettings { StoreSettings(file: folder.file("s.sqlite")) }

  init() throws { folder = try TemporaryFolder() }

  private func desk(_ receiver: Receiver, _ rules: [AlertRule], _ store: StoreSettings?) async throws -> AlertDesk {
    let hook = ChannelSettings(
      name: "hook", kind: .webhook(Secret(origin: "", value: receiver.address), key: nil, token: nil))
    let settings = AlertSettings(rules: rules, channels: [hook], store: store)
    return try await AlertDesk(settings, catalog: Specimens.catalog) { _ in }
  }

  private func alert(_ receiver: Receiver, _ number: Int) async throws -> JSON {
    guard case .string(let body)? = try await receiver.request(number)?["body"] else { return .null }
    return try JSON(parsing: body)
  }

  @Test func `what lasts fires when its time has come, without a word from anybody`() async throws {
    let receiver = try await Receiver()
    let rule = AlertRule(name: "r", severity: .info, lasting: .milliseconds(300))
    let desk = try await desk(receiver, [rule], nil)
    desk.take(.began(Specimens.event()), of: .init(number: 0, source: "srt://user:pass@a:1"))
    let fired = try await alert(receiver, 1)
    #expect(fired["state"] == .string("fired") && fired["event"]?["source"] == .string("srt://a:1"))
    await desk.finish()
    let resolved = try await alert(receiver, 2)
    #expect(resolved["reason"] == .string("stopped") && resolved["id"] == fired["id"])
  }

  @Test func `what is over before its time is not heard of, but stored`() async throws {
    let receiver = try await Receiver()
    let rule = AlertRule(name: "r", severity: .info, lasting: .seconds(60))
    let desk = try await desk(receiver, [rule], store)
    desk.take(.began(Specimens.event()), of: .init(number: 0, source: "a"))
    desk.take(.ended(Specimens.event(to: 50)), of: .init(number: 0, source: "a"))
    await desk.finish()
    var events: [Wire.StoredEvent] = []
    _ = try EventReader(path: store.file).events(EventQuery()) { events.append($0) }
    #expect(events.map { $0.event.state } == [.ended] && events.map { $0.interrupted } == [false])
    #expect(await receiver.end() == 0)
  }

  @Test func `an input that is over resolves what it fired, and no other's`() async throws {
    let receiver = try await Receiver()
    let desk = try await desk(receiver, [AlertRule(name: "r", severity: .info)], nil)
    for number in 0...1 { desk.take(.began(Specimens.event()), of: .init(number: number, source: "ab")) }
    desk.end(of: .init(number: 0, source: "ab"))
    var fired: [JSON?] = []
    for number in 1...2 { fired.append(try await alert(receiver, number)["id"]) }
    let resolved = try await alert(receiver, 3)
    #expect(fired[0] != fired[1] && resolved["id"] == fired[0])
    #expect(resolved["state"] == .string("resolved") && resolved["event"]?["source"] == .string("ab"))
    await desk.finish()
    #expect(await receiver.end() == 4)
  }

  @Test func `what was not taken goes out with the next run, by the same id`() async throws {
    let deaf = try await Receiver(statuses: [503])
    let rules = [AlertRule(name: "r", severity: .info)]
    let first = try await desk(deaf, rules, store)
    first.take(.began(Specimens.event()), of: .init(number: 0, source: "a"))
    let missed = try #require(try await deaf.request(1))
    await first.finish()
    let receiver = try await Receiver()
    let second = try await desk(receiver, rules, store)
    let repeated = try #require(try await receiver.request(1))
    #expect(repeated["headers"]?["x-uncanny-delivery"] == missed["headers"]?["x-uncanny-delivery"])
    #expect(try await alert(receiver, 2)["reason"] == .string("stopped"))
    await second.finish()
    #expect(await receiver.end() == 2)
  }

  @Test func `figures are kept second by second`() async throws {
    let receiver = try await Receiver()
    let desk = try await desk(receiver, [], store)
    for second in 0..<3 {
      let row = Measured.Row(detector: "freeze", figure: "change (code values)", mean: 1, least: 0, most: 2)
      desk.take(.measured(Measured(start: .seconds(Double(second)), rows: [row])), of: .init(number: 0, source: "a"))
    }
    await desk.finish()
    let (kept, _) = try Store.open(store.file, run: "later")
    let found = try await kept.database.read { database in
      try String.fetchAll(
        database,
        sql: "SELECT DISTINCT second || ' ' || name || ' ' || unit FROM value JOIN figure ON figure.id = figure")
    }
    #expect(found.count == 3 && found.allSatisfy { $0.hasSuffix("change code values") })
  }
}
