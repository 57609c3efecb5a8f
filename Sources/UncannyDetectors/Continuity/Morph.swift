public import Uncanny
internal import UncannyScenes

/// A part of the picture that begins to slide or to stretch by itself.
public struct Morph: Exemplified {
  /// The share of the picture that slips, weighed by how calm the rest is.
  public var weight: Float = 0.018

  private var slips: Slips?

  /// How much those that slip must agree.
  private static let agreement: Float = 0.85

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let trails = measurements.trails
    guard measurements.flow.isFresh, trails.count > 0 else { return nil }
    if slips == nil { slips = Slips(columns: trails.columns, rows: trails.rows) }
    slips?.find(.turn, in: trails)
    guard let slips, slips.canTell else { return nil }
    let (_, slip, agreement) = slips.course
    let score = agreement >= Self.agreement ? min(1, 0.5 * slips.weight / weight) : 0
    let evidence = SIMD4(slips.share, slip, agreement, slips.calmShare)
    guard score > 0, let largest = slips.clusters.largest else { return Finding(score: 0, evidence: evidence) }
    let lag = Slips.lag(of: .turn)
    return Finding(
      score: score, confidence: min(1, 0.3 + slips.calmShare), onset: trails.stamp(ago: lag),
      end: trails.stamp(ago: lag - 1),
      regions: [slips.clusters.region(of: largest, measurements)], evidence: evidence)
  }
}

extension Morph {
  public static let needs: Features = .trails

  public static let parameters = [
    Parameter<Morph>(
      "weight", \.weight, in: 0.001...0.7, unit: "share of the points",
      "how much must slip, weighed by how calm the rest is")
  ]

  public static let card = Card(
    id: "morph", family: .continuity, title: "part that slides or stretches by itself",
    faults: [Card.Fault(title: "morph")],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(500),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .milliseconds(300)),
    evidence: ["slipping (share)", "slip (cells)", "agreement (ratio)", "calm (share)"],
    sees:
      "A part of the picture that begins to slide, to stretch or to shrink from one frame to the next, while the "
      + "rest goes on: a trailer that becomes shorter, mountains that wander, a ground that flows.",
    why: "What has mass gathers speed. A surface that is at full speed at once is painted.",
    method:
      "The steps of followed points, four from a moment on and six before, are each even (they vary by less than "
      + "0.12 cells, and a third of the difference); a point turns when their means differ by 0.15 cells and a tenth "
      + "of the pace. Points with fewer than two turning neighbors do not count, and none does where all of the "
      + "picture stands afterwards, less than 2 % of the points going by 0.05 cells or more. The share of the "
      + "textured points that turn, times what the share of those that go on exceeds three tenths by, is the weight; "
      + "it is told from 0.018 on, where the score is 0.5, and in proportion to that. Those of the largest group must "
      + "agree in direction by 85 %. Measured: a trailer that shrinks by 0.5 % a frame 0.037, and 0.049 as a harder "
      + "encode; a ground that flows 0.041; of 5.3 minutes of filmed clips, on which the weight was chosen, none beyond 0.011.",
    limits:
      "A surface that gathers speed slowly, as any moving thing does, is not told of, nor one that deforms from "
      + "the first frame of the shot on, nor one with less texture than 1.2 code values. A machine that starts with "
      + "a jerk may be.",
    undecided: "no shot lasted long enough, or showed too little texture",
    references: [
      "Baker and Matthews, Lucas-Kanade 20 years on: a unifying framework, IJCV 56, 2004",
      "Kroeger et al., Fast optical flow using dense inverse search, ECCV 2016",
    ])

  public static func message(for event: Event) -> String {
    "\(event.evidence[0].percent) of what can be followed begins to slide or stretch by itself"
  }
}

extension Morph {
  public static let examples = [
    Example(
      "the near ground begins to flow",
      Scene.ground(count: 40, slipping: { [max(0, Float($0 - 20)) * 0.006, 0] }).grain(1),
      .event("morph", 20..<21, tolerance: 1, late: 3)),
    .nearMiss(
      "it gathers speed",
      Scene.ground(count: 40, slipping: { [max(0, Float($0 - 10)) * max(0, Float($0 - 10)) * 0.0001, 0] }).grain(1)),
    .nearMiss("all of the picture begins to move", Scene.ground(count: 40, pan: 0).paced { max(0, $0 - 20) }.grain(1)),
    .nearMiss(
      "what moves stops, and the picture stands as a whole",
      Scene.ground(count: 40, pan: 0, slipping: { [min(Float($0), 20) * 0.006, 0] }).grain(1)),
    .nearMiss("things go past", Scene.street(count: 40).scaled(by: 2)),
  ]
}
