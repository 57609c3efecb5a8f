/// The whole flow of one stream: frame, measurements, findings, events.
///
/// Pure: no clock, no thread, no output. What happens is returned. Memory is constant in the length of the stream; while
/// nothing is wrong a frame allocates nothing.
public struct Inspector: ~Copyable, Sendable {
  private var roster: Roster<PictureDetector>
  private var needs: Features
  private var measurements: Measurements
  private var shots: ShotFinder
  private var shot: Shot?
  /// The shots, for the detectors that compare them.
  private var film = Film()
  /// The small pictures that are kept, where the plan asks for some.
  private var trace: Trace?
  private let extent: Trace.Extent?
  private var comparesShots: Bool
  /// Where the shot began, as far as is suspected.
  private var boundary: Stamp?
  /// When what it was entered by is over.
  private var settled: ClockTime?
  private var last: Stamp?
  private var interval = ClockTime.zero
  private var frames = 0
  private var startsAnew = true
  private var effort = Effort.full
  private var stopwatch: Stopwatch
  private var costs = Costs()

  /// - Parameter clock: nanoseconds by a clock that only goes forward; with one, `costs` are kept. Nothing that is found
  ///   depends on it.
  public init(plan: Plan, clock: (@Sendable () -> Int64)? = nil) {
    stopwatch = Stopwatch(clock)
    roster = Roster(Self.watches(plan), figureInterval: plan.figureInterval)
    comparesShots = roster.looksAtShots
    needs = plan.needs
    extent = plan.trace
    trace = extent.map { Trace($0) }
    measurements = Measurements(geometry: Geometry(width: 1, height: 1), features: needs)
    shots = ShotFinder(like: measurements.coarse)
  }

  private static func watches(_ plan: Plan) -> [Watch<PictureDetector>] {
    plan.choices.compactMap { choice in choice.pictureDetector().map { Watch(choice, $0) } }
  }

  /// Looks at one frame; `stamp` must come after that of the frame before.
  ///
  /// - Parameters:
  ///   - observations: what became known since the frame before of this one or earlier ones, in their order.
  ///   - effort: how much there is time for. A detector that is left out cannot tell; what it had open ends.
  public mutating func inspect(
    _ frame: borrowing Frame, at stamp: Stamp, observing observations: [Observations] = [], effort: Effort = .full
  ) -> Outcome {
    var outcome = Outcome(stamp: stamp)
    stopwatch.start()
    if startsAnew || measurements.geometry != frame.geometry { start(with: frame.geometry, at: stamp, &outcome) }
    if effort != self.effort { change(to: effort, at: stamp, &outcome) }
    frames &+= 1
    if let last { interval = max(.zero, stamp.running - last.running) }
    last = stamp
    measurements.take(frame, at: stamp, observing: observations, omitting: effort.omitted)
    costs.measuring = costs.measuring + stopwatch.lap()
    trace?.take(measurements, isColored: needs.contains(.color))
    findShot(at: stamp, &outcome)
    roster.passTime(to: stamp, &outcome)
    if comparesShots, !effort.leavesOut(ShotSummary.needs) { compareShots(at: stamp, &outcome) }
    costs.shots = costs.shots + stopwatch.lap()
    findFaults(at: stamp, &outcome)
    return outcome
  }

  /// Ends what is open and says what the run came to; the inspector begins anew.
  ///
  /// - Parameter observations: what has become known since the last frame.
  public mutating func finish(observing observations: [Observations] = []) -> Summary {
    for late in observations { film.take(late) }
    var outcome = Outcome(stamp: last ?? Stamp(frame: 0, running: .zero, stream: .zero))
    if case .boundary(let transition, let at, _) = shots.finish() { begin(transition, at: at, &outcome) }
    let end = last?.following(standing: interval)
    if let end {
      if var ended = shot {
        self.end(&ended, at: end, &outcome)
        shot = ended
      }
      roster.close(at: end, shot: shot, &outcome)
    }
    if let shot { outcome.changes.append(.shot(shot)) }
    var cast: [CastMember] = []
    if comparesShots, let end { cast = roster.conclude(film.earlier, at: end, &outcome) }
    roster.endTime(&outcome)
    let summary = Summary(
      checks: roster.checks { $0.doubt }, frames: frames, closing: outcome.changes, cast: cast,
      trace: trace?.pictures ?? [], shots: comparesShots ? film.earlier : [])
    trace = extent.map { Trace($0) }
    roster.renew()
    film.forget()
    startsAnew = true
    shot = nil
    last = nil
    interval = .zero
    frames = 0
    return summary
  }

  /// Forgets the frames before, as after a seek: what is open ends with the next frame.
  public mutating func flush() { startsAnew = true }

