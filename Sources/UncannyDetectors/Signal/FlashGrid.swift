internal import Uncanny

extension Flash {
  /// The cells of a picture in the unit in which flashes are judged, and where each of them stands.
  struct Grid: Sendable {
    /// Values in one cd/m2.
    static let unit: Float = 100

    private var values: [UInt16]
    /// For light every cell, for red those that are saturated.
    private var marks: [UInt16]
    private var changes: OpposingChanges
    private var table: [UInt16] = []
    private var scale: RedScale?

    /// Cells change together when they change within this time: a flash may take three frames to rise.
    private static let together = ClockTime.milliseconds(100)

    init(count: Int) {
      values = [UInt16](repeating: 0, count: count)
      marks = [UInt16](repeating: 1, count: count)
      changes = OpposingChanges(count: count)
    }

    /// The luminance of each cell on a display of 200 cd/m2.
    mutating func takeLuminance(_ cells: Level, _ geometry: Geometry) {
      if table.isEmpty { table = Self.luminances(geometry.range) }
      for index in values.indices { values[index] = table[Int(min(cells.values[index] >> 2, 4095))] }
    }

    /// How red each cell is, and which are saturated.
    mutating func takeRed(_ cells: Level, _ color: Color, _ geometry: Geometry) {
      let scale = scale ?? RedScale(range: geometry.range, matrix: geometry.matrix)
      self.scale = scale
      Kernels.redness(luma: cells, cb: color.cb, cr: color.cr, scale: scale, values: &values, marks: &marks)
    }

    mutating func step(by threshold: Float, below ceiling: Float, at now: Stamp) -> OpposingChanges.Shares {
      changes.step(
        values, marks: marks, threshold: UInt16(max(1, min(threshold, 65535))),
        ceiling: UInt16(max(0, min(ceiling, 65535))), now: now.running, window: Self.together)
    }

    /// By level value / 4, in hundredths of cd/m2: 200 x V^2.1, the law that gives 20 and 160 cd/m2 at 234 and 631 mV.
    private static func luminances(_ range: CodeRange) -> [UInt16] {
      (0..<4096).map { step in
        let code = Float(step) * 4 / Level.unit
        let signal = max(0, (code - range.black) / range.span)
        return UInt16(min(65535, 200 * power(signal, 2.1) * unit))
      }
    }
  }
}
