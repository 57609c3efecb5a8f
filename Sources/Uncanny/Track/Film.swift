/// The shots of a film as far as they are known: the one that lasts, and the latest before it.
///
/// Memory is bounded: a feed that goes on for weeks is held against its last 64 shots.
struct Film: Sendable {
  /// In their order; only those that have a look.
  private(set) var earlier: [ShotSummary] = []
  private var ledger = ShotLedger()
  private var followed = ObjectTracks()
  private var traces = TraceLedger()
  /// When the shot that lasts was last looked at as a whole.
  private var judged: ClockTime?

  private static let most = 64
  /// Of each shot, the things that were seen longest.
  private static let mostAppearances = 4
  private static let pace = ClockTime.seconds(1)

  /// Takes a frame of the shot that lasts.
  mutating func take(_ measurements: borrowing Measurements) {
    ledger.take(measurements)
    traces.take(measurements.traces, at: measurements.stamp.running)
    for observations in measurements.observations { take(observations) }
  }

  /// Takes what was seen in a frame before.
  mutating func take(_ observations: Observations) {
    if observations.looked.contains(.objects) { followed.take(observations) }
    if observations.looked.contains(.texture) { traces.take(observations) }
  }

  /// A boundary may lie before the next frame.
  mutating func part() { ledger.part() }

  /// Whether another second is over since the shot was begun, or looked at.
  mutating func isDue(at now: Stamp) -> Bool {
    guard let judged else {
      self.judged = now.running
      return false
    }
    guard now.running - judged >= Self.pace else { return false }
    self.judged = now.running
    return true
  }

  /// The shot as it stands, before `now`.
  func summary(of shot: Shot, at now: Stamp) -> ShotSummary {
    var summary = ledger.summary(of: shot, upTo: now)
    summary.appearances = followed.appearances(from: shot.start, to: now)
    summary.traces = traces.traces(from: shot.start.running, to: now.running)
    return summary
  }

  /// Ends the shot; what came after its end is of the next.
  mutating func end(_ shot: Shot, at end: Stamp) -> ShotSummary {
    let summary = summary(of: shot, at: end)
    ledger.begin(at: end)
    followed.begin(at: end)
    traces.begin(at: end.running)
    judged = nil
    return summary
  }

  /// Keeps a shot that has ended, to hold later ones against it.
  mutating func keep(_ summary: ShotSummary) {
    guard summary.look != nil || !summary.appearances.isEmpty else { return }
    if earlier.count >= Self.most { earlier.removeFirst() }
    var summary = summary
    summary.appearances = summary.appearances.prefix(Self.mostAppearances).map { $0.condensed }
    earlier.append(summary)
  }

  /// Goes on with another geometry: the shots before stay, what was seen of this one does not.
  mutating func restart() {
    ledger.restart()
    followed = ObjectTracks()
    traces = TraceLedger()
    judged = nil
  }

  /// As new.
  mutating func forget() { self = Film() }
}
