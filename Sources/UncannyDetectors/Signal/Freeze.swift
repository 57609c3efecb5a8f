public import Uncanny
internal import UncannyScenes

/// A picture that stands still although the stream runs.
public struct Freeze: Exemplified {
  /// What a cell may change and still stand, in code values.
  public var tolerance: Float = 2.5
  /// How many standard deviations of the grain, as it is left in a cell, it may change.
  public var grain: Float = 4
  /// How many of the cells may change by more.
  public var area: Float = 0.002
  /// How many times the tolerance cells must have changed just before, for a stop to be a freeze.
  public var motion: Float = 4

  /// The picture that the run is held against, and since when.
  private var anchor: Level?
  private var anchored = ClockTime.zero
  private var since: Stamp?
  /// Whether the run began out of motion.
  private var hasStopped = false
  private var lastMotion: ClockTime?
  /// Whether the frame before was of one color.
  private var wasFlat = false

  /// How long a run must have stood before a jump is taken for the pulse of a key frame.
  private static let settled = ClockTime.seconds(0.25)
  /// How many times the tolerance such a pulse may reach.
  private static let pulse: Float = 4
  /// Motion counts as just before for so long.
  private static let justBefore = ClockTime.seconds(0.2)
  /// A picture whose tones lie closer together than this, in code values, shows nothing that could move.
  private static let flat = 8

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let now = measurements.stamp
    guard measurements.hasPrevious, let change = measurements.change else {
      restart(at: measurements)
      return nil
    }
    // the standard deviation of white grain with this mean absolute difference, averaged over a cell
    let residual = 1.2533 * change / Float(measurements.cells.factor)
    let limit = min(max(tolerance, grain * residual), 4 * tolerance)
    let moving = measurements.cells.share(differingFrom: measurements.previousCells, byMoreThan: motion * limit)
    if measurements.shot.frames == 0 {
      // what moved before a cut did not stop there
      lastMotion = nil
    } else if moving > area {
      lastMotion = now.running
    }
    if measurements.shot.isSettling {
      // what a dissolve or a wipe changed did not move
      lastMotion = nil
      hasStopped = false
    }
    if wasFlat {
      // to come out of black, or of one color, is no motion that could stop
      lastMotion = nil
      wasFlat = false
    }
    guard measurements.tone.quantile(0.97) - measurements.tone.quantile(0.03) >= Self.flat else {
      wasFlat = true
      restart(at: measurements)
      return .clean
    }
    guard let anchor, anchor.count == measurements.cells.count, let since else {
      restart(at: measurements)
      return .clean
    }
    let share = measurements.cells.share(differingFrom: anchor, byMoreThan: limit)
    let evidence = SIMD4<Float>(share, limit, change, 0)
    if share > area {
      let isPulse =
        now.running - anchored >= Self.settled
        && measurements.cells.share(differingFrom: anchor, byMoreThan: Self.pulse * limit) <= area
      guard isPulse else {
        restart(at: measurements)
        return Finding(score: 0, evidence: evidence)
      }
      self.anchor = measurements.cells
      anchored = now.running
    }
    return Finding(
      fault: hasStopped ? 0 : 1, score: 1, confidence: hasStopped ? 0.95 : 0.6, onset: since, evidence: evidence)
  }

  /// Begins a run at this frame.
  private mutating func restart(at measurements: borrowing Measurements) {
    let now = measurements.stamp
    anchor = measurements.cells
    anchored = now.running
    since = now
    hasStopped = lastMotion.map { now.running - $0 <= Self.justBefore } ?? false
  }
}

extension Freeze {
  public static let needs: Features = [.tone, .change]

  public static let parameters = [
    Parameter<Freeze>("tolerance", \.tolerance, in: 0.25...20, unit: "code values", "what a cell may change and stand"),
    Parameter<Freeze>("grain", \.grain, in: 0...10, unit: "standard deviations", "what a cell may change by grain"),
    Parameter<Freeze>("area", \.area, in: 0...0.5, unit: "share of the picture", "how much of it may change by more"),
    Parameter<Freeze>("motion", \.motion, in: 1...20, unit: "tolerances", "how much must have moved just before"),
  ]

