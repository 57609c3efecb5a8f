internal import Uncanny
internal import UncannyReport

/// What is known of a feed at one moment.
struct Facts: Sendable {
  var number: Int
  var source: String
  /// The moment.
  var now: ContinuousClock.Instant
  var intake: Intake
  var elapsed: ClockTime
  /// The events that last.
  var open: [Wire.Event]
  /// How many events there were.
  var totals: [Journal.Kind: Int]
  var revision: Int
  /// Of the last seconds, by detector.
  var scores: [String: Float]
  var settings: FeedSettings

  /// No frame for so long, and the feed is not ready.
  private static let patience = 5.0

  /// Seconds since the latest frame arrived; `nil` before the first.
  var lastFrameAge: Double? {
    intake.lastArrival.map { arrival in
      let age = (now - arrival).components
      return max(0, Double(age.seconds) + Double(age.attoseconds) / 1e18)
    }
  }

  /// Stream time by now: of the latest frame, and what has passed since, unless it is over.
  var position: Double {
    intake.position.seconds + (intake.connection == .ended ? 0 : lastFrameAge ?? 0)
  }

  /// Why no frames come; `nil` when they do.
  var trouble: String? {
    switch intake.connection {
    case .waiting: return "no frame has come yet"
    case .stalled: return "no picture comes"
    case .away: return "the source is away"
    case .ended: return "the input is over"
    case .live:
      guard let age = lastFrameAge, age > Self.patience else { return nil }
      return "no frame for \(Int(age)) s"
    }
  }

  /// Of the events that last and are not muted, as they are by now.
  var worst: Wire.Severity? {
    open.filter { !settings.isMuted($0.fault, at: now) }.map { severity(of: $0) }.max { $0.severity < $1.severity }
  }

  /// How much an event that lasts matters by now: that rises with its length, and is told with its end only.
  func severity(of event: Wire.Event) -> Wire.Severity {
    guard let card = settings.plan.choices.first(where: { $0.entry.card.id == event.detector })?.entry.card,
      let fault = card.faults.indices.first(where: { card.faultName($0) == event.fault })
    else { return event.severity }
    let length = max(0, intake.position.seconds - event.start)
    let risen = (card.faults[fault].severity ?? card.severity).severity(after: .seconds(length))
    return Wire.Severity(max(risen, event.severity.severity))
  }
}
