public import Uncanny
internal import UncannyScenes

/// Two fields in one frame that do not belong to one moment.
public struct Combing: Exemplified {
  /// How much of the picture must be combed.
  public var area: Float = 0.015

  /// Less change than this from frame to frame, in code values, is no motion: fine stripes that stand still are no comb.
  private static let still: Float = 0.25

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let fields = measurements.fields
    guard fields.combed.isFinite, let change = measurements.change, change >= Self.still else { return nil }
    let order: Float =
      switch fields.order {
      case .top: 1
      case .bottom: 2
      case nil: 0
      }
    return Finding(
      score: min(1, 0.5 * fields.combed / area), confidence: 0.9,
      evidence: SIMD4(fields.combed, fields.zigzag, order, 0))
  }
}

extension Combing {
  public static let needs: Features = [.fields, .change]

  public static let parameters = [
    Parameter<Combing>("area", \.area, in: 0.001...1, unit: "share of the picture", "how much of it must be combed")
  ]

  public static let card = Card(
    id: "combing", family: .signal, title: "interlaced picture shown as progressive",
    faults: [Card.Fault(title: "combing")],
    severity: Escalation(.warning), delay: .milliseconds(200),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.25, hold: .milliseconds(100), release: .milliseconds(200)),
    evidence: ["combed area (share)", "zigzag (share)", "field order (1 top first, 2 bottom first, 0 unknown)"],
    sees:
      "Edges that move and fray into the teeth of a comb: two fields of different moments woven into one frame, and "
      + "which of them is the earlier.",
    why: "Interlaced material that passes as progressive cannot be scaled, slowed or coded well, and looks torn.",
    method:
      "In bands of four rows a column is in zigzag where the second and fourth row both lie more than 8 code values above "
      + "the first and third, or below. Combed are stretches of 16 columns with four such columns and more, less twice those in which "
      + "the first and last row stand apart from the two between, as noise and fine texture do as often; a fault from 1.5 % of the picture on. In 166 progressive clips they were at most 0.01 %; in "
      + "footage woven of two frames 5 to 11 % at the worst of each place. The field order is told by which field of a frame is nearer to "
      + "the opposite field of the frame before.",
    limits:
      "Where nothing moves it cannot tell. Stripes one row high that move are a comb to it. Chroma alone is not looked at. "
      + "After scaling a comb is a blur.",
    undecided: "too little moves",
    references: [
      "FFmpeg, idet (for comparison)", "EBU QC: Field Order / Dominance", "MovieLabs QC Vocabulary 1.1: INTERLACING",
    ])

  public static func message(for event: Event) -> String {
    let order =
      switch event.evidence[2] {
      case 1: ", top field first"
      case 2: ", bottom field first"
      default: ""
      }
    return
      "fields of two moments in one frame, \(event.evidence[0].percent) of the picture is combed\(order)\(event.lasting)"
  }
}

extension Combing {
  public static let examples = [
    Example(
      "the odd rows are a frame ahead", Scene.street(count: 40, pan: 0.02).woven(10..<30), .event("combing", 10..<30)),
    .nearMiss("a fast pan", Scene.street(count: 30, pan: 0.03).grain(2)),
    .nearMiss("a fence that passes by", .fence(count: 30)),
    .nearMiss("noise that reaches every row", Scene.street(count: 20).grain(12)),
  ]
}
