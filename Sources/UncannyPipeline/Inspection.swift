internal import GStreamer
internal import Histogram
internal import Synchronization
internal import Uncanny

/// The analysis of one stream as its streaming thread sees it: samples in, changes out.
///
/// Thread: any; `receive` is called by one streaming thread at a time.
final class Inspection: Sendable {
  /// What came of a frame that brought something.
  struct News: Sendable {
    var changes: [Outcome.Change]
    var latency: ClockTime?
  }

  /// What is known of the stream so far.
  struct Tally: Sendable {
    var info: VideoInfo?
    /// Frames that were looked at.
    var analyzed = 0
    /// Frames that could not be: their memory or their format does not hold.
    var unreadable = 0
    var corrupted = 0
    var lastStamp: Stamp?
    var isVariable = false
    var hasChangedCaps = false
    /// Arrival to results, in microseconds.
    var latencies = Histogram<UInt32>(highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .two)
    fileprivate var origin: Origin?
    fileprivate var step: ClockTime?
  }

  /// What the first frame's times were.
  fileprivate struct Origin: Sendable {
    var running: ClockTime
    var stream: ClockTime
  }

  let stage: Stage
  let arrivals = Arrivals()
  let results = Results()
  private let tally = Mutex(Tally())
  private let numbersItself: Bool
  private let tell: @Sendable (News) -> Void

  /// - Parameters:
  ///   - numbersItself: whether frames are numbered when they are analysed, there being no earlier place.
  ///   - tell: called on the streaming thread when there is news; must not wait.
  init(plan: Plan, numbersItself: Bool, tell: @escaping @Sendable (News) -> Void) {
    stage = Stage(plan: plan)
    self.numbersItself = numbersItself
    self.tell = tell
  }

  var now: Tally { tally.withLock { $0 } }

  func receive(_ sample: borrowing Sample) -> FlowResult {
    guard let info = sample.videoInfo else { return .ok }
    let arrival = numbersItself ? arrivals.note(pts: sample.pts) : arrivals.find(pts: sample.pts)
    let stamp = stamp(for: sample, frame: arrival?.frame, info)
    do {
      let outcome: Outcome? = try sample.withFrame { frame in
        try? frame.withPicture(range: info.range) { stage.inspect($0, at: stamp) }
      }
      guard let outcome else {
        tally.withLock { $0.unreadable += 1 }
        return .ok
      }
      if arrival != nil { results.store(outcome) }
      let latency = arrival.map { ClockTime(ContinuousClock.now - $0.at) }
      tally.withLock { tally in
        tally.analyzed += 1
        if let latency { tally.latencies.record(UInt64(max(0, min(latency.nanoseconds / 1000, 59_000_000)))) }
      }
      if !outcome.changes.isEmpty { tell(News(changes: outcome.changes, latency: latency)) }
    } catch {
      tally.withLock { $0.unreadable += 1 }
    }
    return .ok
  }

  /// When the sample is, counted from the first one. A buffer without times follows the one before.
  private func stamp(for sample: borrowing Sample, frame: Int?, _ info: VideoInfo) -> Stamp {
    let (running, stream) = (sample.runningTime, sample.streamTime)
    let (pts, duration) = (sample.pts, sample.duration)
    let isCorrupted = sample.flags.contains(.corrupted)
    return tally.withLock { tally in
      if let known = tally.info, known.width != info.width || known.height != info.height { tally.hasChangedCaps = true }
      tally.info = info
      if isCorrupted { tally.corrupted += 1 }
      let nominal = info.frameRate.numerator > 0 ? ClockTime.seconds(1 / info.frameRate.value) : nil
      let after = tally.lastStamp.map { $0.running + ($0.duration ?? nominal ?? .milliseconds(40)) }
      let time = running.map { ClockTime(nanoseconds: $0) } ?? after ?? .zero
      let place = stream.map { ClockTime(nanoseconds: $0) } ?? time
      let origin = tally.origin ?? Origin(running: time, stream: place)
      tally.origin = origin
      let stamp = Stamp(
        frame: frame ?? tally.lastStamp.map { $0.frame + 1 } ?? 0, running: time,
        stream: max(.zero, place - origin.stream), pts: pts.map { ClockTime(nanoseconds: $0) },
        duration: duration.map { ClockTime(nanoseconds: $0) } ?? nominal)
      if let last = tally.lastStamp, stamp.frame == last.frame + 1 {
        let step = stamp.running - last.running
        if let known = tally.step, abs((step - known).nanoseconds) > 2_000_000 { tally.isVariable = true }
        tally.step = tally.step ?? step
      }
      tally.lastStamp = stamp
      return stamp
    }
  }
}

extension ClockTime {
  /// A duration of the standard library, to the nanosecond.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = ClockTime(nanoseconds: seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
  }
}
