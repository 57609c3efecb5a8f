import Synchronization
import Testing
import Uncanny
import UncannyReport

@testable import UncannyAlerts

@Suite(.timeLimit(.minutes(1)))
struct DeliveryTests {
  @Test func `a full queue drops the oldest alert that is over, both of its deliveries`() throws {
    var queue = DeliveryQueue(limit: 4)
    var left: [Delivery] = []
    for (id, state) in [("a", true), ("b", true), ("b", false), ("c", true), ("a", false)] {
      left += queue.add(try Specimens.delivery(id, isFired: state), isBusy: false)
    }
    #expect(left.map { "\($0.alert.id) \($0.alert.state)" } == ["a fired", "a resolved"])
    #expect(queue.waiting.map { $0.alert.id } == ["b", "b", "c"])
  }

  @Test func `what is being delivered stays in a full queue`() throws {
    var queue = DeliveryQueue(limit: 2)
    var left: [Delivery] = []
    for id in ["a", "b", "c"] { left += queue.add(try Specimens.delivery(id, isFired: true), isBusy: true) }
    #expect(left.map { $0.alert.id } == ["b"])
    #expect(queue.waiting.map { $0.alert.id } == ["a", "c"])
  }

  @Test func `a queue never outgrows its limit`() throws {
    var queue = DeliveryQueue(limit: 10)
    var gone = 0
    for number in 0..<200 {
      let id = "\(number / 2 * 7 % 31)-\(number / 62)"
      gone += queue.add(try Specimens.delivery(id, isFired: number % 3 != 0), isBusy: number % 2 == 0).count
      #expect(queue.waiting.count <= 10)
    }
    #expect(gone + queue.waiting.count == 200)
  }

  @Test(arguments: [(1, 0.5), (2, 1), (5, 8), (8, 60), (1000, 60)])
  func `a wait doubles up to a minute, and is shorter by up to a half`(failures: Int, most: Double) {
    #expect(DeliveryBackoff.wait(after: failures, chance: 1) == .seconds(most))
    #expect(DeliveryBackoff.wait(after: failures, chance: 0) == .seconds(most / 2))
  }

  @Test func `a channel that fails gets each delivery in order once it takes them`() async throws {
    let channel = FakeChannel(failing: 2)
    let courier = Courier(name: "fake", channel: channel) { channel.note($0) }
    for id in ["a", "b", "c"] { await courier.add(try Specimens.delivery(id, isFired: true)) }
    await channel.taken(3)
    #expect(channel.state.withLock { $0.tried } == ["a", "a", "a", "b", "c"])
    #expect(
      channel.state.withLock { $0.words } == [
        "alerts: fake: does not answer; trying again", "alerts: fake takes alerts again",
      ])
    #expect(await courier.finish(within: .seconds(1)) == 0)
  }

  @Test func `a delivery that is refused does not hold up the others`() async throws {
    let channel = FakeChannel(refusing: "a")
    let courier = Courier(name: "fake", channel: channel) { channel.note($0) }
    for id in ["a", "b"] { await courier.add(try Specimens.delivery(id, isFired: true)) }
    await channel.taken(1)
    #expect(channel.state.withLock { $0.tried } == ["a", "b"])
    #expect(channel.state.withLock { $0.lost } == ["a"])
  }

  @Test func `the end tries once more, and says how many are left`() async throws {
    let channel = FakeChannel(failing: .max)
    let courier = Courier(name: "fake", channel: channel) { channel.note($0) }
    for id in ["a", "b"] { await courier.add(try Specimens.delivery(id, isFired: true)) }
    await channel.attempted(1)
    #expect(await courier.finish(within: .seconds(30)) == 2)
  }

  @Test func `what lasts is told again, until it resolves`() async throws {
    let channel = FakeChannel(interval: .milliseconds(20))
    let courier = Courier(name: "fake", channel: channel) { channel.note($0) }
    await courier.add(try Specimens.delivery("a", isFired: true))
    await channel.attempted(4)
    await courier.add(try Specimens.delivery("a", isFired: false))
    await channel.taken(2)
    let count = channel.state.withLock { $0.tried.count }
    // the reminders of another channel go on meanwhile, and show how much time has passed
    let other = FakeChannel(interval: .milliseconds(20))
    let reminding = Courier(name: "other", channel: other) { other.note($0) }
    await reminding.add(try Specimens.delivery("b", isFired: true))
    await other.attempted(5)
    _ = await reminding.finish(within: .seconds(1))
    _ = await courier.finish(within: .seconds(1))
    #expect(channel.state.withLock { $0.tried.count } == count)
  }
}

