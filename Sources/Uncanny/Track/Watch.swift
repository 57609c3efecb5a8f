/// One detector at work: as configured, as it stands, and the trackers of its faults.
struct Watch: Sendable {
  let choice: Plan.Choice
  private let configured: any Detector
  private var live: any Detector
  var trackers: [EventTracker]
  private let escalations: [Escalation]
  private var worst: Finding?
  private var hasFound = false

  init(_ choice: Plan.Choice) {
    self.choice = choice
    configured = choice.detector()
    live = configured
    let card = choice.entry.card
    escalations = card.faults.map { $0.severity ?? card.severity }
    trackers = card.faults.indices.map { fault in
      let name = card.faultName(fault)
      return EventTracker(hysteresis: choice.hysteresis) { finding, start in
        Event(
          id: 0, detector: card.id, family: card.family, fault: name, severity: .info, start: start, decided: start,
          score: finding.score, confidence: finding.confidence, regions: finding.regions, evidence: finding.evidence)
      }
    }
  }

  /// To restart is to copy.
  mutating func restart() { live = configured }

  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let finding = live.inspect(measurements)
    if let finding, finding.score >= worst?.score ?? 0 { worst = finding }
    return finding
  }

  /// Gives the finding to the tracker of `fault`; for the other faults of the detector this frame is clean.
  mutating func update(_ fault: Int, _ finding: Finding?, at now: Stamp) -> EventTracker.Change? {
    let own = finding.map { $0.fault == fault ? $0 : .clean }
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
      marks.append(
        Mark(
          fault: event.fault, severity: event.severity, score: isOwn ? finding?.score ?? event.score : event.score,
          age: event.length(by: now), regions: isOwn ? finding?.regions ?? [] : event.regions))
    }
  }

  func check() -> Summary.Check {
    let card = choice.entry.card
    guard let worst else {
      return Summary.Check(detector: card.id, verdict: .undecided, why: card.undecided)
    }
    var values: [String: Float] = [:]
    for (index, name) in card.evidence.prefix(4).enumerated() { values[name] = worst.evidence[index] }
    return Summary.Check(
      detector: card.id, verdict: hasFound ? .found : .clear, score: worst.score, values: values)
  }
}
