public import Uncanny

/// Single frames that are repeated, or that are missing, while something moves.
public struct Cadence: Exemplified {
  /// A step of so many ordinary ones is one over a gap.
  public var jump: Float = 1.8
  /// How much of what moves must agree on it.
  public var agreement: Float = 0.6
  /// A step of so many ordinary ones behind a repeat says that the repeat stands in the place of a frame.
  public var loss: Float = 1.45
  /// The longest repeat that is one of cadence; what stands longer is frozen.
  public var longest: Float = 0.2

  private var steps = MotionSteps()
  private var pattern = FramePattern()
  /// The step that is looked at next.
  private var cursor = 0
  /// The repeats that have just been passed: the first, and whether what moves stood still in them.
  private var run: (first: Int, isSeen: Bool)?
  /// How much the lengths of steps vary, as a mean deviation from 1.
  private var unsteadiness: Float = 0.1
  /// Whether this shot has uneven repeats or gaps.
  private var hadUneven = false
  /// Since when the picture has moved without a repeat.
  private var flowing: ClockTime?
  /// Whether the repeats of this shot began after it had moved well; unknown before there are any.
  private var beganLate: Bool?
  private var shot = 0
  private var shotStart: ClockTime?
  private var lastLoss: (time: ClockTime, fault: Int)?
  /// The regular distance that repeats or gaps of this shot have.
  private var usual: Int?
  private var canTell = false

