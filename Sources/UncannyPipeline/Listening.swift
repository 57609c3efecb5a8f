internal import GStreamer
internal import Synchronization
internal import Uncanny

/// The analysis of the sound of one stream at an appsink: samples in, changes out.
///
/// Its events are in running time, and their frames count steps: which pictures those are is known to who has both.
///
/// Thread: any; `receive` is called by one streaming thread at a time.
final class Listening: Sendable {
  /// What is known so far.
  struct Tally: Sendable {
    /// Blocks that were looked at.
    var blocks = 0
    /// Blocks that could not be.
    var unreadable = 0
    /// Tracks of sound in the input, of which the first is looked at.
    var tracks = 0
    var hasFailed = false
    /// Running time of the first sample, and of the end of the last.
    var first: ClockTime?
    var end = ClockTime.zero
    var clock = RunningTime()
  }

  private let stage: SoundStage
  private let limit: ClockTime?
  private let state = Mutex(Tally())
  /// See `Inspection`.
  private let order = Mutex(())
  private let tell: @Sendable (News) -> Void

  /// - Parameters:
  ///   - limit: after how much running time no more sound is taken; `nil` for never.
  ///   - tell: called on the streaming thread when there is news; must not wait.
  init(plan: Plan, limit: ClockTime? = nil, tell: @escaping @Sendable (News) -> Void) {
    stage = SoundStage(plan: plan)
    self.limit = limit
    self.tell = tell
  }

  var tally: Tally { state.withLock { $0 } }

  func finish() -> Summary { stage.finish() }

  /// Another connection begins; see `Inspection.resume()`.
  func resume() {
    stage.flush()
    state.withLock { $0.clock.resume() }
  }

  /// Goes on by another plan from the next block on.
  func adopt(_ plan: Plan) {
    order.withLock { _ in
      let changes = stage.adopt(plan).changes
      if !changes.isEmpty { tell(News(analysis: 0, changes: changes, isSound: true)) }
    }
  }

  func countTrack() { state.withLock { $0.tracks += 1 } }

  /// Notes that the sound that there is could not be brought here.
  func fail() { state.withLock { $0.hasFailed = true } }

  func receive(_ sample: borrowing Sample) -> FlowResult { order.withLock { _ in listen(to: sample) } }

  private func listen(to sample: borrowing Sample) -> FlowResult {
    guard let info = sample.caps.audioInfo, info.format == "F32LE", info.isInterleaved,
      let format = try? SoundFormat(rate: info.rate, channels: info.channels, mask: info.channelMask)
    else {
      state.withLock { $0.unreadable += 1 }
      return .ok
    }
    // what lies outside of the segment is not meant to be heard
    if sample.pts != nil, sample.runningTime == nil { return .ok }
    let own = sample.runningTime.map { ClockTime(nanoseconds: $0) }
    let time = state.withLock { $0.clock.time(of: own, after: $0.end) ?? $0.end }
    if let limit, time >= limit { return .eos }
    let stamp = Stamp(frame: 0, running: time, stream: time, pts: sample.pts.map { ClockTime(nanoseconds: $0) })
    let heard: (outcome: Outcome, count: Int)? = try? sample.withBytes { bytes in
      guard let block = try? SoundBlock(bytes: bytes, format: format) else { return nil }
      return (stage.inspect(block, at: stamp), block.count)
    }
    guard let heard else {
      state.withLock { $0.unreadable += 1 }
      return .ok
    }
    state.withLock { state in
      state.blocks += 1
      state.first = state.first ?? time
      state.end = time + .seconds(Double(heard.count) / Double(info.rate))
    }
    if !heard.outcome.changes.isEmpty { tell(News(analysis: 0, changes: heard.outcome.changes, isSound: true)) }
    return .ok
  }
}
