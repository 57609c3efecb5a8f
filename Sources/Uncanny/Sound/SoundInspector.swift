/// The whole flow of the sound of one stream: blocks, steps, measurements, findings, events.
///
/// Pure, as `Inspector` is, and apart from it: pictures and sound come on threads of their own, and neither waits for
/// the other. The `frame` of its stamps counts steps; whoever has the pictures says which frame that is.
public struct SoundInspector: ~Copyable, Sendable {
  private var roster: Roster<any SoundDetector>
  private var measurements = SoundMeasurements(format: .none)
  private var clock = SoundClock(rate: SoundFormat.none.rate)
  /// The first step that was looked at, and the last.
  private var span: (first: Stamp, last: Stamp)?
  private var steps = 0
  private var startsAnew = true

  public init(plan: Plan) {
    roster = Roster(Self.watches(plan), figureInterval: plan.figureInterval)
  }

  private static func watches(_ plan: Plan) -> [Watch<any SoundDetector>] {
    plan.choices.compactMap { choice in
      choice.soundDetector().map { Watch(choice, $0, lookingAt: SoundMeasurements.step) }
    }
  }

  /// Whether there is anything to look for.
  public var isIdle: Bool { roster.watches.isEmpty }

  /// Looks at the steps that a block completes; `stamp` is the time of its first sample.
  public mutating func inspect(_ block: borrowing SoundBlock, at stamp: Stamp) -> Outcome {
    var outcome = Outcome(stamp: stamp)
    if startsAnew || measurements.format != block.format {
      start(with: block.format, &outcome, isContinued: !startsAnew)
      _ = clock.meet(stamp)
    } else {
      switch clock.meet(stamp) {
      case .follows: break
      case .jumps: measurements.dropStep()
      case .returns:
        start(with: block.format, &outcome)
        _ = clock.meet(stamp)
      }
    }
    var offset = 0
    while offset < block.count {
      if measurements.isEmpty {
        let now = clock.now
        measurements.stamp = Stamp(
          frame: steps, running: now.running, stream: now.stream, duration: SoundMeasurements.step)
      }
      let before = offset
      let isComplete = measurements.take(block, from: &offset)
      clock.pass(offset - before)
      if isComplete { look(&outcome) }
    }
    return outcome
  }

  /// Ends what is open and says what the run came to; the inspector begins anew.
  public mutating func finish() -> Summary {
    var outcome = Outcome(stamp: span?.last ?? Stamp(frame: 0, running: .zero, stream: .zero))
    if let span {
      for index in roster.watches.indices {
        guard let finding = roster.watches[index].conclude(measurements, since: span.first) else { continue }
        roster.take(finding, of: index, at: span.last, shot: nil, &outcome)
      }
      roster.close(at: span.last.following(), shot: nil, &outcome)
    }
    roster.endTime(&outcome)
    let summary = Summary(checks: roster.checks(), frames: steps, closing: outcome.changes)
    roster.renew()
    startsAnew = true
    span = nil
    steps = 0
    return summary
  }

  /// Goes on by another plan; see `Inspector.adopt(_:)`.
  public mutating func adopt(_ plan: Plan) -> Outcome {
    let end = span?.last.following() ?? Stamp(frame: 0, running: .zero, stream: .zero)
    var outcome = Outcome(stamp: end)
    roster.adopt(Self.watches(plan), at: end, shot: nil, &outcome)
    return outcome
  }

  /// Forgets the sound before, as after a seek: what is open ends with the next block.
  public mutating func flush() { startsAnew = true }

  private mutating func start(with format: SoundFormat, _ outcome: inout Outcome, isContinued: Bool = false) {
    startsAnew = false
    if let span { roster.close(at: span.last.following(), shot: nil, &outcome) }
    if !isContinued { span = nil }
    roster.restart()
    // the programme goes on in another format, but not elsewhere
    let program = isContinued ? measurements.program : Program()
    measurements = SoundMeasurements(format: format, program: program)
    clock = SoundClock(rate: format.rate)
  }

  private mutating func look(_ outcome: inout Outcome) {
    let stamp = measurements.stamp
    steps &+= 1
    span = (span?.first ?? stamp, stamp)
    roster.passTime(to: stamp, &outcome)
    for index in roster.watches.indices {
      let finding = roster.watches[index].inspect(measurements)
      roster.take(finding, of: index, at: stamp, shot: nil, &outcome)
    }
  }
}
