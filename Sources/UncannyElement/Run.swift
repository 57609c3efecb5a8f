internal import Uncanny
internal import UncannyOverlay

/// What the element keeps from its start to its stop.
struct Run: Sendable {
  /// Looks at the frames.
  let stage: Stage
  /// Whether changes are posted on the bus.
  let postsMessages: Bool
  /// Draws the marks; `nil` until the first frame, and made anew for another geometry.
  private var painter: Painter?
  /// Buffers that have come, those dropped for QoS among them.
  private(set) var arrived = 0
  private(set) var geometry: Geometry?
  private var firstStreamTime: ClockTime?
  private(set) var last: Stamp?
  /// Whether frames have come since the last finish.
  private var isOpen = false
  var summary: Summary?

  init(plan: Plan, postsMessages: Bool) {
    stage = Stage(plan: plan)
    self.postsMessages = postsMessages
  }

  mutating func countArrival() { arrived &+= 1 }

  /// The stamp of the frame that came last.
  ///
  /// A frame without a timestamp is taken to follow the one before at once, by the duration of a frame where it is known.
  mutating func stamp(_ times: FrameTimes, geometry: Geometry) -> Stamp {
    let following = last?.following(standing: times.duration ?? .zero)
    let running = times.running ?? following?.running ?? .zero
    let first = firstStreamTime ?? times.stream ?? .zero
    let stream = times.stream.map { $0 - first } ?? following?.stream ?? .zero
    let stamp = Stamp(
      frame: max(0, arrived - 1), running: running, stream: stream, pts: times.pts, duration: times.duration)
    firstStreamTime = first
    self.geometry = geometry
    last = stamp
    isOpen = true
    return stamp
  }

  /// The painter for a geometry.
  mutating func painter(for geometry: Geometry) -> Painter {
    if let painter, painter.geometry == geometry { return painter }
    let made = Painter(geometry: geometry)
    painter = made
    return made
  }

  /// Says where the frames since the last finish end, once; `nil` when there were none.
  mutating func close() -> Stamp? {
    guard isOpen, let last else { return nil }
    isOpen = false
    return last.following()
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
