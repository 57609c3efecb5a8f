internal import Foundation
internal import Uncanny

extension Pairing {
  private static let looks = 24
  private static let (columns, rows) = (32, 18)
  /// Code values of luma that are neither crushed nor clipped.
  private static let usable: ClosedRange<Float> = 28...225
  private static let black: Float = 16
  /// Light goes with the signal to this power, as in `Thumbnail`.
  private static let gamma: Float = 2.2
  /// Colors that vary less over the picture, in code values, say nothing of saturation.
  private static let colorless: Float = 2.5
  /// Places whose tone has changed otherwise than most, by more octaves of signal, say nothing of the color.
  private static let alike: Float = 0.5
  /// So much of the pictures must be usable.
  private static let least = 0.08

  /// The grade of some frames against those beside them; `nil` where too little can be compared.
  func grade(of frames: Range<Int>) -> Grade? {
    let edge = frames.count / 8
    let pairs = pairs(Self.looks, of: frames.lowerBound + edge..<frames.upperBound - edge)
    let read = samplers(placement, columns: Self.columns, rows: Self.rows)
    let colors = samplers(placement, columns: Self.columns, rows: Self.rows, coarseness: 2)
    var tones: (one: [Float], other: [Float]) = ([], [])
    var chromas: (one: [SIMD2<Float>], other: [SIMD2<Float>]) = ([], [])
    for pair in pairs {
      let (one, other) = (a.pictures[pair.a], b.pictures[pair.b])
      let (lumaA, lumaB) = (read.a(one.luma), read.b(other.luma))
      let (blueA, blueB, redA, redB) = (
        colors.a(one.blue), colors.b(other.blue), colors.a(one.red), colors.b(other.red)
      )
      for index in lumaA.indices where Self.usable.contains(lumaA[index]) && Self.usable.contains(lumaB[index]) {
        tones.one.append(log2(lumaA[index] - Self.black))
        tones.other.append(log2(lumaB[index] - Self.black))
        chromas.one.append(SIMD2(blueA[index], redA[index]) - 128)
        chromas.other.append(SIMD2(blueB[index], redB[index]) - 128)
      }
    }
    let cells = pairs.count * Self.columns * Self.rows
    guard cells > 0, Double(tones.one.count) >= Self.least * Double(cells) else { return nil }
    let steps = zip(tones.one, tones.other).map { $1 - $0 }
    let step = steps.sorted()[steps.count / 2]
    var blue = Regression()
    var red = Regression()
    // a title over the picture is no grade
    for index in steps.indices where abs(steps[index] - step) <= Self.alike {
      blue.add(chromas.one[index].x, chromas.other[index].x)
      red.add(chromas.one[index].y, chromas.other[index].y)
    }
    let (wide, other) = (Self.width(tones.one), Self.width(tones.other))
    let isColored = blue.spread + red.spread >= Self.colorless
    let slope = isColored ? (blue.product + red.product) / (blue.squares + red.squares) : 1
    let shift = (blue: blue.shift(slope), red: red.shift(slope))
    return Grade(
      stops: Double(step * Self.gamma), contrast: wide > 0.3 ? Double(other / wide) : 1,
      saturation: isColored ? Double(Self.nearest(slope, slope / exp2(step))) : nil,
      warmth: Double((shift.red - shift.blue) / 2), tint: Double((shift.red + shift.blue) / 2))
  }

  /// From the tone that a tenth lies below to the one that a tenth lies above, in octaves of signal.
  private static func width(_ tones: [Float]) -> Float {
    let sorted = tones.sorted()
    return sorted[sorted.count * 9 / 10] - sorted[sorted.count / 10]
  }

  /// Saturation by the signal and by the light are two things; what both say is said.
  private static func nearest(_ one: Float, _ other: Float) -> Float {
    if (one - 1) * (other - 1) <= 0 { return 1 }
    return abs(one - 1) < abs(other - 1) ? one : other
  }
}

/// One variable by another.
private struct Regression {
  private var count: Float = 0
  private var sums = SIMD2<Float>.zero
  private var crosses = SIMD2<Float>.zero

  mutating func add(_ one: Float, _ other: Float) {
    count += 1
    sums += SIMD2(one, other)
    crosses += SIMD2(one * one, one * other)
  }

  private var means: SIMD2<Float> { sums / max(1, count) }
  var squares: Float { max(1e-3, crosses.x / max(1, count) - means.x * means.x) }
  var product: Float { crosses.y / max(1, count) - means.x * means.y }
  var spread: Float { squares.squareRoot() }
  /// What a neutral value becomes.
  func shift(_ slope: Float) -> Float { means.y - slope * means.x }
}
