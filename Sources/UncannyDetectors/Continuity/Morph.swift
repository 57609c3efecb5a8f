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
    let calm = Float(slips.calm) / Float(slips.judged)
    let evidence = SIMD4(Float(slips.count) / Float(slips.judged), slip, agreement, calm)
    guard score > 0, let largest = slips.clusters.largest else { return Finding(score: 0, evidence: evidence) }
    let lag = Slips.lag(of: .turn)
    return Finding(
      score: score, confidence: min(1, 0.3 + calm), onset: trails.stamp(ago: lag), end: trails.stamp(ago: lag - 1),
      regions: [slips.clusters.region(of: largest, measurements)], evidence: evidence)
  }
}

extension Morph {
  public static let needs: Features = .trails

  public static let parameters = [
    Parameter<Morph>("weight", \.weight, in: 0.001...0.7, unit: "share of the points", "how much must slip, weighed by how calm the rest is")
  ]

  public static let card = Card(
    id: "morph", family: .continuity, title: "part that slides or stretches by itself", faults: [Card.Fault(title: "morph")],
    severity: Escalation(.warning), scope: .shot, cost: .heavy, delay: .milliseconds(500),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .milliseconds(300)),
    evidence: ["slipping (share)", "slip (cells)", "agreement (ratio)", "calm (share)"],
    sees: "",
    why: "",
    method: "",
    limits: "",
    undecided: "no shot lasted long enough, or showed too little texture",
    references: [])

  public static func message(for event: Event) -> String {
    "a part of the picture begins to slide or stretch by itself"
  }
}

extension Morph {
  public static let examples: [Example] = []
}
