internal import Uncanny

/// What is left out for want of time, as events: one `stream.late` for each step below the whole plan, while it lasts.
struct LateEvents: Sendable {
  /// Those that last, the lightest effort last.
  private var open: [(effort: Effort, event: Event)] = []

  /// The effort has changed.
  ///
  /// - Parameters:
  ///   - stamp: of the last frame that got the effort before.
  ///   - count: how many events of the stream there have been.
  mutating func change(to effort: Effort, after stamp: Stamp, count: inout Int) -> [Outcome.Change] {
    var changes: [Outcome.Change] = []
    let next = stamp.following()
    while let last = open.last, last.effort > effort {
      changes.append(end(last.event, at: next))
      open.removeLast()
    }
    guard effort > open.last?.effort ?? .full else { return changes }
    count += 1
    let event = Event(
      id: count, detector: "stream", family: .stream, fault: "stream.late",
      severity: effort > .unaided ? .warning : .info, start: next, decided: stamp,
      score: Float(effort.rawValue) / Float(Effort.allCases.count - 1), confidence: 1,
      evidence: [Float(effort.rawValue), 0, 0, 0])
    open.append((effort, event))
    return changes + [.began(event)]
  }

  /// The session ends.
  mutating func close(at end: Stamp) -> [Outcome.Change] {
    defer { open = [] }
    return open.reversed().map { self.end($0.event, at: end) }
  }

  private func end(_ event: Event, at end: Stamp) -> Outcome.Change {
    var event = event
    event.end = end.running > event.start.running ? end : event.start
    return .ended(event)
  }
}