/// A channel that does as it is told, and counts.
final class FakeChannel: Channel {
  struct State {
    var failing: Int
    var tried: [String] = []
    var taken: [String] = []
    var lost: [String] = []
    var words: [String] = []
  }

  let state: Mutex<State>
  let interval: Duration?
  private let refused: String?
  private let events: AsyncStream<Void>
  private let outlet: AsyncStream<Void>.Continuation

  init(failing: Int = 0, refusing: String? = nil, interval: Duration? = nil) {
    state = Mutex(State(failing: failing))
    refused = refusing
    self.interval = interval
    (events, outlet) = AsyncStream.makeStream()
  }

  func deliver(_ delivery: Delivery) async throws(DeliveryFailure) {
    let isFailing = state.withLock { state in
      state.tried.append(delivery.alert.id)
      state.failing -= 1
      return state.failing >= 0
    }
    outlet.yield()
    if delivery.alert.id == refused { throw .refused("no") }
    if isFailing { throw .failed("does not answer") }
  }

  func note(_ news: Courier.News) {
    state.withLock { state in
      switch news {
      case .taken(let delivery): state.taken.append(delivery.alert.id)
      case .lost(let delivery): state.lost.append(delivery.alert.id)
      case .words(let words): state.words.append(words)
      }
    }
    outlet.yield()
  }

  func taken(_ count: Int) async { await wait { $0.taken.count >= count } }
  func attempted(_ count: Int) async { await wait { $0.tried.count >= count } }

  private func wait(_ isMet: (State) -> Bool) async {
    if state.withLock({ isMet($0) }) { return }
    for await _ in events where state.withLock({ isMet($0) }) { return }
  }
}

/// Values to send.
enum Specimens {
  static let catalog = Catalog([])

  static func event(
    _ id: Int = 1, fault: String = "black", severity: Severity = .error, from start: Int = 0, to end: Int? = nil
  ) -> Event {
    Event(
      id: id, detector: "black", family: .signal, fault: fault, severity: severity,
      start: Stamp(frame: start, rate: 25),
      end: end.map { Stamp(frame: $0, rate: 25) }, decided: Stamp(frame: start, rate: 25), score: 1, confidence: 1)
  }

  static func alert(_ id: String, isFired: Bool, source: String = "srt://a:1") -> Wire.Alert {
    var alerter = Alerter(rules: [AlertRule(name: "r", severity: .info, labels: ["team": "playout"])])
    let moment = Alerter.Moment(time: .zero, ofDay: .zero)
    let calm = Escalation(.error)
    var told = alerter.take(.began(event()), of: source, escalation: calm, at: moment)
    if !isFired { told = alerter.take(.ended(event(to: 50)), of: source, escalation: calm, at: moment) }
    let wire = Wire.Event(
      event(to: isFired ? nil : 50), state: isFired ? .began : .ended, catalog: catalog, source: source)
    return Wire.Alert(
      told[0], id: id, fired: "2026-05-01T06:00:00.000Z", resolved: "2026-05-01T06:00:02.000Z", event: wire)
  }

  static func delivery(_ id: String, isFired: Bool) throws -> Delivery {
    try Delivery(of: alert(id, isFired: isFired), to: "fake")
  }
}
