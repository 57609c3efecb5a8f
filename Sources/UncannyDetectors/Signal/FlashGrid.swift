internal import Uncanny

extension Flash {
  /// The cells of a picture in the unit in which flashes are judged, and where each of them stands.
  struct Grid: Sendable {
    /// Values in one cd/m2.
    static let unit: Float = 100
    /// Values in one unit of (R - G - B) x 320.
    static let redUnit: Float = 64

    private var values: [UInt16]
    private var changes: OpposingChanges
    private var table: [UInt16] = []

    init(count: Int) {
      values = [UInt16](repeating: 0, count: count)
      changes = OpposingChanges(count: count)
    }

    /// The luminance of each cell on a display of 200 cd/m2.
    mutating func takeLuminance(_ cells: Level, range: CodeRange) {
      if table.isEmpty { table = Self.luminances(range) }
      for index in values.indices { values[index] = table[Int(cells.values[index] >> 2)] }
    }

    /// How far each cell is saturated red; 0 for all others.
    mutating func takeRed(_ cells: Level, _ color: Color, range: CodeRange) {
      // BT.709: nothing is saturated red whose Cr lies less than 40 code values above gray
      let least = UInt16((128 + 40) * Level.unit)
      for index in values.indices {
        let cr = color.cr.values[index]
        guard cr >= least else {
          values[index] = 0
          continue
        }
        let red = Self.redness(y: cells.values[index], cb: color.cb.values[index], cr: cr, range: range)
        values[index] = UInt16(max(0, min(red * Self.redUnit, 65535)))
      }
    }

    mutating func step(
      by threshold: UInt16, below ceiling: UInt16, at now: Stamp, together: ClockTime
    ) -> OpposingChanges.Shares {
      changes.step(values, threshold: threshold, ceiling: ceiling, now: now.running, window: together)
    }

    /// By level value / 4, in hundredths of cd/m2: 200 x V^2.1, the law that gives 20 and 160 cd/m2 at 234 and 631 mV.
    private static func luminances(_ range: CodeRange) -> [UInt16] {
      (0..<4096).map { step in
        let code = Float(step) * 4 / Level.unit
        let signal = max(0, (code - range.black) / range.span)
        return UInt16(min(65535, 200 * power(signal, 2.1) * unit))
      }
    }

    /// Linear light of a signal of 0...1, by a gamma of 2.2, to the nearest of a thousand steps.
    private static func linear(_ signal: Float) -> Float { light[Int(max(0, min(1, signal)) * 1024)] }

    private static let light = (0...1024).map { power(Float($0) / 1024, 2.2) }

    /// (R - G - B) x 320 in linear light, or 0 where red is not at least 0.8 of the sum.
    private static func redness(y: UInt16, cb: UInt16, cr: UInt16, range: CodeRange) -> Float {
      let luma = (Float(y) / Level.unit - range.black) / range.span
      let chroma: Float = range == .narrow ? 224 : 255
      let blue = (Float(cb) / Level.unit - 128) / chroma
      let red = (Float(cr) / Level.unit - 128) / chroma
      let r = linear(luma + 1.5748 * red)
      let g = linear(luma - 0.1873 * blue - 0.4681 * red)
      let b = linear(luma + 1.8556 * blue)
      guard r > 0, r >= 0.8 * (r + g + b) else { return 0 }
      return max(0, (r - g - b) * 320)
    }
  }
}