  /// A gap is this many times the unsteadiness.
  private static let outstanding: Float = 4
  /// A step of so many may be part of a pattern of gaps.
  private static let perhaps: Float = 1.5
  /// A shot whose first repeat comes within this time has them by nature.
  private static let early = ClockTime.seconds(1)
  /// So long after a loss a new pattern is part of it.
  private static let lingering = ClockTime.seconds(0.55)
  /// A repeat that comes after so long without any is no pattern.
  private static let quiet = ClockTime.seconds(0.6)

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let now = measurements.stamp
    if shotStart == nil || measurements.shot.index != shot {
      shot = measurements.shot.index
      shotStart = now.running - measurements.shot.age
      usual = nil
      hadUneven = false
      beganLate = nil
    }
    guard measurements.hasPrevious, measurements.motion.count > 0 else { return nil }
    if steps.count > 0, now.running < steps.stamp(steps.count - 1).running { restart() }
    steps.append(measurements)
    cursor = max(cursor, steps.oldest)
    while cursor < steps.known, steps.isSurrounded(cursor) || steps.count - cursor > 18 {
      pass(cursor)
      cursor += 1
    }
    let finding = judge(at: now)
    pattern.forget(before: now.running - .seconds(2.2))
    return finding ?? (canTell ? Finding(score: 0, evidence: evidence(ratio: 1)) : nil)
  }

  /// Time runs backwards: begins anew.
  private mutating func restart() {
    steps = MotionSteps()
    pattern = FramePattern()
    cursor = 0
    run = nil
    lastLoss = nil
  }

  /// Looks at a step of which the neighbours are known.
  private mutating func pass(_ step: Int) {
    let length = steps.length(step)
    if length != nil { canTell = true }
    if steps.isRepeat(step) {
      let isStill = length.map { abs($0.ratio) < 0.25 && $0.agreement >= agreement } ?? false
      run = (run?.first ?? step, (run?.isSeen ?? false) || isStill)
      return
    }
    defer { run = nil }
    if !steps.isMoving(step) { flowing = nil } else if flowing == nil { flowing = steps.stamp(step).running }
    if let run {
      let stood = steps.stamp(step).running - steps.stamp(run.first).running
      guard stood.seconds <= Double(longest) + 0.001 else { return }
      let isLoss = length.map { $0.ratio >= loss && $0.agreement >= 0.75 * agreement } ?? false
      let since = flowing
      flowing = nil
      guard run.isSeen || steps.isMoving(before: run.first) else { return }
      noteBeginning(steps.stamp(run.first).running, flowing: since)
      let isSeen = run.isSeen || steps.isPlain(from: run.first, to: step)
      add(isLoss ? .replaced : .repeated, from: run.first, to: step, length?.ratio ?? 1, isSeen: isSeen)
      return
    }
    guard let length else { return }
    if length.ratio >= max(jump, 1 + Self.outstanding * unsteadiness), length.agreement >= agreement, length.isSure {
      add(.missing, from: step, to: step + 1, length.ratio, isSeen: true)
    } else if length.ratio >= Self.perhaps {
      add(.missing, from: step, to: step + 1, length.ratio, isSeen: false)
    } else {
      unsteadiness += 0.1 * (min(1, abs(length.ratio - 1)) - unsteadiness)
    }
  }

  /// A conversion has its pattern from the first frame on; a fault comes into motion that was even.
  private mutating func noteBeginning(_ time: ClockTime, flowing since: ClockTime?) {
    guard beganLate == nil, let shotStart, time >= shotStart else { return }
    beganLate = since.map { time - max($0, shotStart) >= Self.quiet } ?? false
  }

  private mutating func add(
    _ kind: FramePattern.Incident.Kind, from first: Int, to end: Int, _ ratio: Float, isSeen: Bool
  ) {
    pattern.add(
      .init(
        kind: kind, start: steps.stamp(first), end: steps.stamp(end), ratio: ratio, step: first, isSeen: isSeen))
  }

  /// The first incident that can be judged and is a fault.
  private mutating func judge(at now: Stamp) -> Finding? {
    while let index = pattern.next {
      let incident = pattern[index]
      let isOver = now.running - incident.start.running >= FramePattern.patience || isBeforeShot(incident, now)
      guard isOver || isSudden(incident, index) else { return nil }
      pattern.judged(index)
      if incident.isSeen, let fault = fault(of: incident, index, isOver: isOver) { return finding(incident, fault) }
    }
    return nil
  }

  /// Whether its shot has been over for so long that all of it has been looked at.
  private func isBeforeShot(_ incident: FramePattern.Incident, _ now: Stamp) -> Bool {
    guard let shotStart else { return false }
    return incident.start.running < shotStart && now.running - shotStart >= FramePattern.slowest
  }

  /// Whether it is plain at once that a frame was lost: there has been no repeat, or such a loss just before.
  private func isSudden(_ incident: FramePattern.Incident, _ index: Int) -> Bool {
    guard incident.isReplaced, incident.isSeen, !hadUneven, let shotStart else { return false }
    if let lastLoss, lastLoss.fault == 0, incident.start.running - lastLoss.time <= Self.early { return true }
    return incident.start.running - shotStart >= Self.quiet && pattern.isFirst(index, within: Self.early)
  }

  private mutating func fault(of incident: FramePattern.Incident, _ index: Int, isOver: Bool) -> Int? {
    let own = incident.isMissing ? 1 : 0
    guard isOver else {
      lastLoss = (incident.start.running, own)
      return own
    }
    if !incident.isMissing, beganLate != true, steps.pattern.isRegular { return nil }
    switch pattern.spread(around: index, usual: usual) {
    case .single where hadUneven || incident.isMissing && incident.ratio < 2.5 && pattern.isAmongRepeats(index):
      return 2
    case .single, .losing:
      if !incident.isMissing { lastLoss = (incident.start.running, own) }
      return own
    case .even(let distance, let isLong):
      // a pattern that comes out of a loss and is not the one before is none
      if let lastLoss, !incident.isMissing, incident.start.running - lastLoss.time <= Self.lingering, distance != usual
      {
        return lastLoss.fault
      }
      if beganLate == true, !incident.isMissing { return own }
      if usual == nil, isLong { usual = distance }
      return nil
    case .uneven where steps.isHidden(near: incident.start.running): return nil
    case .uneven:
      let isNatural = shotStart.flatMap { start in
        pattern.first(since: start).map { $0 - start <= Self.early }
      }
      let fault = incident.kind == .repeated || hadUneven || isNatural ?? true ? 2 : own
      if fault == 2 { hadUneven = true }
      if incident.isReplaced { lastLoss = (incident.start.running, fault) }
      return fault
    }
  }

  private func finding(_ incident: FramePattern.Incident, _ fault: Int) -> Finding {
    let lost = incident.isMissing ? incident.ratio - 1 : incident.isReplaced ? 1 : 0
    return Finding(
      fault: fault, score: min(1, 0.6 + 0.1 * max(0, lost)), confidence: fault == 2 ? 0.7 : 0.85,
      onset: incident.start, end: incident.end, evidence: evidence(ratio: incident.ratio))
  }

  private func evidence(ratio: Float) -> SIMD4<Float> {
    let pattern = steps.pattern
    return SIMD4(Float(pattern.repeats), Float(pattern.frames), ratio, unsteadiness)
  }
}

