public import Uncanny
internal import UncannyScenes

/// Parts of the picture that did not arrive.
public struct Dropout: Exemplified {
  /// How much of the picture must be broken squares.
  public var area: Float = 0.0045
  /// How much of it must be of a color that no picture has.
  public var color: Float = 0.02

  /// Fewer broken squares than this are none.
  private static let leastSquares: Float = 10
  /// Damage leaves so many rows of squares alone; blocks all over are a matter of the bit rate.
  private static let untouched: Float = 0.45
  /// Cb and Cr that are both below this, in code values, are out of the gamut of every matrix: a green that was never decoded.
  private static let lowestChroma: Float = 40
  /// What a decoder shows that has nothing to start from: the middle of the code, within so many code values.
  private static let nearGray: Float = 1
  /// So many times the area of impossible color must be such gray.
  private static let grayFactor: Float = 10

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let breaks = measurements.breaks
    guard breaks.rows > 0, breaks.columns > 0 else { return nil }
    let squares = Float(breaks.rows * breaks.columns)
    let share = Float(breaks.count) / squares
    let touched = Float(breaks.rowsTouched) / Float(breaks.rows)
    let (green, gray) = Self.undecoded(measurements.cells, measurements.color)
    // a gray card is gray all over; gray that something shows through is not
    let hasMore = measurements.tone.quantile(0.98) - measurements.tone.quantile(0.02) > 8
    let missing = max(green, hasMore ? gray / Self.grayFactor : 0)
    let evidence = SIMD4<Float>(share, touched, green, gray)
    let broken = 0.5 * share / max(area, Self.leastSquares / squares)
    if missing / color > broken {
      return Finding(fault: 1, score: min(1, 0.5 * missing / color), confidence: 0.9, evidence: evidence)
    }
    guard 1 - touched >= Self.untouched else { return Finding(score: 0, evidence: evidence) }
    guard broken >= 0.5, let region = breaks.region else { return Finding(score: broken, evidence: evidence) }
    return Finding(score: min(1, broken), confidence: 0.8, regions: [region], evidence: evidence)
  }

  /// The shares of cells that are green beyond what can be coded, and of the very middle of the code.
  private static func undecoded(_ luma: borrowing Level, _ color: borrowing Color) -> (green: Float, gray: Float) {
    let count = min(luma.count, color.cb.count)
    guard count > 0 else { return (0, 0) }
    let (low, middle, near) = (
      UInt16(lowestChroma * Level.unit), Int32(128 * Level.unit), Int32(nearGray * Level.unit)
    )
    var (green, gray) = (0, 0)
    for index in 0..<count {
      let (y, cb, cr) = (luma.values[index], color.cb.values[index], color.cr.values[index])
      if cb < low, cr < low { green += 1 }
      if abs(Int32(y) - middle) <= near, abs(Int32(cb) - middle) <= near, abs(Int32(cr) - middle) <= near { gray += 1 }
    }
    return (Float(green) / Float(count), Float(gray) / Float(count))
  }
}

extension Dropout {
  public static let needs: Features = [.breaks, .color, .tone]

  public static let parameters = [
    Parameter<Dropout>("area", \.area, in: 0.0005...1, unit: "share of the picture", "how much of it must be broken"),
    Parameter<Dropout>(
      "color", \.color, in: 0.001...1, unit: "share of the picture", "how much must be of an impossible color"),
  ]

  public static let card = Card(
    id: "dropout", family: .signal, title: "parts of the picture that did not arrive",
    faults: [
      Card.Fault("blocks", title: "lost slices, displaced or gray blocks"),
      Card.Fault("color", title: "green or gray that was never decoded"),
    ],
    severity: Escalation(.warning, [.init(after: .seconds(2), severity: .error)]), delay: .zero,
    hysteresis: Hysteresis(enter: 0.5, leave: 0.3, hold: .zero, release: .milliseconds(200)),
    evidence: ["broken squares (share)", "rows touched (share)", "green (share)", "gray (share)"],
    sees:
      "Rows of blocks that are missing, come from elsewhere or stand gray, the smear that follows a lost key frame, and "
      + "pictures in the green or gray of a buffer that nobody filled.",
    why: "Lost packets are heard by no meter of the bit rate, and seen by everybody.",
    method:
      "On means of 4x4 samples each square of 16 is looked at along its four sides. A side breaks where all four steps "
      + "across it exceed those just before and behind, by four code values in the mean; a square is broken when three of "
      + "its sides do. Broken squares are a fault from 0.45 % of the picture and ten squares on, if 45 % of the rows of squares hold none: "
      + "blocks all over are for `blockiness`. Of 166 filmed, drawn and generated clips one, a generated one, is told of; "
      + "in footage with displaced slices 90 to 155 squares of 3,600 were broken, and where packets were taken out of a transport stream and a decoder concealed it, 9 "
      + "to 95 in every third frame. Color: Cb and Cr both below 40, which no matrix allows, over 2 % of the picture, or the exact "
      + "middle of luma and chroma over 20 % of a picture that shows something else too.",
    limits:
      "The grid of blocks must be that of the picture: after scaling, breaks are blunt. Damage in smooth parts, and what a decoder "
      + "conceals well, leaves no break. Pixel art, mosaics and lettering cut to squares of 16 are broken.",
    undecided: "the picture is smaller than a block",
    references: ["EBU QC: Video Dropout, Digital hits", "MovieLabs QC Vocabulary 1.1: HITS-CONCEALMENT-ERROR"])

  public static func message(for event: Event) -> String {
    guard event.fault == "dropout.color" else {
      return "blocks broken or missing over \(event.evidence[0].percent) of the picture\(event.lasting)"
    }
    let isGreen = event.evidence[2] * 10 >= event.evidence[3]
    return isGreen
      ? "\(event.evidence[2].percent) of the picture is undecoded green\(event.lasting)"
      : "\(event.evidence[3].percent) of the picture is undecoded gray\(event.lasting)"
  }
}

extension Dropout {
  public static let examples = [
    Example(
      "slices are lost for ten frames", Scene.street(count: 40).scaled(by: 3).sliced(15..<25),
      .event("dropout.blocks", 15..<25)),
    Example(
      "the lower half is green",
      Scene.street(count: 40).changing(15..<25) { _, picture in
        picture.fill(Region(x: 0, y: 0.5, width: 1, height: 0.5), with: Ink(y: 0, cb: 0, cr: 0))
      },
      .event("dropout.color", 15..<25)),
    Example(
      "gray, and only what moved since",
      Scene.plain(Ink(y: 128), count: 20).changing { frame, picture in
        picture.fill(Region(x: 0.2 + 0.01 * Float(frame), y: 0.3, width: 0.2, height: 0.3), with: Ink(y: 170, cb: 120))
      },
      .event("dropout.color", 0..<20)),
    .nearMiss("things that move across the grid", Scene.street(count: 30).scaled(by: 3)),
    .nearMiss("a green screen", .plain(Ink(y: 145, cb: 54, cr: 34), count: 20)),
    .nearMiss("a gray card", .plain(Ink(y: 128), count: 20)),
    .nearMiss("blocks all over", Scene.street(count: 10).scaled(by: 3).blocks(16)),
  ]
}
