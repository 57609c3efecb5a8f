internal import UncannyReport

/// The deliveries of one channel that were not taken yet, in order.
///
/// It is bounded. When it is full the oldest alert that is over leaves, with both of its deliveries, as nobody need act on it
/// any more; where none is, the oldest delivery.
struct DeliveryQueue: Sendable {
  let limit: Int
  private(set) var waiting: [Delivery] = []

  /// - Parameter limit: at least 2.
  init(limit: Int) { self.limit = limit }

  var first: Delivery? { waiting.first }

  /// Takes one in at the end.
  ///
  /// - Parameter isBusy: whether the first is being delivered, and has to stay.
  /// - Returns: those that left for it.
  mutating func add(_ delivery: Delivery, isBusy: Bool) -> [Delivery] {
    waiting.append(delivery)
    guard waiting.count > limit else { return [] }
    let leaving = oldestPair(from: isBusy ? 1 : 0) ?? [isBusy ? 1 : 0]
    let left = leaving.map { waiting[$0] }
    for index in leaving.reversed() { waiting.remove(at: index) }
    return left
  }

  /// It was taken, or never will be.
  mutating func remove(_ id: String) { waiting.removeAll { $0.id == id } }

  /// The two deliveries of one alert.
  private func oldestPair(from start: Int) -> [Int]? {
    var fired: [String: Int] = [:]
    var oldest: [Int]?
    for index in waiting.indices.dropFirst(start) {
      let alert = waiting[index].alert
      if alert.state == .fired {
        fired[alert.id] = index
      } else if let begin = fired[alert.id], begin < oldest?.first ?? .max {
        oldest = [begin, index]
      }
    }
    return oldest
  }
}
