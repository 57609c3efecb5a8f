internal import GStreamer
internal import Synchronization
internal import Uncanny

/// The analysis of one stream at an appsink: samples in, changes out.
///
/// Thread: any; `receive` is called by one streaming thread at a time.
final class Inspection: Analysis {
  /// What the first frame's times were, and what is known since.
  fileprivate struct State: Sendable {
    var tally = Tally()
    var origin: ClockTime?
    var clock = RunningTime()
    /// What keeps results in time; `nil` where every frame is looked at, however long that takes.
    var governor: Governor?
    /// When the latest frame was due, had the frames come evenly.
    var due: ContinuousClock.Instant?
    /// Frames that had been dropped when the governor last looked.
    var dropped = 0
  }

  let arrivals = Arrivals()
  let results = Results()
  private let stage: Stage
  private let perceiver: @Sendable (Plan) -> (any Perceiver)?
  private let state = Mutex(State())
  /// Held until what was decided is told: a plan that comes meanwhile ends nothing before it is known to have begun.
  private let order = Mutex(())
  private let numbersItself: Bool
  private let limit: ClockTime?
  private let tell: @Sendable (News) -> Void
  private let began: ContinuousClock.Instant

  /// A frame stands for so long when nothing says how long.
  private static let standing = ClockTime.milliseconds(40)

  /// - Parameters:
  ///   - perceiver: makes what sees with learned models for a plan; `nil` where that needs none.
  ///   - numbersItself: whether frames are numbered when they are analysed, there being no earlier place; then none is
  ///     dropped, and each gets the whole plan.
  ///   - limit: after how much running time no more frames are taken; `nil` for never.
  ///   - tell: called on the streaming thread when there is news; must not wait.
  init(
    plan: Plan, perceiver: @escaping @Sendable (Plan) -> (any Perceiver)?, numbersItself: Bool, limit: ClockTime? = nil,
    tell: @escaping @Sendable (News) -> Void
  ) {
    let start = ContinuousClock.now
    stage = Stage(plan: plan, perceiver: perceiver(plan)) { ClockTime(ContinuousClock.now - start).nanoseconds }
    self.perceiver = perceiver
    began = start
    if !numbersItself { state.withLock { $0.governor = Governor(plan.efforts) } }
    self.numbersItself = numbersItself
    self.limit = limit
    self.tell = tell
  }

  var tally: Tally {
    var tally = state.withLock { $0.tally }
    tally.received = arrivals.count
    tally.lastArrival = arrivals.lastAt
    return tally
  }

  var skipped: [String: String] { stage.skipped }

  var spent: Costs { stage.spent }

  func finish() -> Summary? { stage.finish() }

  /// Another connection begins: nothing is compared with what was before, and time goes on by the clock.
  func resume() {
    stage.flush()
    arrivals.forget()
    state.withLock { $0.clock.resume() }
  }

  /// Goes on by another plan from the next frame on.
  func adopt(_ plan: Plan) {
    order.withLock { _ in
      let outcome = stage.adopt(plan) { perceiver(plan) }
      let effort: Effort? = state.withLock { state in
        state.governor?.adopt(plan.efforts)
        guard let effort = state.governor?.effort, effort != state.tally.effort else { return nil }
        state.tally.effort = effort
        return effort
      }
      tell(News(analysis: 0, changes: outcome.changes, effort: effort, stamp: outcome.stamp))
    }
  }

  func receive(_ sample: borrowing Sample) -> FlowResult { order.withLock { _ in look(at: sample) } }

  private func look(at sample: borrowing Sample) -> FlowResult {
    guard let info = sample.videoInfo else { return .ok }
    if let limit, let time = sample.runningTime, ClockTime(nanoseconds: time) >= limit {
      state.withLock { $0.tally.isCutShort = true }
      return .eos
    }
    let arrival = numbersItself ? arrivals.note(pts: sample.pts) : arrivals.find(pts: sample.pts)
    let stamp = stamp(for: sample, frame: arrival?.frame, info)
    let effort = state.withLock { $0.tally.effort }
    let outcome = try? sample.withFrame { frame in
      try? frame.withPicture(as: info) { stage.inspect($0, at: stamp, effort: effort) }
    }
    guard let outcome = outcome ?? nil else {
      state.withLock { $0.tally.unreadable += 1 }
      return .ok
    }
    if arrival != nil { results.store(outcome) }
    let latency = arrival.map { ClockTime(ContinuousClock.now - $0.at) }
    let change = state.withLock { state in
      state.tally.analyzed += 1
      guard let arrival, let latency else { return Effort?.none }
      state.tally.note(latency: latency)
      return state.govern(arrival.at, since: began)
    }
    if !outcome.changes.isEmpty || change != nil {
      tell(News(analysis: 0, changes: outcome.changes, latency: latency, effort: change, stamp: stamp))
    }
    return .ok
  }

  /// When the sample is, counted from the first one. A buffer without times follows the one before.
  private func stamp(for sample: borrowing Sample, frame: Int?, _ info: VideoInfo) -> Stamp {
    let (running, stream) = (sample.runningTime, sample.streamTime)
    let (pts, duration) = (sample.pts, sample.duration)
    let isCorrupted = sample.flags.contains(.corrupted)
    let rate = info.frameRate.numerator > 0 ? info.frameRate.value : nil
    return state.withLock { state in
      if isCorrupted { state.tally.corrupted += 1 }
      state.tally.width = info.width
      state.tally.height = info.height
      state.tally.frameRate = rate
      let last = state.tally.lastStamp
      let nominal = rate.map { ClockTime.seconds(1 / $0) }
      let own = running.map { ClockTime(nanoseconds: $0) }
      let isResumed = state.clock.isResuming
      let time =
        state.clock.time(of: own, after: last?.running)
        ?? last.map { $0.running + ($0.duration ?? nominal ?? Self.standing) } ?? .zero
      let place = stream.map { ClockTime(nanoseconds: $0) } ?? time
      // stream time goes on as running time does
      if isResumed, let last { state.origin = place - (last.stream + (time - last.running)) }
      let origin = state.origin ?? place
      state.origin = origin
      let stamp = Stamp(
        frame: frame ?? last.map { $0.frame + 1 } ?? 0, running: time, stream: max(.zero, place - origin),
        pts: pts.map { ClockTime(nanoseconds: $0) }, duration: duration.map { ClockTime(nanoseconds: $0) } ?? nominal)
      state.tally.note(stamp, follows: !isResumed)
      return stamp
    }
  }
}

extension Inspection.State {
  /// A sender may be so much ahead.
  private static let patience = Duration.milliseconds(500)

  /// Lets the governor look at a frame; the effort, where that changes.
  ///
  /// Frames that come in a bunch wait for each other, which no lighter plan would change: what counts is when each was due.
  fileprivate mutating func govern(
    _ arrival: ContinuousClock.Instant, since began: ContinuousClock.Instant
  ) -> Effort? {
    guard let rate = tally.rate, rate > 0 else { return nil }
    defer { dropped = tally.dropped }
    let now = ContinuousClock.now
    let frameTime = ClockTime.seconds(1 / rate)
    let due = min(max(arrival, due.map { $0 + frameTime.duration } ?? arrival), arrival + Self.patience)
    self.due = due
    guard
      governor?.take(
        latency: max(.zero, ClockTime(now - due)), frameTime: frameTime, missed: tally.dropped - dropped,
        at: ClockTime(now - began)) == true,
      let effort = governor?.effort
    else { return nil }
    tally.effort = effort
    return effort
  }
}
