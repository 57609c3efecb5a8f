/// Decides which events become alerts, and when.
///
/// Events are grouped by rule, fault and source; a group has one alert at a time. With `lasting` 3 and `cooldown` 8:
///
///     event   ..[.......]..[.......]....
///     alert   .....F....R......FR.......
///                  '-- 8 --'
///
/// The second event is heard of when the cool-down is over, as it still lasts; had it ended before, it would be counted in the
/// next alert. An alert that fired is always resolved, also in quiet hours and at the end of the input.
///
/// A value: the same changes and times give the same alerts. Thread: whoever owns it.
public struct Alerter: Sendable {
  /// What the time is.
  public struct Moment: Sendable, Equatable {
    /// Since any fixed instant; never goes back.
    public var time: ClockTime
    /// Since midnight, local.
    public var ofDay: ClockTime

    public init(time: ClockTime, ofDay: ClockTime) {
      self.time = time
      self.ofDay = ofDay
    }
  }

  private let rules: [AlertRule]
  private var groups: [AlertGroup] = []
  private var mutes: [Mute] = []
  private var count = 0

  /// - Parameter rules: each is judged by itself.
  public init(rules: [AlertRule]) { self.rules = rules }

  /// Takes in what was found.
  ///
  /// - Parameters:
  ///   - source: the input it is about.
  ///   - escalation: how the severity of such an event rises with its length.
  /// - Returns: in the order in which they are to be told.
  public mutating func take(
    _ change: Outcome.Change, of source: String, escalation: Escalation, at now: Moment
  ) -> [Alert] {
    let event: Event
    switch change {
    case .began(let began): event = began
    case .ended(let ended): event = ended
    case .shot, .measured: return pass(to: now)
    }
    for index in rules.indices where rules[index].concerns(event.fault) {
      let place = place(of: index, event.fault, source)
      groups[place].take(event, escalation, at: now.time)
    }
    let fired = pass(to: now)
    guard event.end != nil else { return fired }
    return fired
      + groups.indices.compactMap { index in
        groups[index].concerns(event, of: source) ? groups[index].forget(event, at: now) : nil
      }
  }

  /// Time has passed.
  public mutating func pass(to now: Moment) -> [Alert] {
    mutes.removeAll { mute in mute.end.map { $0 <= now.time } ?? false }
    let due = groups.indices.compactMap { index -> (since: ClockTime, index: Int)? in
      guard mutes(of: groups[index]).isEmpty else { return nil }
      return groups[index].isDue(at: now).map { (since: $0, index: index) }
    }
    return due.sorted { ($0.since, $0.index) < ($1.since, $1.index) }.compactMap { _, index in
      count += 1
      return groups[index].fire(number: count, at: now.time)
    }
  }

  /// When `pass(to:)` may have something to tell, unless something is taken in before; past where it has now; `nil` for never.
  public func next(after now: Moment) -> ClockTime? {
    groups.compactMap { group -> ClockTime? in
      let ends = mutes(of: group).map { $0.end }
      guard let next = group.next(after: now), !ends.contains(nil) else { return nil }
      return ends.compactMap { $0 }.reduce(next, max)
    }.min()
  }

  /// Puts off what is muted: nothing of it fires, and what lasts when that is over fires then. It takes the place of one of
  /// the same fault and source.
  public mutating func mute(_ mute: Mute) {
    unmute(mute.fault, of: mute.source)
    mutes.append(mute)
  }

  /// Takes back what was muted by that name; `pass(to:)` says what that brings.
  public mutating func unmute(_ fault: String, of source: String) {
    mutes.removeAll { $0.fault == fault && $0.source == source }
  }

  private func mutes(of group: AlertGroup) -> [Mute] {
    mutes.filter { $0.source == group.source && Mute.conceals($0.fault, group.fault) }
  }

  /// An input is over: what it fired resolves, what had not fired never will.
  public mutating func finish(_ source: String) -> [Alert] {
    groups.indices.compactMap { groups[$0].source == source ? groups[$0].finish() : nil }
  }

  private mutating func place(of rule: Int, _ fault: String, _ source: String) -> Int {
    let known = groups.firstIndex { $0.number == rule && $0.fault == fault && $0.source == source }
    if let known { return known }
    groups.append(AlertGroup(number: rule, rule: rules[rule], fault: fault, source: source))
    return groups.count - 1
  }
}
