extension PlainKernels {
  /// One frame's step of the search for opposing changes.
  ///
  /// A cell changes when it has moved by `threshold` from its last extreme, the darker of the two states lies below
  /// `ceiling`, and one of them is marked. A cell that has not changed lately may go either way, and falls if it could do
  /// both; what goes on in the direction of a change that is not long past belongs to that change.
  package static func step(
    _ cells: inout OpposingChanges.Cells, _ values: [UInt16], marks: [UInt16], threshold: UInt16, ceiling: UInt16,
    now: UInt16, window: UInt16
  ) -> OpposingChanges.Counts {
    var counts = OpposingChanges.Counts()
    for (index, value) in values.enumerated() {
      let isFresh = now &- cells.time[index] <= OpposingChanges.pause
      let direction = isFresh ? cells.direction[index] : 0
      let isMarked = marks[index] != 0
      let (isHigher, isLower) = (value > cells.extreme[index], value < cells.low[index])
      if isHigher { (cells.extreme[index], cells.extremeMark[index]) = (value, marks[index]) }
      if isLower { (cells.low[index], cells.lowMark[index]) = (value, marks[index]) }
      var change: Int16 = 0
      if direction >= 0, cells.extreme[index] - value >= threshold, value < ceiling,
        isMarked || cells.extremeMark[index] != 0
      {
        change = -1
      } else if direction <= 0, value - cells.low[index] >= threshold, cells.low[index] < ceiling,
        isMarked || cells.lowMark[index] != 0
      {
        change = 1
      }
      if change > 0 { counts.rises += 1 }
      if change < 0 { counts.falls += 1 }
      if change != 0 || direction < 0 && isLower {
        (cells.extreme[index], cells.extremeMark[index]) = (value, marks[index])
      }
      if change != 0 || direction > 0 && isHigher {
        (cells.low[index], cells.lowMark[index]) = (value, marks[index])
      }
      if change != 0 {
        cells.direction[index] = change
        cells.run[index] = isFresh ? min(cells.run[index] + 1, 1000) : 1
        cells.time[index] = now
      }
      let isLate = now &- cells.time[index] > OpposingChanges.pause
      if cells.run[index] >= OpposingChanges.repeats, !isLate { counts.flashing += 1 }
      guard now &- cells.time[index] <= window else { continue }
      if cells.direction[index] > 0 { counts.rising += 1 }
      if cells.direction[index] < 0 { counts.falling += 1 }
    }
    return counts
  }

  /// Each value and the mean of its differences to the eight around it that differ by no more than `limit` code values.
  package static func smooth(_ source: Level, limit: Float, into out: inout Level) {
    let limit = Int(max(0, min(limit, 255)) * Level.unit)
    for y in 0..<source.height {
      for x in 0..<source.width {
        let value = Int(source.values[y * source.width + x])
        var sum = 0
        for v in [max(0, y - 1), y, min(source.height - 1, y + 1)] {
          for u in [max(0, x - 1), x, min(source.width - 1, x + 1)] {
            let difference = Int(source.values[v * source.width + u]) - value
            if abs(difference) <= limit { sum += difference }
          }
        }
        out.values[y * source.width + x] = UInt16(value + (sum + (sum < 0 ? -4 : 4)) / 9)
      }
    }
  }

  /// How red each cell is, and whether it is saturated red.
  package static func redness(
    luma: Level, cb: Level, cr: Level, scale: RedScale, values: inout [UInt16], marks: inout [UInt16]
  ) {
    func linear(_ signal: Float) -> Float { scale.light[Int(max(0, min(signal, 1)) * 1024 + 0.5)] }
    let range = scale.range
    for index in values.indices {
      let y = (Float(luma.values[index]) - range.black * Level.unit) * (1 / (range.span * Level.unit))
      let u = (Float(cb.values[index]) - 128 * Level.unit) * (1 / (range.chromaSpan * Level.unit))
      let v = (Float(cr.values[index]) - 128 * Level.unit) * (1 / (range.chromaSpan * Level.unit))
      let red = linear(y + scale.red * v)
      let green = linear(y - scale.greenBlue * u - scale.greenRed * v)
      let blue = linear(y + scale.blue * u)
      let purity = (red - green - blue) * scale.unit
      values[index] = UInt16(max(0, min(purity, 65535)))
      marks[index] = red >= scale.ratio * (red + green + blue) && purity >= scale.least ? 1 : 0
    }
  }
}
