/// How much of the picture lies beyond the limits of EBU R 103: R', G', B' from -5 to 105 %, Y' from -1 to 103 %.
///
/// Measured on means of 4x4 luma samples and of the 2x2 chroma samples that go with them, so that overshoots of a sample
/// or two, as every filter and codec leaves them, do not count. Not-a-number where no detector needs it.
public struct Gamut: Sendable {
  /// The share of the picture in which R', G' or B' is out of its limits, 0...1.
  public private(set) var share = Float.nan
  /// The share in which Y' is, 0...1; never in full range, which ends at black and white.
  public private(set) var lumaShare = Float.nan
  /// The lowest and the highest of R', G' and B', as parts of the distance from black to white.
  public private(set) var lowest = Float.nan
  /// The highest of them.
  public private(set) var highest = Float.nan

  /// The chroma in squares of 2x2.
  var color: Color
  /// Between those and the cells, where there is more than one step.
  private var steps: [(cb: Level, cr: Level)] = []
  private let limits: GamutLimits

  init(quarter: Level, cells: Level, geometry: Geometry) {
    color = Color(like: quarter, width: geometry.width, height: geometry.height)
    limits = GamutLimits(range: geometry.range, matrix: geometry.matrix)
    let (width, height) = ((geometry.width + 1) / 2, (geometry.height + 1) / 2)
    var factor = color.cb.factor * 2
    while factor < cells.factor {
      let level = Level(ofWidth: width, height: height, factor: factor)
      steps.append((level, level))
      factor *= 2
    }
  }

  mutating func conclude(luma: Level) {
    let counts = Kernels.countOutOfGamut(luma: luma, cb: color.cb, cr: color.cr, limits: limits)
    let total = Float(max(1, luma.count))
    share = Float(counts.beyond) / total
    lumaShare = Float(counts.lumaBeyond) / total
    lowest = Float(counts.lowest) / GamutLimits.unit
    highest = Float(counts.highest) / GamutLimits.unit
  }

  /// The chroma by cell, from the squares of 2x2.
  mutating func reduce(into cells: inout Color) {
    guard cells.cb.factor > color.cb.factor else {
      (cells.cb, cells.cr) = (color.cb, color.cr)
      return
    }
    for index in steps.indices {
      let above = index == 0 ? (color.cb, color.cr) : steps[index - 1]
      Kernels.halve(above.0, into: &steps[index].cb)
      Kernels.halve(above.1, into: &steps[index].cr)
    }
    let above = steps.last ?? (color.cb, color.cr)
    Kernels.halve(above.0, into: &cells.cb)
    Kernels.halve(above.1, into: &cells.cr)
  }
}

/// The limits of EBU R 103, and the way from code values to R'G'B', in the whole numbers that are counted with.
package struct GamutLimits: Sendable {
  /// Values in the distance from black to white.
  package static let unit: Float = 16384

  package let black: Int32
  /// From 1/64 code value to 1/4096 of a value: of luma, of Cr in R', of Cb in B', of both in G'.
  package let scale: Int32
  package let red: Int32
  package let blue: Int32
  package let greenRed: Int32
  package let greenBlue: Int32
  package let rgb: ClosedRange<Int32>
  package let luma: ClosedRange<Int32>

  package init(range: CodeRange, matrix: ColorMatrix) {
    let green = 1 - matrix.kr - matrix.kb
    let (luma, chroma) = (Self.unit / (range.span * Level.unit), Self.unit / (range.chromaSpan * Level.unit))
    func fixed(_ factor: Float) -> Int32 { Int32((factor * 4096).rounded()) }
    black = Int32(range.black * Level.unit)
    scale = fixed(luma)
    red = fixed(2 * (1 - matrix.kr) * chroma)
    blue = fixed(2 * (1 - matrix.kb) * chroma)
    greenRed = fixed(2 * (1 - matrix.kr) * matrix.kr / green * chroma)
    greenBlue = fixed(2 * (1 - matrix.kb) * matrix.kb / green * chroma)
    // to the nearest value and one more: what lies on a limit is within
    rgb = Int32(-0.05 * Self.unit) - 2...Int32(1.05 * Self.unit) + 2
    self.luma = Int32(-0.01 * Self.unit) - 2...Int32(1.03 * Self.unit) + 2
  }

  /// How many values lie beyond.
  package struct Counts: Sendable, Equatable {
    /// Of R', G' and B'.
    package var beyond = 0
    /// Of Y'.
    package var lumaBeyond = 0
    /// Of R', G' and B', in `unit`.
    package var lowest = Int32.max
    package var highest = Int32.min

    package init() {}
  }
}
