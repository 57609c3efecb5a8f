public import Uncanny
internal import UncannyScenes

/// A surface whose texture is painted anew again and again.
public struct Boil: Exemplified {
  /// The share of the picture that jumps, weighed by how calm the rest is.
  public var weight: Float = 0.012

  private var slips: Slips?
  private var jumps: [Jump] = []
  /// How much the whole picture changed in the last moments, the newest first.
  private var changes = InlineArray<8, Float>(repeating: .nan)

  /// One jump of a part of the picture.
  private struct Jump: Sendable {
    var stamp: Stamp
    var weight: Float
    var mean: SIMD2<Float>
    var bounds: (columns: ClosedRange<Int>, rows: ClosedRange<Int>)

    /// Whether the other does not go on in the same direction: what moves by fits and starts does.
    func isElsewhere(than other: Jump) -> Bool {
      (mean * other.mean).sum() < 0.2 * mean.length * other.mean.length
    }
  }

  /// Two jumps of the same place within this time are one boil.
  private static let patience = ClockTime.seconds(0.5)

  /// A picture that changes by less than this part of what it does in a jump stands.
  private static let standing: Float = 0.3

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let trails = measurements.trails
    guard measurements.flow.isFresh, trails.count > 0 else { return nil }
    if slips == nil { slips = Slips(columns: trails.columns, rows: trails.rows) }
    remember(measurements.change ?? .nan)
    slips?.find(.jump, in: trails)
    guard let slips, slips.canTell else { return nil }
    let stamp = trails.stamp(ago: Slips.lag(of: .jump))
    jumps.removeAll { stamp.running - $0.stamp.running > Self.patience }
    let (mean, slip, agreement) = slips.course
    let evidence = SIMD4(slips.share, slip, agreement, slips.calmShare)
    guard slips.weight >= weight, !isStopAndGo, let largest = slips.clusters.largest else {
      return Finding(score: 0, evidence: evidence)
    }
    let jump = Jump(stamp: stamp, weight: slips.weight, mean: mean, bounds: slips.clusters.bounds(of: largest))
    defer { if jumps.count < 32 { jumps.append(jump) } }
    let earlier = jumps.first {
      $0.stamp.running < stamp.running && $0.bounds.columns.overlaps(jump.bounds.columns)
        && $0.bounds.rows.overlaps(jump.bounds.rows) && $0.isElsewhere(than: jump)
    }
    guard let earlier else { return Finding(score: 0.25, evidence: evidence) }
    return Finding(
      score: min(1, 0.5 + 0.2 * (min(earlier.weight, jump.weight) / weight - 1)), confidence: 0.8, onset: earlier.stamp,
      regions: [slips.clusters.region(of: largest, measurements)], evidence: evidence)
  }
}

extension Boil {
  private mutating func remember(_ change: Float) {
    for index in stride(from: changes.count - 1, to: 0, by: -1) { changes[index] = changes[index - 1] }
    changes[0] = change
  }

  /// Whether the picture stood before and goes on now, all of it: repeated frames, which are for `Cadence`.
  private var isStopAndGo: Bool {
    var before = (2..<changes.count).map { changes[$0] }
    return before.upperMedian().map { $0 < Self.standing * changes[1] } ?? false
  }
}

extension Boil {
  public static let needs: Features = [.trails, .change]

  public static let parameters = [
    Parameter<Boil>(
      "weight", \.weight, in: 0.001...0.7, unit: "share of the points",
      "how much must jump, weighed by how calm the rest is")
  ]

  public static let card = Card(
    id: "boil", family: .continuity, title: "texture that crawls on its surface", faults: [Card.Fault(title: "boil")],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(700),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .milliseconds(500)),
    evidence: ["jumping (share)", "jump (cells)", "agreement (ratio)", "calm (share)"],
    sees:
      "A part of the picture whose texture jumps on its surface again and again, to and fro, while the surface and "
      + "what is around it stand or move on evenly: snow, bark, cloth or a face that is painted anew every other "
      + "frame.",
    why: "It is the best known mark of a generated picture, and of one that was drawn or filtered frame by frame.",
    method:
      "A followed point jumps when one of its steps is 0.6 cells and a quarter of the pace from the median of the "
      + "six before, of which all but two agree, and the step after is as those before again. A step that is none, "
      + "or of double length, is for `cadence`, and so is a picture that stood as a whole. Points with fewer than "
      + "two jumping neighbors do not count. The weight is as in `morph`. It is told when a part of a weight of "
      + "0.012 jumps twice in half a second, not both times in the same direction, as what moves by fits and starts "
      + "does; the score is 0.5 there and grows by 0.2 with each further 0.012. Measured: a ground of snow that is "
      + "painted anew every other frame 0.022 and more; of 5.3 minutes of filmed clips, on which the conditions were "
      + "chosen, one is told of, at 0.015.",
    limits:
      "Texture that is another one in every frame is not seen: nothing of it can be followed. A part of the "
      + "picture smaller than about 4 % is not, nor one with less texture than 1.2 code values.",
    undecided: "no shot lasted long enough, or showed too little texture",
    references: ["Kroeger et al., Fast optical flow using dense inverse search, ECCV 2016"])

  public static func message(for event: Event) -> String {
    "the texture of a part of the picture jumps on its surface\(event.lasting)"
  }
}

extension Boil {
  public static let examples = [
    Example(
      "the near ground is painted anew every other frame",
      Scene.ground(
        count: 45, slipping: { $0 < 18 || $0 >= 26 ? .zero : [0.008, -0.006] * Float(($0 - 18) / 2 % 2 == 0 ? 1 : -1) }
      ).grain(1),
      .event("boil", 18..<26, tolerance: 2, late: 4)),
    .nearMiss("the ground flows", Scene.ground(count: 40, slipping: { [Float($0) * 0.004, 0] }).grain(1)),
    .nearMiss("all of the picture shakes", Scene.ground(count: 40).shaken { $0 % 4 == 0 ? 0.01 : 0 }.grain(1)),
    .nearMiss("every frame stands for two", Scene.street(count: 40).scaled(by: 2).paced { $0 / 2 * 2 }),
  ]
}
