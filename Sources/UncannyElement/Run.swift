internal import Uncanny
internal import UncannyOverlay

/// What the element keeps from its start to its stop.
struct Run: Sendable {
  let stage: Stage
  /// Whether changes are posted on the bus.
  let postsMessages: Bool
  /// Whether what is found is attached to the buffers.
  let attaches: Bool
  /// Draws the marks; `nil` until the first frame, and made anew for another geometry.
  private var painter: Painter?
  /// Buffers that have come, those dropped for QoS among them.
  private(set) var arrived = 0
  private(set) var geometry: Geometry?
  private var firstStreamTime: ClockTime?
  private var last: Stamp?
  /// From the frame before to the last one: how long one without a duration is taken to stand.
  private var interval = ClockTime.zero
  /// Whether frames have come since the last finish.
  private var isOpen = false
  var summary: Summary?
  /// How long a frame may take, and what keeps to that; `nil` where it takes as long as it takes.
  private let budget: ClockTime
  private var governor: Governor?
  private let began = ContinuousClock.now

  init(plan: Plan, perceiver: (any Perceiver)?, _ settings: Settings) {
    stage = Stage(plan: plan, perceiver: perceiver)
    postsMessages = settings.message
    attaches = settings.meta
    budget = .seconds(settings.budget / 1000)
    if budget > .zero { governor = Governor(plan.efforts) }
  }

  /// What the next frame gets.
  private var effort: Effort { governor?.effort ?? .full }

  /// Takes in how long a frame took; the effort, where that changes.
  mutating func note(took: Duration) -> Effort? {
    let now = ClockTime(ContinuousClock.now - began)
    let budget = budget
    guard governor?.take(latency: ClockTime(took), frameTime: budget, at: now) == true else { return nil }
    return effort
  }

  mutating func countArrival() { arrived &+= 1 }

  /// The stamp of the frame that came last, who is to look at it, and how closely.
  ///
  /// A frame without a timestamp is taken to follow the one before at once.
  mutating func begin(_ times: FrameTimes, geometry: Geometry) -> (Stage, Stamp, Effort) {
    let following = last?.following(standing: interval)
    let running = times.running ?? following?.running ?? .zero
    let first = firstStreamTime ?? times.stream ?? .zero
    let stream = times.stream.map { $0 - first } ?? following?.stream ?? .zero
    let stamp = Stamp(
      frame: max(0, arrived - 1), running: running, stream: stream, pts: times.pts, duration: times.duration)
    firstStreamTime = first
    if let last { interval = max(.zero, running - last.running) }
    self.geometry = geometry
    last = stamp
    isOpen = true
    return (stage, stamp, effort)
  }

  /// The painter for a geometry.
  mutating func painter(for geometry: Geometry) -> Painter {
    if let painter, painter.geometry == geometry { return painter }
    let made = Painter(geometry: geometry)
    painter = made
    return made
  }

  /// Who has looked at the frames since the last finish, and where those end, once; `nil` when there were none.
  mutating func close() -> (Stage, Stamp)? {
    guard isOpen, let last else { return nil }
    isOpen = false
    return (stage, last.following(standing: interval))
  }
}

/// When a buffer is, as far as it says.
struct FrameTimes: Sendable {
  var pts: ClockTime?
  /// The buffer's own, or that of the frame rate.
  var duration: ClockTime?
  var running: ClockTime?
  var stream: ClockTime?
}
