internal import Uncanny

/// The events of one kind, pictures or sound, that are kept, by rising id.
struct KeptEvents: Sendable {
  let limit: Int?
  private(set) var events: [Event] = []
  /// How many events were dropped, by detector.
  private(set) var dropped: [String: Int] = [:]
  /// The highest id that was dropped.
  private var lastDropped = Int.min

  init(keeping limit: Int?) { self.limit = limit }

  mutating func take(_ event: Event, isNew: Bool) {
    let place = events.lastIndex { $0.id < event.id }.map { $0 + 1 } ?? events.startIndex
    if place < events.endIndex, events[place].id == event.id {
      // An event that is over does not begin again.
      if !isNew || events[place].end == nil { events[place] = event }
      return
    }
    if event.id <= lastDropped {
      // It was dropped while it lasted; only as the worst of all it comes back.
      guard isNew || event.severity > worst?.severity ?? .info else { return }
      if !isNew { dropped[event.detector, default: 1] -= 1 }
    }
    events.insert(event, at: place)
    guard let limit, events.count > limit, let worst else { return }
    let leaving = events[0].id == worst.id && events.count > 1 ? 1 : 0
    let left = events.remove(at: leaving)
    dropped[left.detector, default: 0] += 1
    lastDropped = max(lastDropped, left.id)
  }

  /// The latest of the most severe.
  private var worst: Event? {
    let severity = events.map { $0.severity }.max()
    return events.last { $0.severity == severity }
  }
}
