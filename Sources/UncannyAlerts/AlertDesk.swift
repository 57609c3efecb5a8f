internal import Foundation
internal import Synchronization
public import Uncanny
internal import UncannyReport

/// Where events become alerts, are kept, and are sent on.
///
///     take ─▶ queue (bounded) ─▶ Clerk ─ Alerter ─▶ Journal ─▶ store
///                                                      └─▶ Courier ─▶ channel     one for each channel
///
/// What is taken in waits for nobody. An alert is sent once it is stored; what a channel has not taken is tried again, and after
/// a restart too, if there is a store.
///
/// Thread: any.
public final class AlertDesk: Sendable {
  /// One of the inputs.
  public struct Input: Sendable, Hashable {
    /// Counted from 0: what tells it from those that look the same once credentials are gone.
    public var number: Int
    /// As users call it; credentials are taken out here.
    public var source: String

    public init(number: Int, source: String) {
      self.number = number
      self.source = source
    }
  }

  enum Item: Sendable {
    case change(Outcome.Change, of: Input, latency: ClockTime?)
    case over(Input)
    /// For so long, or until it is taken back.
    case mute(String, of: Int, for: ClockTime?)
    case unmute(String, of: Int)
    /// Time has passed.
    case alarm
  }

  private static let most = 20_000
  /// How long a channel has for what is left when all is over.
  private static let grace = Duration.seconds(5)

  private let outlet: AsyncStream<Item>.Continuation
  private let work: Task<Void, Never>
  private let tending: Task<Void, Never>
  private let office: Office
  private let journal: Journal
  private let isStoring: Bool
  private let say: @Sendable (String) -> Void
  private let dropped = Atomic(0)
  private let wishes = Wishes()

  /// What is to be muted or heard again; these are few, and none is left out.
  private final class Wishes: Sendable {
    private let items = Mutex<[Item]>([])

    func add(_ item: Item) { items.withLock { $0.append(item) } }

    func take() -> [Item] {
      items.withLock { items in
        defer { items = [] }
        return items
      }
    }
  }

  /// Opens the store, takes up what an earlier run has left, and begins.
  ///
  /// - Parameters:
  ///   - catalog: words the messages.
  ///   - say: takes a line for a person, on any thread.
  /// - Throws: `StoreError` when there can be no store.
  public init(
    _ settings: AlertSettings, catalog: Catalog, say: @escaping @Sendable (String) -> Void
  ) async throws(StoreError) {
    let (items, outlet) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingOldest(Self.most))
    self.outlet = outlet
    self.say = say
    let run = UUID().uuidString.lowercased()
    isStoring = settings.store != nil
    var (store, left): (Store?, [Delivery]) = (nil, [])
    if let file = settings.store?.file {
      let (opened, words) = try Store.open(file, run: run)
      if let words { say(words) }
      do { (store, left) = (opened, try await opened.resume()) } catch .damaged {
        let new = try opened.renewed()
        store = new.store
        say(new.words)
      }
    }
    let journal = Journal(store, settings.store, say: say)
    self.journal = journal
    let office = Office(settings.channels, journal: journal, isKept: settings.store != nil, say: say)
    self.office = office
    await office.resume(left)
    let began = Clock.milliseconds()
    await journal.write([.run(began: began, ended: nil)])
    let wishes = wishes
    work = Task {
      var clerk = Clerk(run: run, settings: settings, catalog: catalog)
      var alarm: (time: ClockTime, task: Task<Void, Never>)?
      for await item in items {
        if case .alarm = item {
          alarm?.task.cancel()
          alarm = nil
        }
        for wish in wishes.take() { await office.take(clerk.take(wish)) }
        await office.take(clerk.take(item))
        let next = clerk.next
        guard next != alarm?.time else { continue }
        alarm?.task.cancel()
        alarm = next.map { time in (time, clerk.wait(until: time) { outlet.yield(.alarm) }) }
      }
      alarm?.task.cancel()
      await office.take(clerk.finish())
      await journal.write([.run(began: began, ended: Clock.milliseconds())])
    }
    tending = Task {
      while (try? await Task.sleep(for: .seconds(1))) != nil { await journal.tend() }
    }
  }

  /// Takes in what was found; never waits. When too much waits already it is left out, and counted.
  ///
  /// - Parameters:
  ///   - input: that it is about.
  ///   - latency: from the arrival of the frame that decided to now.
  public func take(_ change: Outcome.Change, of input: Input, latency: ClockTime? = nil) {
    switch change {
    case .shot: break
    case .measured where !isStoring: break
    default: yield(.change(change, of: input, latency: latency))
    }
  }

  /// Puts off the alerts of a fault, or of `all`, of the input with this number, for so long or until that is taken back: see
  /// `Alerter.mute(_:)`.
  public func mute(_ fault: String, of number: Int, for length: ClockTime?) {
    wishes.add(.mute(fault, of: number, for: length))
    outlet.yield(.alarm)
  }

  /// Takes that back.
  public func unmute(_ fault: String, of number: Int) {
    wishes.add(.unmute(fault, of: number))
    outlet.yield(.alarm)
  }

  /// An input is over: what it fired resolves.
  public func end(of input: Input) { yield(.over(input)) }

  /// All is over: resolves what fired, and gives the channels a few seconds for what is left.
  public func finish() async {
    outlet.finish()
    await work.value
    await office.finish(within: Self.grace)
    tending.cancel()
    await journal.close()
    let count = dropped.load(ordering: .relaxed)
    if count > 0 { say("alerts: \(count) changes were left out, as too many waited") }
  }

  private func yield(_ item: Item) {
    guard case .dropped = outlet.yield(item) else { return }
    if dropped.add(1, ordering: .relaxed).oldValue == 0 { say("alerts: too much waits; changes are left out") }
  }
}
