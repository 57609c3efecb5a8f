public import Uncanny
internal import UncannyScenes

/// A surface whose texture is painted anew again and again.
public struct Boil: Exemplified {
  /// The share of the picture that jumps, weighed by how calm the rest is.
  public var weight: Float = 0.008

  private var slips: Slips?
  private var jumps: [Jump] = []

  /// One jump of a part of the picture.
  private struct Jump: Sendable {
    var stamp: Stamp
    var weight: Float
    var bounds: (columns: ClosedRange<Int>, rows: ClosedRange<Int>)
  }

  /// Two jumps of the same place within this time are one boil.
  private static let patience = ClockTime.seconds(0.5)

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let trails = measurements.trails
    guard measurements.flow.isFresh, trails.count > 0 else { return nil }
    if slips == nil { slips = Slips(columns: trails.columns, rows: trails.rows) }
    slips?.find(.jump, in: trails)
    guard let slips, slips.canTell else { return nil }
    let stamp = trails.stamp(ago: Slips.lag(of: .jump))
    jumps.removeAll { stamp.running - $0.stamp.running > Self.patience }
    let (slip, agreement) = slips.course
    let evidence = SIMD4(Float(slips.count) / Float(slips.judged), slip, agreement, Float(slips.calm) / Float(slips.judged))
    guard slips.weight >= weight, let largest = slips.clusters.largest else { return Finding(score: 0, evidence: evidence) }
    let jump = Jump(stamp: stamp, weight: slips.weight, bounds: slips.clusters.bounds(of: largest))
    defer { if jumps.count < 32 { jumps.append(jump) } }
    let earlier = jumps.first {
      $0.stamp.running < stamp.running && $0.bounds.columns.overlaps(jump.bounds.columns)
        && $0.bounds.rows.overlaps(jump.bounds.rows)
    }
    guard let earlier else { return Finding(score: 0.25, evidence: evidence) }
    return Finding(
      score: min(1, 0.4 + 0.1 * min(earlier.weight, jump.weight) / weight), confidence: 0.8, onset: earlier.stamp,
      regions: [slips.clusters.region(of: largest, measurements)], evidence: evidence)
  }
}

extension Boil {
  public static let needs: Features = .trails

  public static let parameters = [
    Parameter<Boil>("weight", \.weight, in: 0.001...0.7, unit: "share of the points", "how much must jump, weighed by how calm the rest is")
  ]

  public static let card = Card(
    id: "boil", family: .continuity, title: "texture that crawls on its surface", faults: [Card.Fault(title: "boil")],
    severity: Escalation(.warning), scope: .shot, cost: .heavy, delay: .milliseconds(700),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .milliseconds(500)),
    evidence: ["jumping (share)", "jump (cells)", "agreement (ratio)", "calm (share)"],
    sees: "",
    why: "",
    method: "",
    limits: "",
    undecided: "no shot lasted long enough, or showed too little texture",
    references: [])

  public static func message(for event: Event) -> String {
    "the texture of a part of the picture jumps on its surface"
  }
}

extension Boil {
  public static let examples: [Example] = []
}