extension Cadence {
  public static let needs: Features = .motion

  public static let parameters = [
    Parameter<Cadence>("jump", \.jump, in: 1.3...10, unit: "ordinary steps", "how long a step over a gap is"),
    Parameter<Cadence>("agreement", \.agreement, in: 0.1...1, unit: "share of what moves", "how much must agree on it"),
    Parameter<Cadence>(
      "loss", \.loss, in: 1.1...10, unit: "ordinary steps",
      "how long the step behind a repeat is that stands for a frame"),
    Parameter<Cadence>("longest", \.longest, in: 0...2, unit: "s", "the longest repeat that is not frozen"),
  ]

  public static let card = Card(
    id: "cadence", family: .signal, title: "repeated and missing frames",
    faults: [
      Card.Fault("duplicate", title: "a frame that is repeated"),
      Card.Fault("dropped", title: "frames that are missing"),
      Card.Fault("uneven", title: "repeats or gaps at uneven distances", severity: Escalation(.info)),
    ],
    severity: Escalation(.info, [.init(after: .seconds(1), severity: .warning)]), delay: .milliseconds(1500),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .milliseconds(600)),
    evidence: [
      "repeats in the pattern (frames)", "frames in the pattern (frames)", "step (ordinary steps)",
      "unsteadiness (ordinary steps)",
    ],
    sees:
      "Motion that stands still for a frame, or jumps over some. A regular cadence, such as film on twos, 24 frames in "
      + "30 or in 60, or 25 in 50, is no fault: the evidence tells it, as repeats in so many frames. A regular repeat after "
      + "which the motion jumps is one, for each time a frame is lost. Uneven repeats throughout a shot, as of a camera of "
      + "variable rate, are `cadence.uneven`, which is information.",
    why:
      "A dropped frame is a lost field, a late disk, an encoder that did not keep up, or an edit that slipped; it is "
      + "seen as a stutter, and no meter of the bit rate shows it.",
    method:
      "The displacements of blocks of 8x8 cells, of which there are about two hundred across the picture, are compared with those "
      + "of the two steps before and the two after that moved; a block counts where these four agree. The length "
      + "of a step is the median over the blocks, in ordinary steps. A repeat changes by less than 15 % of what its "
      + "neighbours do (coded repeats in filmed clips: below 0.12; frames between others: above 0.25) and what moves stands still in it; the step behind "
      + "it is one long where the repeat was put in, and two where it replaced a frame (measured: 0.8 to 1.2, and 1.6 "
      + "to 2.1). A gap is a step of 1.8 or more, and of four times the mean deviation of steps (one to three lost "
      + "frames in filmed clips: 1.8 to 4.4; ordinary steps: below 1.6 but for gestures, which agree less). "
      + "On copies of ten filmed clips, some of which the rules were found "
      + "on, nine of ten frames that were replaced and six of ten gaps were found. Whether there is a pattern is known a second later: any three incidents at the same distance, give or take a frame, are one.",
    limits:
      "Says nothing of what does not move, or not steadily: a gesture, a camera that shakes. Regular gaps, such as "
      + "those of 25 frames taken from 30, are a conversion to it. What is repeated for longer than 0.2 s is for `freeze`. A "
      + "fault in the last second of a stream may not be told.",
    undecided: "too little moves, or not steadily enough",
    references: ["EBU QC, Repeated and Missing Frames", "Koga et al., Motion compensated interframe coding, NTC 1981"])
}
