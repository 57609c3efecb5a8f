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
    var isJudged = false

    var isMissing: Bool { kind == .missing }
    var isReplaced: Bool { kind == .replaced }
  }

  /// How the incidents around one are spread.
  enum Spread: Sendable { case single, even, losing, uneven }

  /// How far around an incident others are looked for; how long after it is judged at the latest.
  static let window = ClockTime.seconds(1)
  static let patience = ClockTime.seconds(0.7)
  /// From so many on they are no accident.
  private static let many = 4
  /// Those of a pattern follow each other no slower than this.
  private static let slowest = ClockTime.seconds(0.35)
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

  /// How the repeats, or the gaps, around one follow each other.
  ///
  /// A regular distance shows in any three that follow each other, so that a pattern that is broken later is one until
  /// then. Even repeats after which the motion jumps are no pattern: there a frame is lost each time.
  func spread(around index: Int) -> Spread {
    let incident = incidents[index]
    var single: Incident?
    var last: (Incident, Incident)?
    var isEven = false
    var count = 0
    for other in incidents where other.isMissing == incident.isMissing {
      let distance = other.start.running - incident.start.running
      guard distance >= .zero - Self.window, distance <= Self.window else { continue }
      count += 1
      if let (first, second) = last {
        let isAround = first.step <= incident.step && other.step >= incident.step
        let intervals = (second.step - first.step, other.step - second.step)
        let length = other.start.running - first.start.running
        if isAround, abs(intervals.0 - intervals.1) <= 1, length.nanoseconds / 2 <= Self.slowest.nanoseconds {
          let replaced = (first.isReplaced ? 1 : 0) + (second.isReplaced ? 1 : 0) + (other.isReplaced ? 1 : 0)
          if replaced >= 2 { return .losing }
          isEven = true
        }
        last = (second, other)
      } else if let single {
        last = (single, other)
      }
      single = other
    }
    if isEven { return .even }
    return count >= Self.many ? .uneven : .single
  }
}