  /// Goes on by another plan. Detectors that are set as they were go on as well, and so do the shots; what the others have open
  /// ends after the last frame, which is what the outcome tells. Figures and small pictures are kept as before.
  public mutating func adopt(_ plan: Plan) -> Outcome {
    var outcome = Outcome(stamp: last ?? Stamp(frame: 0, running: .zero, stream: .zero))
    roster.adopt(Self.watches(plan), at: last?.following(standing: interval) ?? outcome.stamp, shot: shot, &outcome)
    roster.leaveOut(effort, at: outcome.stamp, shot: shot, &outcome)
    needs = plan.needs
    measurements.turn(to: needs)
    // of the shot that lasts, only what comes is seen
    if roster.looksAtShots, !comparesShots { film.restart() }
    comparesShots = roster.looksAtShots
    return outcome
  }

  /// What the parts of the work have taken since the inspector was made.
  public var spent: Costs {
    var costs = costs
    for watch in roster.watches { costs.detectors[watch.choice.entry.card.id] = watch.spent }
    return costs
  }

  /// What is left out from now on ends; what was left out begins anew.
  private mutating func change(to effort: Effort, at stamp: Stamp, _ outcome: inout Outcome) {
    let resumed = self.effort.omitted.subtracting(effort.omitted)
    self.effort = effort
    if !resumed.isEmpty { measurements.forgetFollowed() }
    roster.leaveOut(effort, at: stamp, shot: shot, &outcome)
  }

  private mutating func start(with geometry: Geometry, at stamp: Stamp, _ outcome: inout Outcome) {
    if startsAnew { film.forget() } else { film.restart() }
    startsAnew = false
    // after a seek running time may begin again: what is open ends with the frames that it is about
    if let last {
      let end = stamp.running >= last.running ? stamp : last.following(standing: interval)
      roster.close(at: end, shot: shot, &outcome)
    }
    roster.restart()
    measurements = Measurements(geometry: geometry, features: needs)
    shots = ShotFinder(like: measurements.coarse)
    boundary = stamp
    settled = nil
  }

  private mutating func findShot(at stamp: Stamp, _ outcome: inout Outcome) {
    if shot == nil { begin(.start, at: stamp, &outcome) }
    switch shots.update(measurements) {
    case .none: break
    case .suspected:
      boundary = stamp
      film.part()
      restartForShot()
    case .boundary(let transition, let at, let settled):
      begin(transition, at: at, &outcome)
      self.settled = nil
      guard transition != .cut else { break }
      // it was not suspected: what has been compared across it is forgotten now
      boundary = at
      self.settled = settled
      restartForShot()
    }
    let began = boundary ?? stamp
    measurements.shot = ShotPosition(
      index: shot?.index ?? 0, frames: max(0, stamp.frame &- began.frame),
      age: max(.zero, stamp.running - began.running), isSettling: settled.map { stamp.running <= $0 } ?? false)
  }

  private mutating func restartForShot() {
    measurements.forgetMotion()
    for index in roster.watches.indices where roster.watches[index].choice.entry.card.scope == .shot {
      roster.watches[index].restart()
    }
  }

  private mutating func begin(_ transition: Shot.Transition, at stamp: Stamp, _ outcome: inout Outcome) {
    if var ended = shot {
      end(&ended, at: stamp, &outcome)
      outcome.changes.append(.shot(ended))
    }
    shot = Shot(index: shot.map { $0.index + 1 } ?? 0, start: stamp, transition: transition)
  }

  /// Ends a shot: now it is known as a whole, and held against those before.
  private mutating func end(_ ended: inout Shot, at stamp: Stamp, _ outcome: inout Outcome) {
    ended.end = stamp
    guard comparesShots else { return }
    var summary = film.end(ended, at: stamp)
    ended.look = summary.look?.figures
    ended.traces = summary.traces
    ended.synthetic = roster.likelihood(of: summary)
    summary.isFaulty = roster.compare(summary, with: film.earlier, at: outcome.stamp, &outcome)
    film.keep(summary)
  }

  /// Takes the frame into its shot, and holds the shot so far against those before once a second.
  private mutating func compareShots(at stamp: Stamp, _ outcome: inout Outcome) {
    film.take(measurements)
    guard let shot, !shots.suspects, film.isDue(at: stamp) else { return }
    _ = roster.compare(film.summary(of: shot, at: stamp), with: film.earlier, at: stamp, &outcome)
  }

  private mutating func findFaults(at stamp: Stamp, _ outcome: inout Outcome) {
    for index in roster.watches.indices {
      defer { roster.watches[index].spent = roster.watches[index].spent + stopwatch.lap() }
      guard !roster.watches[index].passes() else { continue }
      let finding = roster.watches[index].inspect(measurements)
      roster.take(finding, of: index, at: stamp, shot: shot, &outcome)
      roster.watches[index].mark(finding, at: stamp, into: &outcome.marks)
    }
  }
}
