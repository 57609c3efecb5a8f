internal import Uncanny

/// What was noticed in the last two seconds, and whether it has a pattern.
struct FramePattern: Sendable {
  /// Something about a single frame, or a few.
  struct Incident: Sendable {
    enum Kind: Sendable { case repeated, replaced, missing }
    var kind: Kind
    /// The first frame concerned, and the first after it.
    var start: Stamp
    var end: Stamp
    /// The length of the step that follows, or that is too long, in ordinary steps.
    var ratio: Float
    /// The number of the step.
    var step: Int
    /// Whether it may be a fault; otherwise it is only part of a pattern.
    var isSeen: Bool
    var isJudged = false

    var isMissing: Bool { kind == .missing }
    var isReplaced: Bool { kind == .replaced }
  }

  /// How the incidents around one are spread.
  enum Spread: Sendable {
    case single
    /// At a regular distance, counted in frames from the first to the last of three; whether four and more keep it.
    case even(Int, isLong: Bool)
    /// At a regular distance, and with each a frame is lost.
    case losing
    case uneven
  }

  /// How far around an incident others are looked for; how long after it is judged at the latest.
  static let window = ClockTime.seconds(1)
  static let patience = ClockTime.seconds(1)
  /// From so many on they are no accident.
  private static let many = 4
  /// Those of a pattern follow each other no slower than this.
  static let slowest = ClockTime.seconds(0.35)
  private static let capacity = 64

  private var incidents: [Incident] = []

  init() { incidents.reserveCapacity(Self.capacity) }

  var isEmpty: Bool { incidents.isEmpty }

  mutating func add(_ incident: Incident) {
    if incidents.count == Self.capacity { incidents.removeFirst() }
    incidents.append(incident)
  }

  /// The first that is not judged yet.
  var next: Int? { incidents.firstIndex { !$0.isJudged } }

  subscript(index: Int) -> Incident { incidents[index] }

  mutating func judged(_ index: Int) { incidents[index].isJudged = true }

  mutating func forget(before time: ClockTime) {
    while let first = incidents.first, first.isJudged, first.start.running < time { incidents.removeFirst() }
  }

  /// When the first incident of the shot that began at `start` was.
  func first(since start: ClockTime) -> ClockTime? { incidents.first { $0.start.running >= start }?.start.running }

  /// Whether there was none of its kind, repeat or gap, within `time` before the incident.
  func isFirst(_ index: Int, within time: ClockTime) -> Bool {
    let incident = incidents[index]
    return !incidents[..<index].contains {
      $0.isMissing == incident.isMissing && incident.start.running - $0.start.running <= time
    }
  }

  /// Whether there are many repeats around one.
  func isAmongRepeats(_ index: Int) -> Bool {
    let time = incidents[index].start.running
    return incidents.count { !$0.isMissing && max($0.start.running - time, time - $0.start.running) <= Self.window }
      >= Self.many - 1
  }

  /// How the repeats, or the gaps, around one follow each other.
  ///
  /// A regular distance shows in any three that follow each other, so that a pattern that is broken later is one until
  /// then. Even repeats after which the motion jumps are no pattern: there a frame is lost each time.
  ///
  /// - Parameter usual: the distance that counts before any other, as that of the first and the last of three.
  func spread(around index: Int, usual: Int?) -> Spread {
    let incident = incidents[index]
    var single: Incident?
    var last: (Incident, Incident)?
    var even: Int?
    var isLosing = false
    /// The interval before, and the first of those that are alike.
    var chain: (interval: Int, first: Int, length: Int)?
    var isLong = false
    var (shortest, longest, replaced) = (Int.max, 0, 0)
    var count = 0
    for other in incidents where other.isMissing == incident.isMissing {
      let distance = other.start.running - incident.start.running
      guard distance >= .zero - Self.window, distance <= Self.window else { continue }
      count += 1
      if other.isReplaced { replaced += 1 }
      if let single {
        shortest = min(shortest, other.step - single.step)
        let interval = other.step - single.step
        longest = max(longest, interval)
        if let last = chain, abs(last.interval - interval) <= 1 {
          chain = (interval, last.first, last.length + 1)
          if last.length >= 2, last.first <= incident.step, other.step >= incident.step { isLong = true }
        } else {
          chain = (interval, single.step, 1)
        }
      }
      if let (first, second) = last {
        let isAround = first.step <= incident.step && other.step >= incident.step
        let intervals = (second.step - first.step, other.step - second.step)
        let length = other.start.running - first.start.running
        let isAlike = !incident.isMissing || min(first.ratio, second.ratio, other.ratio) > 0.6 * incident.ratio
        if isAround, isAlike, abs(intervals.0 - intervals.1) <= 1, length.nanoseconds / 2 <= Self.slowest.nanoseconds {
          if usual != nil, second.isReplaced, first.isReplaced || other.isReplaced { isLosing = true }
          if first.isReplaced, other.isReplaced, usual != nil { isLosing = true }
          if even == nil || even != usual { even = other.step - first.step }
        }
        last = (second, other)
      } else if let single {
        last = (single, other)
      }
      single = other
    }
    if isLosing { return .losing }
    if isLong, longest - shortest <= 1, 2 * replaced > count { return .losing }
    if let even, 2 * replaced <= count { return .even(even, isLong: isLong) }
    return count >= (incident.isMissing ? Self.many : Self.many - 1) ? .uneven : .single
  }
}
