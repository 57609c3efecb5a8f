/// A picture of 64x36 cells whatever the size of the stream: enough to say whether two shots are taken from the same place,
/// and how the light and the color of the one differ from those of the other.
///
/// Only for standard dynamic range. Light is taken to go with the signal to the power of 2.2, between the law of cameras
/// (about 2.0) and that of displays (2.4 by BT.1886).
public struct Thumbnail: Sendable, Equatable {
  /// The luma, in 1/64 of a code value of full range.
  package private(set) var luma = Level(ofWidth: columns, height: rows, factor: 1)
  /// By cell, in 1/256 stops above (or, negative, below) white.
  package private(set) var light = [Int16](repeating: unusable, count: count)
  /// Red over green and blue over green by cell, as light, in 1/256 stops.
  package private(set) var red = [Int16](repeating: 0, count: count)
  package private(set) var blue = [Int16](repeating: 0, count: count)
  /// Cb and Cr over luma by cell, in 1/4096: what does not change with the exposure.
  package private(set) var cb = [Int16](repeating: 0, count: count)
  package private(set) var cr = [Int16](repeating: 0, count: count)

  static let columns = 64
  static let rows = 36
  static let count = columns * rows
  /// The light of a cell that is too dark or too bright to say anything of its color.
  static let unusable = Int16.min
  static let gamma: Float = 2.2
  /// Parts of a stop.
  static let stop: Float = 256

  /// A signal of 0...1 in steps, and its light in stops below white.
  private static let stops: [Float] = (0...steps).map { step in
    gamma * Float(decibels(Double(max(step, 1)) / Double(steps)) / decibels(2))
  }
  private static let steps = 1023
  /// Signals below and above which a cell does not say what its color is.
  private static let dark: Float = 0.03
  private static let bright: Float = 0.97
  /// The color of a cell that may be gray, as a part of its luma, and its luma: white at 4000 K has a color of 0.19.
  private static let nearlyGray: Float = 0.2
  private static let middle: ClosedRange<Float> = 0.06...0.92

  init() {}

  /// Takes a frame, and counts its cells into `tally`.
  mutating func take(_ measurements: borrowing Measurements, into tally: inout CellTally) {
    let geometry = measurements.geometry
    let (range, matrix) = (geometry.range, geometry.matrix)
    let toSignal = 1 / (Level.unit * range.span)
    let toDifference = 1 / (Level.unit * range.chromaSpan)
    for row in 0..<Self.rows {
      for column in 0..<Self.columns {
        let index = row * Self.columns + column
        let y = (Self.mean(measurements.cells, column, row) - range.black * Level.unit) * toSignal
        let blueness = (Self.mean(measurements.color.cb, column, row) - 128 * Level.unit) * toDifference
        let redness = (Self.mean(measurements.color.cr, column, row) - 128 * Level.unit) * toDifference
        let signal = matrix.rgb(luma: y, blue: blueness, red: redness)
        luma.values[index] = UInt16(max(0, min(y, 1)) * 255 * Level.unit)
        tally.count(light: Self.stops(y))
        guard signal.min() > Self.dark, signal.max() < Self.bright else {
          light[index] = Self.unusable
          continue
        }
        let green = Self.stops(signal.y)
        light[index] = Int16(Self.stops(y) * Self.stop)
        red[index] = Int16((Self.stops(signal.x) - green) * Self.stop)
        blue[index] = Int16((Self.stops(signal.z) - green) * Self.stop)
        cb[index] = Self.ratio(blueness, y)
        cr[index] = Self.ratio(redness, y)
        let chroma = (blueness * blueness + redness * redness).squareRoot()
        tally.chroma += Double(2 * chroma)
        tally.colored += 1
        guard chroma <= Self.nearlyGray * y, Self.middle.contains(y) else { continue }
        tally.gray += SIMD2(Double(red[index]), Double(blue[index])) / Double(Self.stop)
        tally.grays += 1
      }
    }
  }

  /// The light of a signal, in stops above white; what is below 0.1 % counts as that.
  private static func stops(_ signal: Float) -> Float { stops[Int(max(0, min(signal, 1)) * Float(steps))] }

  private static func ratio(_ difference: Float, _ luma: Float) -> Int16 {
    Int16(max(-8, min(difference / max(luma, dark), 7.9)) * 4096)
  }

  /// The mean of the part of a level that a cell spans, at least one value.
  private static func mean(_ level: Level, _ column: Int, _ row: Int) -> Float {
    level.mean(ofColumn: column, of: columns, row: row, of: rows)
  }
}

/// What the cells of many pictures come to.
struct CellTally: Sendable {
  /// Counts of cells by light, in eighths of a stop from ten stops below white on.
  var lights = InlineArray<82, UInt64>(repeating: 0)
  var cells: UInt64 = 0
  /// Sum of the chroma of cells that are neither crushed nor clipped.
  var chroma = 0.0
  var colored = 0.0
  /// Sums of red over green and blue over green of the nearly gray cells in the middle tones, in stops.
  var gray = SIMD2<Double>.zero
  var grays = 0.0

  /// Bins of a stop, and the stops below white at which they begin.
  private static let parts: Float = 8
  private static let depth: Float = 10
  /// A cell as dark as this, in stops, is a bar, or shows nothing.
  private static let nothing: Float = -9

  mutating func count(light stops: Float) {
    guard stops > Self.nothing else { return }
    lights[max(0, min(Int((stops + Self.depth) * Self.parts), lights.count - 1))] &+= 1
    cells &+= 1
  }

  mutating func add(_ other: CellTally) {
    for index in lights.indices { lights[index] &+= other.lights[index] }
    cells &+= other.cells
    chroma += other.chroma
    colored += other.colored
    gray += other.gray
    grays += other.grays
  }

  /// The light below which the share `part` of the cells lies, in stops above white; not-a-number without cells.
  func quantile(_ part: Double) -> Float {
    guard cells > 0 else { return .nan }
    let wanted = Double(cells) * part
    var seen = 0.0
    for index in lights.indices where lights[index] > 0 {
      let here = Double(lights[index])
      if seen + here >= wanted {
        return (Float(index) + Float((wanted - seen) / here)) / Self.parts - Self.depth
      }
      seen += here
    }
    return 0
  }
}
