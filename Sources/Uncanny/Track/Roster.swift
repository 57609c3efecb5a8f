/// The detectors of one kind at work, and how many events they have made.
struct Roster<Live: Sendable>: Sendable {
  var watches: [Watch<Live>]
  private var eventCount = 0
  /// The second of stream time that is under way; `nil` before the first.
  private var second: Int?
  private let tellsSeconds: Bool

  /// - Parameter tellsSeconds: whether the figures of each second are told.
  init(_ watches: [Watch<Live>], tellsSeconds: Bool) {
    self.watches = watches
    self.tellsSeconds = tellsSeconds
  }

  /// Tells of the second before, when `stamp` begins another: to be called before the detectors look.
  mutating func passTime(to stamp: Stamp, _ outcome: inout Outcome) {
    guard tellsSeconds else { return }
    let now = Int(clamping: stamp.stream.nanoseconds / 1_000_000_000)
    if let second, second != now { endSecond(second, &outcome) }
    second = now
  }

  private mutating func endSecond(_ second: Int, _ outcome: inout Outcome) {
    var rows: [Measured.Row] = []
    for index in watches.indices { rows += watches[index].endSecond() }
    if !rows.isEmpty { outcome.changes.append(.measured(Measured(second: second, rows: rows))) }
  }

  /// Tells of the second that was under way when the stream ended.
  mutating func endTime(_ outcome: inout Outcome) {
    if tellsSeconds, let second { endSecond(second, &outcome) }
    second = nil
  }

  /// Gives a finding to the trackers of its detector, and tells what that brings.
  mutating func take(_ finding: Finding?, of index: Int, at stamp: Stamp, shot: Shot?, _ outcome: inout Outcome) {
    for fault in watches[index].trackers.indices {
      guard let change = watches[index].update(fault, finding, at: stamp) else { continue }
      tell(change, of: fault, in: index, shot, &outcome)
    }
  }

  /// Ends what is open.
  mutating func close(at end: Stamp, shot: Shot?, _ outcome: inout Outcome) {
    for index in watches.indices {
      for fault in watches[index].trackers.indices {
        guard let change = watches[index].finish(fault, at: end) else { continue }
        tell(change, of: fault, in: index, shot, &outcome)
      }
    }
  }

  mutating func restart() { for index in watches.indices { watches[index].restart() } }

  /// As new: for another run.
  mutating func renew() {
    for index in watches.indices { watches[index].renew() }
    eventCount = 0
  }

  func checks() -> [Summary.Check] { watches.map { $0.check() } }

  fileprivate mutating func tell(
    _ change: EventTracker.Change, of fault: Int, in index: Int, _ shot: Shot?, _ outcome: inout Outcome
  ) {
    switch change {
    case .ended(let event): outcome.changes.append(.ended(event))
    case .began(let event):
      eventCount &+= 1
      // an event that began before the shot did belongs to the one before
      let position = shot.map { event.start.frame < $0.start.frame ? max(0, $0.index - 1) : $0.index }
      guard let named = watches[index].trackers[fault].name(id: eventCount, shot: position) else { return }
      outcome.changes.append(.began(named))
    }
  }
}

extension Roster where Live == PictureDetector {
  /// Whether any of them looks at shots.
  var looksAtShots: Bool { watches.contains { $0.choice.entry.card.scope == .film } }

  /// Lets the detectors of shots compare, at `stamp`; when the shot has ended, so have the events that it is in.
  ///
  /// - Returns: whether it has a fault of warning or above.
  mutating func compare(
    _ summary: ShotSummary, with earlier: [ShotSummary], at stamp: Stamp, _ outcome: inout Outcome
  ) -> Bool {
    var isFaulty = false
    for index in watches.indices {
      guard let findings = watches[index].compare(summary, with: earlier) else { continue }
      for fault in watches[index].trackers.indices {
        let finding = Self.finding(of: fault, among: findings, in: summary.shot)
        if let change = watches[index].follow(fault, finding, at: stamp) {
          tell(change, of: fault, in: index, summary.shot, &outcome)
        }
        if watches[index].trackers[fault].isOpen, let event = watches[index].trackers[fault].current {
          isFaulty = isFaulty || event.severity >= .warning
        }
        guard let end = summary.shot.end, let change = watches[index].finish(fault, at: end) else { continue }
        tell(change, of: fault, in: index, summary.shot, &outcome)
      }
    }
    return isFaulty
  }

  /// Whether a shot was generated, by the detector that is about it.
  func likelihood(of shot: ShotSummary) -> Likelihood? {
    for watch in watches { if let likelihood = watch.likelihood(of: shot) { return likelihood } }
    return nil
  }

  /// Lets the detectors of shots say what they can only say of a film as a whole, at its end.
  ///
  /// - Returns: who or what was followed across the shots.
  mutating func conclude(_ shots: [ShotSummary], at end: Stamp, _ outcome: inout Outcome) -> [CastMember] {
    var cast: [CastMember] = []
    for index in watches.indices {
      let conclusion = watches[index].conclude(shots)
      cast += conclusion.cast
      for finding in conclusion.findings where finding.score > 0 {
        guard watches[index].trackers.indices.contains(finding.fault) else { continue }
        let onset = finding.onset ?? end
        let shot = shots.last { $0.shot.start.running <= onset.running }?.shot
        if let change = watches[index].follow(finding.fault, finding, at: end) {
          tell(change, of: finding.fault, in: index, shot, &outcome)
        }
        guard let change = watches[index].finish(finding.fault, at: finding.end ?? end) else { continue }
        tell(change, of: finding.fault, in: index, shot, &outcome)
      }
    }
    return cast
  }

  /// What was found of one fault: about the whole shot, unless it says otherwise; `nil` where nothing could be told.
  private static func finding(of fault: Int, among findings: [Finding], in shot: Shot) -> Finding? {
    guard !findings.isEmpty else { return nil }
    guard var own = findings.first(where: { $0.fault == fault && $0.score > 0 }) else {
      return Finding(score: 0, over: shot.end)
    }
    own.onset = own.onset ?? shot.start
    own.end = own.end ?? shot.end
    own.over = own.over ?? shot.end
    return own
  }
}
