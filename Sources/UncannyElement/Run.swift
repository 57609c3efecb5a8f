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

  init(plan: Plan, perceiver: (any Perceiver)?, _ settings: Settings) {
    stage = Stage(plan: plan, perceiver: perceiver)
    postsMessages = settings.message
    attaches = settings.meta
  }

  mutating func countArrival() { arrived &+= 1 }

  /// The stamp of the frame that came last, and who is to look at it.
  ///
  /// A frame without a timestamp is taken to follow the one before at once.
  mutating func begin(_ times: FrameTimes, geometry: Geometry) -> (Stage, Stamp) {
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
    return (stage, stamp)
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
