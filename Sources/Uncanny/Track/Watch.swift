/// One detector at work: as configured, as it stands, and the trackers of its faults.
struct Watch<Live: Sendable>: Sendable {
  let choice: Plan.Choice
  private let configured: Live
  private var live: Live
  var trackers: [EventTracker]
  /// Whether there is no time for it.
  var isLeftOut = false
  /// What its own work has taken so far.
  var spent = ClockTime.zero
  private let escalations: [Escalation]
  /// Frames that it was there for, and those of them that there was no time for.
  private var frames = (all: 0, leftOut: 0)
  private var worst: Finding?
  private var hasFound = false
  private var values: [String: Float] = [:]
  /// Of the whole run, and of the interval that is under way.
  private var whole = Figures()
  private var interval = Figures()

  /// - Parameter length: how long what a look takes in has lasted when it is looked at; it counts for the hold.
  init(_ choice: Plan.Choice, _ detector: Live, lookingAt length: ClockTime = .zero) {
    self.choice = choice
    configured = detector
    live = configured
    let card = choice.entry.card
    escalations = card.faults.map { $0.severity ?? card.severity }
    var hysteresis = choice.hysteresis
    hysteresis.hold = max(.zero, hysteresis.hold - length)
    trackers = Self.trackers(of: card, hysteresis)
  }

  private static func trackers(of card: Card, _ hysteresis: Hysteresis) -> [EventTracker] {
    card.faults.indices.map { fault in
      let name = card.faultName(fault)
      return EventTracker(hysteresis: hysteresis) { finding, start in
        var event = Event(
          id: 0, detector: card.id, family: card.family, fault: name, severity: .info, start: start, decided: start,
          score: finding.score, confidence: finding.confidence, regions: finding.regions, evidence: finding.evidence)
        event.curves = finding.curves
        return event
      }
    }
  }

  /// The same detector with other settings: what was found with those before still counts.
  func succeeding(_ former: Watch) -> Watch {
    var successor = self
    successor.spent = former.spent
    successor.frames = former.frames
    successor.worst = former.worst
    successor.hasFound = former.hasFound
    successor.whole = former.whole
    return successor
  }

  /// To restart is to copy.
  mutating func restart() { live = configured }

  /// As new: for another run. The trackers are idle once what was open has ended.
  mutating func renew() {
    live = configured
    frames = (0, 0)
    worst = nil
    hasFound = false
    values = [:]
    whole = Figures()
    interval = Figures()
  }

  /// Counts a frame; whether it is left out.
  mutating func passes() -> Bool {
    frames.all &+= 1
    if isLeftOut { frames.leftOut &+= 1 }
    return isLeftOut
  }

  /// Lets the detector look at all at once, and keeps what it finds.
  mutating func look(_ body: (Live) -> [Finding]) -> [Finding] {
    let findings = body(live)
    for finding in findings { keep(finding) }
    return findings
  }

  /// Lets the detector look, and keeps the worst that it finds.
  mutating func look(_ body: (inout Live) -> Finding?) -> Finding? {
    let finding = body(&live)
    if let finding { keep(finding) }
    return finding
  }

  private mutating func keep(_ finding: Finding) {
    if finding.score >= worst?.score ?? 0 { worst = finding }
    whole.take(finding)
    interval.take(finding)
  }

  /// Gives the finding to the tracker of `fault`; for the other faults of the detector this frame is clean.
  mutating func update(_ fault: Int, _ finding: Finding?, at now: Stamp) -> EventTracker.Change? {
    follow(fault, finding.map { $0.fault == fault ? $0 : .clean }, at: now)
  }

  /// Gives what was found of `fault` to its tracker.
  mutating func follow(_ fault: Int, _ own: Finding?, at now: Stamp) -> EventTracker.Change? {
    let change = trackers[fault].update(own, at: now, escalation: escalations[fault])
    if case .began = change { hasFound = true }
    return change
  }

  mutating func finish(_ fault: Int, at end: Stamp) -> EventTracker.Change? {
    trackers[fault].finish(at: end, escalation: escalations[fault])
  }

