internal import Histogram
internal import Uncanny
internal import UncannyReport

/// What is known of a stream so far: sizes, times, counts.
struct Tally: Sendable {
  /// In samples; 0 before the first frame.
  var width = 0
  var height = 0
  /// By the caps; `nil` when they do not say.
  var frameRate: Double?
  /// Frames that have arrived.
  var received = 0
  /// Frames that were looked at.
  var analyzed = 0
  /// Frames that could not be: their memory or their format does not hold.
  var unreadable = 0
  /// Frames that there was no time for: the numbers that are missing between those that came here.
  private(set) var dropped = 0
  /// When the latest frame arrived; `nil` where that is not noted.
  var lastArrival: ContinuousClock.Instant?
  /// How much of the plan the next frame gets.
  var effort = Effort.full
  /// Frames that came marked as damaged.
  var corrupted = 0
  /// Whether no more than a part was asked for, and there was more.
  var isCutShort = false
  private(set) var lastStamp: Stamp?
  /// Running time of the first frame.
  private(set) var first: ClockTime?
  private(set) var isVariable = false
  /// Arrival to results, in microseconds.
  var latencies = Histogram<UInt32>(highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .two)
  /// The same, as it is told while it runs.
  var latencyCounts = LatencyCounts()
  private var step: ClockTime?

  /// Frames whose distances differ by more than this do not come at a constant rate; containers that count in
  /// milliseconds differ by one.
  private static let jitter: UInt64 = 2_000_000

  /// - Parameter follows: whether it comes from the same connection as the one before.
  mutating func note(_ stamp: Stamp, follows: Bool = true) {
    if follows, let last = lastStamp, stamp.frame == last.frame + 1 {
      let step = stamp.running - last.running
      if let known = self.step, (step - known).nanoseconds.magnitude > Self.jitter { isVariable = true }
      self.step = self.step ?? step
    }
    if let last = lastStamp { dropped += max(0, stamp.frame &- last.frame &- 1) }
    lastStamp = stamp
    first = first ?? stamp.running
  }

  mutating func note(latency: ClockTime) {
    latencyCounts.note(latency)
    latencies.record(UInt64(max(0, min(latency.nanoseconds / 1000, 59_000_000))))
  }

  /// Frames a second: nominal, or else measured; `nil` when nobody can say.
  var rate: Double? {
    if let frameRate { return frameRate }
    guard let last = lastStamp else { return nil }
    let (frames, seconds) = (max(last.frame + 1, analyzed), last.following().stream.seconds)
    return frames > 1 && seconds > 0 ? Double(frames) / seconds : nil
  }
}
