internal import Uncanny
internal import UncannyReport

/// Which events are worth a clip, and when what follows them has been seen.
///
/// A value: the same events and times give the same moments. Times are the host's, from any fixed instant on.
struct MomentSchedule: Sendable {
  /// A stretch of time to be kept, and why.
  struct Moment: Sendable, Equatable {
    /// As it stands by then.
    var event: Event
    var window: ClosedRange<ClockTime>
    /// When the event began.
    var began: ClockTime
  }

  fileprivate struct Waiting: Sendable {
    var event: Event
    var began: ClockTime
    /// Since when it matters.
    var serious: ClockTime?
    var end: ClockTime?
  }

  private let catalog: Catalog
  private let least: Severity
  /// In the order in which they began.
  private var waiting: [Waiting] = []

  /// Before the event, and after it, or after the first seconds of a long one.
  static let before = ClockTime.seconds(5)
  static let after = ClockTime.seconds(5)
  static let longest = ClockTime.seconds(10)
  /// So many at a time are looked after; further ones have no clip.
  private static let most = 256

  /// - Parameters:
  ///   - catalog: says how severities rise.
  ///   - severity: the least that is worth it.
  init(from catalog: Catalog, severity: Severity) {
    self.catalog = catalog
    least = severity
  }

  /// Takes in an event as it begins or ends.
  ///
  /// - Parameter now: when the frame that decided it came.
  mutating func take(_ event: Event, at now: ClockTime) {
    guard event.end != nil else {
      guard waiting.count < Self.most else { return }
      let began = now - event.length(by: event.decided)
      waiting.append(Waiting(event: event, began: began, serious: event.severity >= least ? began : nil))
      return
    }
    guard let index = waiting.firstIndex(where: { $0.event.name == event.name }) else { return }
    waiting[index].event = event
    waiting[index].end = waiting[index].began + event.length(by: event.decided)
    if event.severity >= least { waiting[index].serious = waiting[index].serious ?? waiting[index].began }
    if waiting[index].serious == nil { waiting.remove(at: index) }
  }

  /// Time has passed; what is to be kept now.
  mutating func pass(to now: ClockTime) -> [Moment] {
    for index in waiting.indices where waiting[index].serious == nil {
      if severity(of: waiting[index], at: now) >= least { waiting[index].serious = now }
    }
    let due = waiting.filter { $0.due.map { $0 <= now } ?? false }
    waiting.removeAll { $0.due.map { $0 <= now } ?? false }
    return due.map { moment($0, upTo: $0.due ?? now, at: now) }
  }

  /// All is over: what is left, as far as it has been seen.
  mutating func finish(at now: ClockTime) -> [Moment] {
    defer { waiting = [] }
    return pass(to: now) + waiting.filter { $0.serious != nil }.map { moment($0, upTo: now, at: now) }
  }

  private func moment(_ waiting: Waiting, upTo end: ClockTime, at now: ClockTime) -> Moment {
    var event = waiting.event
    event.severity = severity(of: waiting, at: now)
    // of one that came to matter late, the beginning is no more to be had
    let first = max(waiting.began, (waiting.serious ?? waiting.began) - Self.longest) - Self.before
    return Moment(event: event, window: min(first, end)...end, began: waiting.began)
  }

  private func severity(of waiting: Waiting, at now: ClockTime) -> Severity {
    guard waiting.end == nil, let card = catalog[waiting.event.detector]?.card else { return waiting.event.severity }
    return max(waiting.event.severity, card.severity(of: waiting.event.fault).severity(after: now - waiting.began))
  }
}

extension MomentSchedule.Waiting {
  /// When all that is to be kept of it has been seen; `nil` while it does not matter.
  fileprivate var due: ClockTime? {
    serious.map { serious in
      let long = serious + MomentSchedule.longest
      return min(max(end ?? long, serious), long) + MomentSchedule.after
    }
  }
}