  /// Adds what of it is to be drawn on this frame.
  func mark(_ finding: Finding?, at now: Stamp, into marks: inout [Mark]) {
    for fault in trackers.indices {
      guard trackers[fault].isOpen, let event = trackers[fault].current else { continue }
      let isOwn = finding?.fault == fault
      var mark = Mark(
        fault: event.fault, severity: event.severity, score: isOwn ? finding?.score ?? event.score : event.score,
        age: event.length(by: now), regions: isOwn ? finding?.regions ?? [] : event.regions)
      if isOwn { mark.dials = finding?.dials ?? [] }
      marks.append(mark)
    }
  }

  /// Adds what its numbers came to in the interval that is over; the next begins.
  mutating func endInterval(_ measured: inout Measured) {
    defer { interval = Figures() }
    let card = choice.entry.card
    if let score = interval.score { measured.scores.append(Measured.Score(detector: card.id, score: score)) }
    // numbers that are not the same for all faults have no mean
    guard card.hasOneEvidence else { return }
    for (lane, figure) in card.evidence.prefix(4).enumerated() {
      guard let mean = interval.mean(lane) else { continue }
      measured.rows.append(
        Measured.Row(
          detector: card.id, figure: figure, mean: mean, least: interval.least[lane], most: interval.most[lane]))
    }
  }

  /// - Parameter doubt: why a detector cannot tell, where it knows better than its card.
  func check(doubt: (Live) -> String?) -> Summary.Check {
    let card = choice.entry.card
    if !hasFound, frames.leftOut > frames.all / 2 {
      let why = "there was no time for it on \(frames.leftOut) of \(frames.all) frames"
      return Summary.Check(detector: card.id, verdict: .undecided, why: why, values: values)
    }
    guard let worst else {
      return Summary.Check(
        detector: card.id, verdict: .undecided, why: doubt(live) ?? card.undecided, values: values)
    }
    var values = values
    for (index, name) in card.evidence(ofFault: worst.fault).prefix(4).enumerated() {
      values[name] = worst.evidence[index]
      // numbers that are not the same for all faults have no mean
      guard card.hasOneEvidence, let mean = whole.mean(index) else { continue }
      values["mean \(name)"] = mean
      values["most \(name)"] = whole.most[index]
    }
    if frames.leftOut > 0 { values["frames left out"] = Float(frames.leftOut) }
    return Summary.Check(
      detector: card.id, verdict: hasFound ? .found : .clear, score: worst.score, values: values)
  }
}

extension Watch where Live == PictureDetector {
  /// What is found on this frame; a detector of shots cannot tell.
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    look { live in
      guard case .frame(var detector) = live else { return nil }
      // the one that looks is the only one: what it keeps is changed in place, not copied
      live = .away
      defer { live = .frame(detector) }
      return detector.inspect(measurements)
    }
  }

  /// What the detector says when the film is over.
  mutating func conclude(_ shots: [ShotSummary]) -> Conclusion {
    guard case .shot(let detector) = live else { return Conclusion() }
    let conclusion = detector.conclude(shots)
    _ = look { _ in conclusion.findings }
    return conclusion
  }

  /// Whether a shot was generated; `nil` where the detector is about something else.
  func likelihood(of shot: ShotSummary) -> Likelihood? {
    guard case .shot(let detector) = live else { return nil }
    return detector.likelihood(of: shot)
  }

  /// What is found in a shot, fault by fault; `nil` where the detector looks at frames.
  mutating func compare(_ summary: ShotSummary, with earlier: [ShotSummary]) -> [Finding]? {
    guard case .shot(let detector) = live else { return nil }
    return look { _ in detector.compare(summary, with: earlier) }
  }
}

extension Watch where Live == any SoundDetector {
  mutating func inspect(_ measurements: borrowing SoundMeasurements) -> Finding? { look { $0.inspect(measurements) } }

  /// What the detector says when all is over, about the whole that began at `first`.
  mutating func conclude(_ measurements: borrowing SoundMeasurements, since first: Stamp) -> Finding? {
    values = live.values(measurements)
    guard var finding = look({ $0.conclude(measurements) }) else { return nil }
    finding.onset = finding.onset ?? first
    return finding
  }
}
