/// The events of one rule, fault and source, and the one alert that they have at a time.
struct AlertGroup: Sendable {
  /// The index of the rule.
  let number: Int
  let rule: AlertRule
  let fault: String
  let source: String

  /// An event that lasts, or has just ended, and for which the rule holds at some time.
  private struct Waiting {
    var event: Event
    /// How its severity rises, and when it began, on the host's clock.
    var escalation: Escalation
    var began: ClockTime
    /// When the rule holds, on the host's clock.
    var due: ClockTime

    /// By now: of one that lasts, it is told with its end only.
    func severity(by now: ClockTime) -> Severity {
      event.end == nil ? max(event.severity, escalation.severity(after: now - began)) : event.severity
    }
  }

  private var waiting: [Waiting] = []
  private var firing: Alert?
  /// Before this it does not fire again.
  private var cooled: ClockTime?
  /// Events that were not told of.
  private var others = 0

  init(number: Int, rule: AlertRule, fault: String, source: String) {
    self.number = number
    self.rule = rule
    self.fault = fault
    self.source = source
  }

  func concerns(_ event: Event, of source: String) -> Bool { fault == event.fault && self.source == source }

  /// Takes in an event as it begins or ends.
  mutating func take(_ event: Event, _ escalation: Escalation, at now: ClockTime) {
    if firing?.event.isSame(as: event) == true { firing?.event = event }
    // that it is known to be over counts for more than that it was to go on
    let due = event.end == nil ? due(event, escalation, now) : dueAtItsEnd(event, now)
    guard let known = waiting.firstIndex(where: { $0.event.isSame(as: event) }) else {
      let began = now - event.length(by: event.decided)
      if let due { waiting.append(Waiting(event: event, escalation: escalation, began: began, due: due)) }
      return
    }
    waiting[known].event = event
    guard firing == nil else { return }
    if let due { waiting[known].due = due } else { waiting.remove(at: known) }
  }

  private func due(_ event: Event, _ escalation: Escalation, _ now: ClockTime) -> ClockTime? {
    let age = event.length(by: event.decided)
    return rule.patience(at: event.severity, escalation).map { now + max(.zero, $0 - age) }
  }

  private func dueAtItsEnd(_ event: Event, _ now: ClockTime) -> ClockTime? {
    event.severity >= rule.severity && event.length(by: event.decided) >= rule.lasting ? now : nil
  }

  /// Since when it should fire; `nil` when it should not, or does already.
  func isDue(at now: Alerter.Moment) -> ClockTime? {
    guard let since = since(now.time), since <= now.time, rule.quiet?.remaining(at: now.ofDay) == nil else {
      return nil
    }
    return since
  }

  /// When it may fire, which may be past; `nil` for not, as far as is known.
  func next(after now: Alerter.Moment) -> ClockTime? {
    guard let since = since(now.time) else { return nil }
    if since <= now.time, let left = rule.quiet?.remaining(at: now.ofDay) { return now.time + left }
    return since
  }

  private func since(_ now: ClockTime) -> ClockTime? {
    guard firing == nil, let due = waiting.map({ $0.due }).min() else { return nil }
    return max(due, cooled ?? due)
  }

  mutating func fire(number: Int, at now: ClockTime) -> Alert? {
    guard let first = waiting.min(by: { ($0.due, $0.event.id) < ($1.due, $1.event.id) }) else { return nil }
    let alert = Alert(
      number: number, state: .fired, rule: rule, source: source, severity: max(first.severity(by: now), rule.severity),
      event: first.event, others: others)
    firing = alert
    cooled = now + rule.cooldown
    others = 0
    return alert
  }

  /// An event is over and was taken in as such; the alert that resolves with it, if any does.
  mutating func forget(_ event: Event, at now: Alerter.Moment) -> Alert? {
    guard let place = waiting.firstIndex(where: { $0.event.isSame(as: event) }) else { return nil }
    let left = waiting.remove(at: place)
    if firing?.event.isSame(as: event) != true, left.due <= now.time { others += 1 }
    guard firing != nil, !waiting.contains(where: { $0.due <= now.time }) else { return nil }
    return resolve(.ended)
  }

  mutating func finish() -> Alert? {
    waiting = []
    return resolve(.stopped)
  }

  private mutating func resolve(_ reason: Alert.Reason) -> Alert? {
    guard var alert = firing else { return nil }
    alert.state = .resolved(reason)
    alert.others = others
    firing = nil
    others = 0
    return alert
  }
}

extension Event {
  /// Whether it is the same one, at another time. Pictures, sound and the source count their events apart.
  fileprivate func isSame(as other: Event) -> Bool {
    id == other.id && (family == .audio) == (other.family == .audio) && (family == .stream) == (other.family == .stream)
  }
}
