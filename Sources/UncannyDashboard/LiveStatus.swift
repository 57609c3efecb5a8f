internal import Uncanny
internal import UncannyReport

/// How a feed stands, as the API tells it.
struct LiveStatus: Encodable, Sendable {
  struct Latency: Encodable, Sendable {
    /// In milliseconds, of the latest frames.
    var p50: Double
    var p99: Double
  }

  struct Open: Encodable, Sendable {
    var id: String
    var fault: String
    var severity: Wire.Severity
    var message: String
    var start: Double
    var isMuted: Bool

    enum CodingKeys: String, CodingKey {
      case id, fault, severity, message, start
      case isMuted = "muted"
    }
  }

  struct Detector: Encodable, Sendable {
    enum State: String, Encodable, Sendable { case on, undecided, skipped }

    var detector: String
    var title: String
    var family: Wire.Family
    var state: State
    var why: String?
    var score: Double?
    /// Of a core, of its own work.
    var cost: Double?
  }

  var feed: Int
  var source: String
  var connection: Intake.Connection
  var trouble: String?
  var elapsed: Double
  var position: Double
  var width: Int
  var height: Int
  var rate: Double?
  var received: Int
  var analyzed: Int
  var dropped: Int
  var unreadable: Int
  var returns: Int
  /// How many steps of the plan are left out for want of time.
  var step: Int
  /// Of a core, of all that detectors share.
  var measuring: Double?
  var latency: Latency?
  var lastFrameAge: Double?
  var worst: Wire.Severity?
  var open: [Open]
  var revision: Int
  /// Rises with every change of the plan.
  var settings: Int
  var muted: [LiveSettings.Muted]
  var detectors: [Detector]

  enum CodingKeys: String, CodingKey {
    case feed, source, connection, trouble, elapsed, position, width, height, rate, received, analyzed, dropped
    case unreadable, returns, step, measuring, worst, open, revision, settings, muted, detectors
    case latency = "latency_ms"
    case lastFrameAge = "last_frame_age"
  }

  init(_ facts: Facts) {
    feed = facts.number
    source = facts.source
    connection = facts.intake.connection
    trouble = facts.trouble
    elapsed = facts.elapsed.seconds.toMilliseconds
    position = facts.position.toMilliseconds
    width = facts.intake.width
    height = facts.intake.height
    rate = facts.intake.rate.map { $0.toMilliseconds }
    received = facts.intake.received
    analyzed = facts.intake.analyzed
    dropped = facts.intake.dropped
    unreadable = facts.intake.unreadable
    returns = facts.intake.returns
    step = facts.intake.effort.rawValue
    let spent = facts.intake.spent
    let elapsed = facts.elapsed.seconds
    func share(_ time: ClockTime?) -> Double? {
      time.flatMap { elapsed > 0 ? ($0.seconds / elapsed).toTenThousandths : nil }
    }
    measuring = share(spent.measuring)
    if let times = facts.intake.latencies.latestMilliseconds(50, 99) { latency = Latency(p50: times[0], p99: times[1]) }
    lastFrameAge = facts.lastFrameAge.map { $0.toMilliseconds }
    worst = facts.worst
    open = facts.open.map {
      Open(
        id: $0.id, fault: $0.fault, severity: facts.severity(of: $0), message: $0.message, start: $0.start,
        isMuted: facts.settings.isMuted($0.fault, at: facts.now))
    }
    revision = facts.revision
    settings = facts.settings.revision
    muted = facts.settings.muted(at: facts.now).map { LiveSettings.Muted($0) }
    detectors = facts.settings.plan.choices.map { choice in
      let card = choice.entry.card
      let idle = facts.intake.idle[card.id]
      let score = facts.scores[card.id]
      let state: Detector.State = if idle != nil { .skipped } else if score == nil { .undecided } else { .on }
      return Detector(
        detector: card.id, title: card.title, family: Wire.Family(card.family), state: state,
        why: idle ?? (score == nil ? card.undecided : nil), score: score.map { LiveScores.shown($0) },
        cost: share(spent.detectors[card.id]))
    }
  }
}

/// All feeds, as the API tells them.
struct LiveFeeds: Encodable, Sendable {
  var version: String
  /// Seconds since 1970 when the program began.
  var started: Double
  var feeds: [LiveStatus]
}

extension Double {
  /// To four decimals; 0 where it is no number.
  fileprivate var toTenThousandths: Double { isFinite ? (self * 10_000).rounded() / 10_000 : 0 }

  /// To three decimals; 0 where it is no number.
  fileprivate var toMilliseconds: Double { isFinite ? (self * 1000).rounded() / 1000 : 0 }
}