  public static let card = Card(
    id: "freeze", family: .signal, title: "frozen picture",
    faults: [
      Card.Fault(
        title: "motion that stops",
        severity: Escalation(.warning, [.init(after: .seconds(2), severity: .error)])),
      Card.Fault(
        "held", title: "a still picture from its beginning on",
        severity: Escalation(.info, [.init(after: .seconds(10), severity: .warning)])),
    ],
    severity: Escalation(.warning), delay: .milliseconds(440),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .milliseconds(400), release: .milliseconds(50)),
    evidence: ["moving area (share)", "tolerance (code values)", "change (code values)"],
    sees:
      "A picture that stops although the stream goes on. `freeze` is motion that stops within a shot; `freeze.held` "
      + "is a picture that has stood since its shot began, or since it came out of black, such as a title card, which is information until it has "
      + "stood for ten seconds.",
    why:
      "A feed that shows its last picture passes every check of its bit rate, and a generated clip that does not move "
      + "wins every score of consistency.",
    method:
      "The luma is averaged in cells of about 1/200 of the width and held against the cells of the frame at which "
      + "the picture last moved: against one picture, not against the frame before, so that slow motion adds up and "
      + "grain does not. The picture stands while no more than 0.2 % of the cells differ by more than 2.5 code values, "
      + "or by four standard deviations of what the clip's own frame-to-frame difference would leave in a cell if it "
      + "were all grain. The pulse of a key frame, up to four times that, is taken into the run when the picture has "
      + "stood for a quarter of a second. The numbers lie between stills under grain after coding (99.8 % of the cells "
      + "within 2 code values of the first frame, key frames included) and the calmest filmed shots (13 and more).",
    limits: "A locked-off camera before a scene in which nothing moves, coded so that its noise is lost, is a still "
      + "picture to it. A picture without any detail, of one color, is for `black`. Cannot tell a drawing held on purpose "
      + "from one that is stuck.",
    undecided: "needs at least two frames",
    references: ["FFmpeg, freezedetect (for comparison: mean absolute difference against a fixed floor)"])

  public static func message(for event: Event) -> String {
    event.fault == "freeze"
      ? "picture stopped moving\(event.lasting)"
      : "still picture from its beginning on\(event.lasting)"
  }
}

extension Freeze {
  public static let examples = [
    Example(
      "the picture stops for a second",
      Scene.street(count: 75).frozen(25..<50), .event("freeze", 25..<50, tolerance: 1)),
    Example(
      "it stops under grain",
      Scene.street(count: 75).frozen(25..<50).grain(2), .event("freeze", 25..<50, tolerance: 1)),
    Example(
      "a title card between two shots",
      Scene.street(count: 20).cut(to: .card(count: 30)).cut(to: .street(count: 20, seed: 5)),
      .event("freeze.held", 20..<50)),
    Example(
      "a title card that is dissolved in and stands",
      Scene.street(count: 30).dissolved(to: .card(count: 60), over: 12), .event("freeze.held", 30..<78, tolerance: 3)),
    .nearMiss("the picture stops for a third of a second", Scene.street(count: 60).frozen(25..<34)),
    .nearMiss("a slow pan", Scene.street(count: 60, pan: 0.002).grain(1)),
    Example(
      "it stops behind black",
      Scene.street(count: 60).frozen(25..<60).showing(.plain(.black, count: 8), in: 17..<25),
      .event("freeze.held", 25..<60, tolerance: 1)),
    .nearMiss("drawn on twos", Scene.street(count: 60).paced { $0 / 2 }),
    .nearMiss("drawn on fours", Scene.street(count: 80).paced { $0 / 4 }),
    .nearMiss("a gray screen, which is of one color", Scene.street(count: 20).cut(to: .plain(Ink(y: 120), count: 30))),
    .nearMiss("black", Scene.plain(.black, count: 40)),
    .nearMiss(
      "one small thing goes on moving",
      Scene.street(count: 60).frozen(0..<60).changing { frame, picture in
        picture.fill(Region(x: 0.1 + 0.01 * Float(frame), y: 0.4, width: 0.08, height: 0.12), with: .white)
      }),
  ]
}
