internal import Uncanny

/// What is left out for want of time, as events: one `stream.late` for each step below the whole plan, while it lasts.
struct LateEvents: Sendable {
  /// One for each step.
  private var open: [Event] = []

  /// The effort has changed.
  ///
  /// - Parameters:
  ///   - stamp: of the last frame that got the effort before.
  ///   - count: how many events of the stream there have been.
  mutating func change(to effort: Effort, after stamp: Stamp, count: inout Int) -> [Outcome.Change] {
    var changes: [Outcome.Change] = []
    let next = stamp.following()
    while open.count > effort.rawValue, let last = open.popLast() { changes.append(end(last, at: next)) }
    while open.count < effort.rawValue {
      count += 1
      let step = open.count + 1
      let event = Event(
        id: count, detector: "stream", family: .stream, fault: "stream.late", severity: step > 1 ? .warning : .info,
        start: next, decided: stamp, score: Float(step) / Float(Effort.allCases.count - 1), confidence: 1,
        evidence: [Float(step), 0, 0, 0])
      open.append(event)
      changes.append(.began(event))
    }
    return changes
  }

  /// The session ends.
  mutating func close(at end: Stamp) -> [Outcome.Change] {
    defer { open = [] }
    return open.reversed().map { self.end($0, at: end) }
  }

  private func end(_ event: Event, at end: Stamp) -> Outcome.Change {
    var event = event
    event.end = end.running > event.start.running ? end : event.start
    return .ended(event)
  }
}
