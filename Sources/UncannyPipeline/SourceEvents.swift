internal import Uncanny

/// What becomes of a live source, as events: no picture comes (`stream.stalled`), or it is away (`stream.lost`).
struct SourceEvents: Sendable {
  private var open: Event?
  private var frames = 0
  private var last: ContinuousClock.Instant

  /// A source that gave no picture for so long stands still: longer than any of its key frames should take.
  private static let patience = Duration.seconds(2)

  /// How often it has come back.
  private(set) var returns = 0

  /// Whether the source is known to be away.
  var isAway: Bool { open?.fault == "stream.lost" }

  init(at now: ContinuousClock.Instant) { last = now }

  /// Whether it is known to stand still.
  var isStalled: Bool { open?.fault == "stream.stalled" }

  /// Takes a look: whether pictures have come since the last one.
  ///
  /// - Parameters:
  ///   - frames: how many there have been.
  ///   - stamp: of the last.
  ///   - count: how many events of the stream there have been.
  mutating func look(
    frames: Int, stamp: Stamp?, at now: ContinuousClock.Instant, count: inout Int
  ) -> [Outcome.Change] {
    guard frames == self.frames else {
      self.frames = frames
      last = now
      if isAway { returns += 1 }
      return end(at: stamp ?? Self.beginning)
    }
    guard open == nil, now - last > Self.patience, frames > 0 else { return [] }
    return [begin("stream.stalled", .warning, stamp, at: now, &count)]
  }

  /// The source is away.
  mutating func lose(stamp: Stamp?, at now: ContinuousClock.Instant, count: inout Int) -> [Outcome.Change] {
    if open?.fault == "stream.lost" { return [] }
    return end(at: place(stamp, now)) + [begin("stream.lost", .error, stamp, at: now, &count)]
  }

  /// The session ends.
  mutating func close(stamp: Stamp?, at now: ContinuousClock.Instant) -> [Outcome.Change] {
    end(at: place(stamp, now))
  }

  private static let beginning = Stamp(frame: 0, running: .zero, stream: .zero)

  private mutating func begin(
    _ fault: String, _ severity: Severity, _ stamp: Stamp?, at now: ContinuousClock.Instant, _ count: inout Int
  ) -> Outcome.Change {
    count += 1
    let event = Event(
      id: count, detector: "stream", family: .stream, fault: fault, severity: severity,
      start: stamp?.following() ?? Self.beginning, decided: place(stamp, now), score: 1, confidence: 1)
    open = event
    return .began(event)
  }

  private mutating func end(at stamp: Stamp) -> [Outcome.Change] {
    guard var event = open else { return [] }
    open = nil
    event.end = stamp
    return [.ended(event)]
  }

  /// Now, as far as the stream goes: its last picture, and the time since then.
  private func place(_ stamp: Stamp?, _ now: ContinuousClock.Instant) -> Stamp {
    var place = stamp?.following() ?? Self.beginning
    let away = ClockTime(now - last)
    place.running = place.running + away
    place.stream = place.stream + away
    return place
  }
}
