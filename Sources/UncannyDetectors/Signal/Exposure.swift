public import Uncanny
internal import UncannyScenes

/// Parts of the picture without detail because they are as dark, or as bright, as the signal goes.
public struct Exposure: Exemplified {
  /// How much of the picture must be clipped.
  public var clipped: Float = 0.08
  /// How much of the picture must be crushed.
  public var crushed: Float = 0.25

  /// A cell lies at a rail when its mean is no further away than this, in code values.
  private static let near: Float = 1.25

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let range = measurements.geometry.range
    let picture = ActivePicture(of: measurements.cells, black: range.black)
    // all black is for others to judge
    guard picture.count > 0 else { return .clean }
    let top = Self.topRail(measurements.tone, range: range)
    let high = UInt16(max(0, (top - Self.near) * Level.unit))
    let low = UInt16((range.black + Self.near) * Level.unit)
    var bright = 0
    var dark = 0
    for row in picture.rows {
      for column in picture.columns {
        let value = measurements.cells.values[row * measurements.cells.width + column]
        if value >= high { bright += 1 }
        if value <= low { dark += 1 }
      }
    }
    let total = Float(measurements.cells.count)
    let brightShare = Float(bright) / total
    let darkShare = Float(dark) / total
    let evidence = SIMD4<Float>(brightShare, darkShare, top, 0)
    let clippedScore = min(1, 0.5 * brightShare / clipped)
    let crushedScore = min(1, 0.5 * darkShare / crushed)
    return clippedScore >= crushedScore
      ? Finding(fault: 0, score: clippedScore, confidence: 0.8, evidence: evidence)
      : Finding(fault: 1, score: crushedScore, confidence: 0.7, evidence: evidence)
  }

  /// The code value at which a picture of this range is clipped: white, unless it goes on above.
  private static func topRail(_ tone: borrowing Tone, range: CodeRange) -> Float {
    guard range == .narrow else { return 255 }
    return tone.share(in: 238...255) > 0.001 ? 254.5 : 235
  }
}

/// The cells inside of black bars.
private struct ActivePicture {
  var rows: Range<Int>
  var columns: Range<Int>
  var count: Int { rows.count * columns.count }

  init(of cells: borrowing Level, black: Float) {
    let limit = UInt16((black + 2) * Level.unit)
    let (width, height) = (cells.width, cells.height)
    var top = 0
    var bottom = height
    while top < bottom, Self.isBlack(cells, from: top * width, step: 1, count: width, limit) { top += 1 }
    while bottom > top, Self.isBlack(cells, from: (bottom - 1) * width, step: 1, count: width, limit) { bottom -= 1 }
    var left = 0
    var right = width
    let first = top * width
    while left < right, Self.isBlack(cells, from: first + left, step: width, count: bottom - top, limit) { left += 1 }
    while right > left, Self.isBlack(cells, from: first + right - 1, step: width, count: bottom - top, limit) {
      right -= 1
    }
    rows = top..<bottom
    columns = top == bottom ? 0..<0 : left..<right
  }

  private static func isBlack(
    _ cells: borrowing Level, from start: Int, step: Int, count: Int, _ limit: UInt16
  ) -> Bool {
    for index in 0..<count where cells.values[start + index * step] > limit { return false }
    return true
  }
}

extension Exposure {
  public static let needs: Features = .tone

  public static let parameters = [
    Parameter<Exposure>("clipped", \.clipped, in: 0.001...1, unit: "share of the picture", "how much may be clipped"),
    Parameter<Exposure>("crushed", \.crushed, in: 0.001...1, unit: "share of the picture", "how much may be crushed"),
  ]

  public static let card = Card(
    id: "exposure", family: .signal, title: "clipped or crushed picture",
    faults: [Card.Fault("clipped", title: "clipped whites"), Card.Fault("crushed", title: "crushed blacks")],
    severity: Escalation(.info), delay: .milliseconds(240),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(200), release: .milliseconds(200)),
    evidence: ["clipped area (share)", "crushed area (share)", "top (code value)"],
    sees: "Large parts of the picture at the very top or bottom of the signal, where no detail can be left.",
    why: "What is clipped cannot be graded back; much of it is a sign of a wrong range or gain.",
    method:
      "Cells of about 1/200 of the width are counted whose mean lies within 1.25 code values of a rail: all their "
      + "samples must lie there. The upper rail is white (235), or the end of the code (255) where the picture goes "
      + "above white. Black bars are left out. A fault from 8 % clipped or 25 % crushed on.",
    limits: "A blown-out sky and a night without stars are clipped and crushed on purpose as often as not: it is "
      + "information. Clipping of a single color is not seen, nor clipping that was graded down afterwards.",
    undecided: "no frame was decoded",
    references: ["MovieLabs QC Vocabulary 1.1: BLACKS-CRUSHED, WHITES-CLIPPED"])

  public static func message(for event: Event) -> String {
    event.fault == "exposure.clipped"
      ? "\(event.evidence[0].percent) of the picture is clipped white\(event.lasting)"
      : "\(event.evidence[1].percent) of the picture is crushed to black\(event.lasting)"
  }
}

extension Exposure {
  public static let examples = [
    Example(
      "a quarter and more of the picture is clipped white",
      Scene.street(count: 40).gain(2, in: 10..<30), .event("exposure.clipped", 10..<30)),
    Example(
      "half of the picture is crushed to black",
      Scene.street(count: 40).lowered(by: 100, in: 10..<30), .event("exposure.crushed", 10..<30)),
    .nearMiss("a bright picture with its whites intact", Scene.street(count: 20, levels: 120...232)),
    .nearMiss("black bars above and below", Scene.street(count: 20).letterboxed(0.2)),
    .nearMiss(
      "a window of a twentieth of the picture",
      Scene.street(count: 20).changing { _, picture in
        picture.fill(Region(x: 0.4, y: 0.4, width: 0.2, height: 0.25), with: .white)
      }),
  ]
}
