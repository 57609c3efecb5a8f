/// When a frame is: its place in the stream, and its times.
public struct Stamp: Hashable, Sendable {
  /// Counted from 0 in order of arrival, dropped frames included.
  public var frame: Int
  /// GStreamer's running time: only ever grows while the stream plays. All decisions are made in it.
  public var running: ClockTime
  /// Stream time less that of the first frame: what reports show.
  public var stream: ClockTime
  /// The presentation timestamp of the buffer; `nil` where it had none.
  public var pts: ClockTime?
  /// How long the frame stands; `nil` when the stream does not say.
  public var duration: ClockTime?

  public init(frame: Int, running: ClockTime, stream: ClockTime, pts: ClockTime? = nil, duration: ClockTime? = nil) {
    self.frame = frame
    self.running = running
    self.stream = stream
    self.pts = pts
    self.duration = duration
  }

  /// The stamp of frame `index` of a stream of constant rate that begins at 0.
  ///
  /// - Precondition: `rate` is positive.
  public init(frame index: Int, rate: Double) {
    precondition(rate > 0, "a frame rate is positive")
    let time = ClockTime.seconds(Double(index) / rate)
    self.init(frame: index, running: time, stream: time, pts: time, duration: .seconds(1 / rate))
  }

  /// The first instant after this frame: where an interval that includes it ends.
  ///
  /// - Parameter standing: how long the frame is taken to stand where it has no duration of its own.
  public func following(standing: ClockTime = .zero) -> Stamp {
    let length = duration ?? standing
    return Stamp(frame: frame &+ 1, running: running + length, stream: stream + length)
  }
}
