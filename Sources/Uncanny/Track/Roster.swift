/// The detectors of one kind at work, and how many events they have made.
struct Roster<Live: Sendable>: Sendable {
  var watches: [Watch<Live>]
  private var eventCount = 0
  /// When the interval of stream time that is under way began; `nil` before the first.
  private var interval: ClockTime?
  /// In nanoseconds; `nil` where no figures are told.
  private let intervalLength: Int64?

  /// - Parameter figureInterval: how often figures are told, in stream time; `nil` for never.
  init(_ watches: [Watch<Live>], figureInterval: ClockTime?) {
    self.watches = watches
    intervalLength = figureInterval.map { max(1, $0.nanoseconds) }
  }

  /// Tells of the interval before, when `stamp` begins another: to be called before the detectors look.
  mutating func passTime(to stamp: Stamp, _ outcome: inout Outcome) {
    guard let intervalLength else { return }
    let now = ClockTime(nanoseconds: stamp.stream.nanoseconds / intervalLength &* intervalLength)
    if let interval, interval != now { endInterval(interval, &outcome) }
    interval = now
  }

  private mutating func endInterval(_ start: ClockTime, _ outcome: inout Outcome) {
    var measured = Measured(start: start)
    for index in watches.indices { watches[index].endInterval(&measured) }
    if !measured.rows.isEmpty || !measured.scores.isEmpty { outcome.changes.append(.measured(measured)) }
  }

  /// Tells of the interval that was under way when the stream ended.
  mutating func endTime(_ outcome: inout Outcome) {
    if let interval { endInterval(interval, &outcome) }
    interval = nil
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
    for index in watches.indices { close(index, at: end, shot: shot, &outcome) }
  }

  private mutating func close(_ index: Int, at end: Stamp, shot: Shot?, _ outcome: inout Outcome) {
    for fault in watches[index].trackers.indices {
      guard let change = watches[index].finish(fault, at: end) else { continue }
      tell(change, of: fault, in: index, shot, &outcome)
    }
  }

  /// Ends what is open of detectors that are left out from now on, or no more; they begin anew.
  mutating func leaveOut(_ effort: Effort, at end: Stamp, shot: Shot?, _ outcome: inout Outcome) {
    for index in watches.indices {
      let isLeftOut = effort.leavesOut(watches[index].choice.entry.needs)
      guard isLeftOut != watches[index].isLeftOut else { continue }
      close(index, at: end, shot: shot, &outcome)
      watches[index].restart()
      watches[index].isLeftOut = isLeftOut
    }
  }

  /// Goes on with other detectors: those that are set as they were go on as well, what the others have open ends.
  mutating func adopt(_ successors: [Watch<Live>], at end: Stamp, shot: Shot?, _ outcome: inout Outcome) {
    for index in watches.indices where !successors.contains(where: { $0.choice.text == watches[index].choice.text }) {
      close(index, at: end, shot: shot, &outcome)
    }
    let former = Dictionary(watches.map { ($0.choice.entry.card.id, $0) }) { first, _ in first }
    watches = successors.map { successor in
      guard let own = former[successor.choice.entry.card.id] else { return successor }
      return own.choice.text == successor.choice.text ? own : successor.succeeding(own)
    }
  }

  mutating func restart() { for index in watches.indices { watches[index].restart() } }

  /// As new: for another run.
  mutating func renew() {
    for index in watches.indices { watches[index].renew() }
    eventCount = 0
  }

  /// What all of them came to.
  ///
  /// - Parameter doubt: why a detector cannot tell, where it knows better than its card.
  func checks(doubt: (Live) -> String? = { _ in nil }) -> [Summary.Check] { watches.map { $0.check(doubt: doubt) } }

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
  /// - Returns: whether it has a fault of warning or above that is not about a reference.
  mutating func compare(
    _ summary: ShotSummary, with earlier: [ShotSummary], at stamp: Stamp, _ outcome: inout Outcome
  ) -> Bool {
    var isFaulty = false
    for index in watches.indices {
      let faults = watches[index].choice.entry.card.faults
      guard !watches[index].isLeftOut, let findings = watches[index].compare(summary, with: earlier) else { continue }
      for fault in watches[index].trackers.indices {
        let finding = Self.finding(of: fault, among: findings, in: summary.shot)
        if let change = watches[index].follow(fault, finding, at: stamp) {
          tell(change, of: fault, in: index, summary.shot, &outcome)
        }
        if watches[index].trackers[fault].isOpen, let event = watches[index].trackers[fault].current {
          isFaulty = isFaulty || event.severity >= .warning && !faults[fault].isAboutReference
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
