/// Decides, for one fault, when findings become an event and when the event is over.
///
/// Enter, leave, hold, release, gaps and the end of the stream stand here and nowhere else. A frame on which the detector
/// cannot tell (`nil`) neither begins nor ends anything.
package struct EventTracker: Sendable {
  /// What a finding did.
  package enum Change: Sendable, Equatable {
    case began(Event)
    case ended(Event)
  }

  private enum State: Sendable {
    case idle
    /// Faulty, but not yet for long enough.
    case pending(since: Stamp, worst: Finding, at: Stamp)
    case open(Event)
    /// The fault is gone, but not yet for long enough.
    case fading(Event, since: Stamp)
  }

  private var state = State.idle
  /// Where the fault of the last faulty finding ended, if that was known with it.
  private var told: Stamp?
  private let hysteresis: Hysteresis
  private let describe: @Sendable (Finding, Stamp) -> Event

  /// - Parameter describe: makes the event of a finding whose fault began at the stamp; `id` and `shot` are set later.
  package init(hysteresis: Hysteresis, describe: @escaping @Sendable (Finding, Stamp) -> Event) {
    self.hysteresis = hysteresis
    self.describe = describe
  }

  /// The event that lasts now, or is fading.
  package var current: Event? {
    switch state {
    case .open(let event), .fading(let event, _): event
    case .idle, .pending: nil
    }
  }

  /// Whether the fault stands on the frame that was taken in last.
  package var isOpen: Bool {
    if case .open = state { true } else { false }
  }

  /// Takes in the finding of one frame.
  package mutating func update(_ finding: Finding?, at now: Stamp, escalation: Escalation) -> Change? {
    guard let finding else { return nil }
    if finding.score >= hysteresis.leave { told = latest(finding.end) }
    switch state {
    case .idle:
      guard finding.score >= hysteresis.enter else { return nil }
      state = .pending(since: finding.onset ?? now, worst: finding, at: now)
      return opening(at: now, escalation)

    case .pending(let since, let worst, let at):
      guard finding.score >= hysteresis.leave else {
        state = .idle
        return nil
      }
      let worse = finding.score > worst.score
      state = .pending(since: since, worst: worse ? finding : worst, at: worse ? now : at)
      return opening(at: now, escalation)

    case .open(var event):
      if finding.score < hysteresis.leave {
        // no end lies before the beginning, nor in the future
        let over = finding.over.map { $0.running < event.start.running || $0.running > now.running ? now : $0 } ?? now
        state = .fading(event, since: over)
        return closing(event, since: over, at: now, escalation)
      }
      event.absorb(finding, at: now, escalation)
      state = .open(event)
      return nil

    case .fading(var event, let since):
      if finding.score >= hysteresis.enter {
        event.absorb(finding, at: now, escalation)
        state = .open(event)
        return nil
      }
      return closing(event, since: since, at: now, escalation)
    }
  }

  /// Findings of faults that are over may come in another order than the faults.
  private func latest(_ end: Stamp?) -> Stamp? {
    guard let end, let told, case .open = state, told.running > end.running else { return end }
    return told
  }

  /// Ends what is open, at the end of the stream or where its detector begins anew.
  ///
  /// - Parameter end: the first instant after the last frame.
  package mutating func finish(at end: Stamp, escalation: Escalation) -> Change? {
    defer { state = .idle }
    switch state {
    case .idle, .pending: return nil
    case .open(let event): return .ended(event.ending(at: told ?? end, escalation))
    case .fading(let event, let since): return .ended(event.ending(at: told ?? since, escalation))
    }
  }

  private mutating func opening(at now: Stamp, _ escalation: Escalation) -> Change? {
    guard case .pending(let since, let worst, let at) = state, now.running - since.running >= hysteresis.hold else {
      return nil
    }
    var event = describe(worst, since)
    event.decided = now
    event.worst = at
    // what is over already lasted no longer than it did, however late it is known
    event.severity = escalation.severity(after: (told ?? now).running - since.running)
    state = .open(event)
    return .began(event)
  }

  private mutating func closing(
    _ event: Event, since: Stamp, at now: Stamp, _ escalation: Escalation
  ) -> Change? {
    guard now.running - since.running >= hysteresis.release else { return nil }
    state = .idle
    return .ended(event.ending(at: told ?? since, escalation))
  }
}

extension EventTracker {
  /// Gives the open event its identity: the tracker of one fault cannot know how many others there are.
  package mutating func name(id: Int, shot: Int?) -> Event? {
    guard case .open(var event) = state else { return nil }
    event.id = id
    event.shot = shot
    state = .open(event)
    return event
  }
}

extension Event {
  fileprivate mutating func absorb(_ finding: Finding, at now: Stamp, _ escalation: Escalation) {
    severity = max(severity, escalation.severity(after: (finding.end ?? now).running - start.running))
    if !finding.curves.isEmpty { curves = finding.curves }
    guard finding.score > score else { return }
    score = finding.score
    confidence = finding.confidence
    regions = finding.regions
    evidence = finding.evidence
    worst = now
  }

  fileprivate func ending(at end: Stamp, _ escalation: Escalation) -> Event {
    var event = self
    event.end = end
    event.severity = max(severity, escalation.severity(after: end.running - start.running))
    return event
  }
}
