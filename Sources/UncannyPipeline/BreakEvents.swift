internal import Uncanny

/// Where a feed is broken, as events: one `stream.discontinuity` for breaks that follow each other within two seconds.
struct BreakEvents: Sendable {
  private var open: Event?
  private var seen = 0
  private var last: ContinuousClock.Instant?

  private static let apart = Duration.seconds(2)

  /// Takes a look.
  ///
  /// - Parameters:
  ///   - breaks: how many there have been.
  ///   - stamp: of the last frame.
  ///   - count: how many events of the stream there have been.
  mutating func look(
    breaks: Int, stamp: Stamp?, at now: ContinuousClock.Instant, count: inout Int
  ) -> [Outcome.Change] {
    let new = breaks - seen
    seen = breaks
    let stamp = stamp ?? Stamp(frame: 0, running: .zero, stream: .zero)
    guard new > 0 else {
      if let last, now - last > Self.apart { return close(at: stamp) }
      return []
    }
    last = now
    if open != nil {
      open?.evidence[0] += Float(new)
      return []
    }
    count += 1
    let event = Event(
      id: count, detector: "stream", family: .stream, fault: "stream.discontinuity", severity: .warning, start: stamp,
      decided: stamp, score: 1, confidence: 1, evidence: [Float(new), 0, 0, 0])
    open = event
    return [.began(event)]
  }

  /// It ends, at the latest with the session.
  mutating func close(at stamp: Stamp?) -> [Outcome.Change] {
    guard var event = open else { return [] }
    open = nil
    let stamp = stamp ?? event.start
    event.end = max(stamp.running, event.start.running) == stamp.running ? stamp : event.start
    return [.ended(event)]
  }
}
