internal import UncannyReport

/// Delivers the alerts of one channel in order, each until it is taken.
///
/// A channel that takes nothing holds up nobody but itself.
actor Courier {
  /// What a courier tells of.
  enum News: Sendable {
    /// Taken: it need not be kept any longer.
    case taken(Delivery)
    /// It never will be taken.
    case lost(Delivery)
    /// Something that a person should know.
    case words(String)
  }

  private static let limit = 1000

  private let name: String
  private let channel: any Channel
  private let tell: @Sendable (News) async -> Void
  private var queue = DeliveryQueue(limit: limit)
  private var worker: Task<Void, Never>?
  private var nap: Task<Void, Never>?
  private var clock: Task<Void, Never>?
  private var isEnding = false
  /// What fired, was taken, and lasts.
  private var lasting: [Delivery] = []
  private var isReminderDue = false
  private var failures = 0
  private var dropped = 0

  /// - Parameter tell: called one after the other.
  init(name: String, channel: any Channel, tell: @escaping @Sendable (News) async -> Void) {
    self.name = name
    self.channel = channel
    self.tell = tell
  }

  /// Takes one in; it is sent when those before it are taken.
  func add(_ delivery: Delivery) async {
    let left = queue.add(delivery, isBusy: worker != nil)
    begin()
    guard !left.isEmpty else { return }
    if dropped == 0 { await tell(.words("alerts: \(name): too many wait; the oldest are dropped")) }
    dropped += left.count
    for delivery in left { await tell(.lost(delivery)) }
  }

  /// Tries a last time, and gives up what is not taken by then.
  ///
  /// - Returns: how many were not.
  func finish(within limit: Duration) async -> Int {
    isEnding = true
    clock?.cancel()
    nap?.cancel()
    if let worker {
      let end = Task { if (try? await Task.sleep(for: limit)) != nil { worker.cancel() } }
      await worker.value
      end.cancel()
    }
    if dropped > 0 { await tell(.words("alerts: \(name): \(dropped) deliveries were dropped, as too many waited")) }
    return queue.waiting.count
  }

  private func begin() {
    guard worker == nil else { return }
    worker = Task {
      while await step() {}
      worker = nil
      if queue.first != nil, !isEnding, !Task.isCancelled { begin() }
    }
  }

  /// Sends what is first; whether there is more to do.
  private func step() async -> Bool {
    guard !Task.isCancelled else { return false }
    guard let delivery = queue.first else {
      guard isReminderDue else { return false }
      isReminderDue = false
      // one that is missed is made up for by the next
      for delivery in lasting where queue.first == nil && !isEnding { try? await channel.remind(delivery) }
      return true
    }
    do {
      try await channel.deliver(delivery)
      await settle(delivery)
      return true
    } catch .refused(let why) {
      queue.remove(delivery.id)
      await tell(.lost(delivery))
      await tell(.words("alerts: \(name) refuses an alert: \(why)"))
      return true
    } catch {
      failures += 1
      if failures == 1 { await tell(.words("alerts: \(name): \(error); trying again")) }
      if isEnding { return false }
      await rest(DeliveryBackoff.wait(after: failures, chance: .random(in: 0...1)))
      return true
    }
  }

  private func settle(_ delivery: Delivery) async {
    queue.remove(delivery.id)
    if failures > 0 { await tell(.words("alerts: \(name) takes alerts again")) }
    failures = 0
    keep(delivery)
    await tell(.taken(delivery))
  }

  private func keep(_ delivery: Delivery) {
    guard let interval = channel.interval else { return }
    lasting.removeAll { $0.alert.id == delivery.alert.id }
    if delivery.alert.state == .fired { lasting.append(delivery) }
    guard clock == nil, !lasting.isEmpty, !isEnding else { return }
    clock = Task {
      while (try? await Task.sleep(for: interval)) != nil { remind() }
    }
  }

  private func remind() {
    guard !lasting.isEmpty else { return }
    isReminderDue = true
    begin()
  }

  private func rest(_ time: Duration) async {
    let nap = Task<Void, Never> { try? await Task.sleep(for: time) }
    self.nap = nap
    await withTaskCancellationHandler {
      await nap.value
    } onCancel: {
      nap.cancel()
    }
    self.nap = nil
  }
}
