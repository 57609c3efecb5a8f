/// The color of a frame on the grid of its cells.
public struct Color: Sendable {
  /// Cb by cell, in 1/64 code values; gray is 128 code values.
  public package(set) var cb: Level
  /// Cr by cell.
  public package(set) var cr: Level
  /// Means over the picture in code values; not-a-number where no detector needs color.
  public private(set) var meanCb = Float.nan
  public private(set) var meanCr = Float.nan
  /// Counts of cells by color: 8 steps of luma, 4 of Cb, 4 of Cr, the last the fastest.
  public private(set) var histogram = [UInt32](repeating: 0, count: 128)

  package init(like cells: Level, width: Int, height: Int) {
    cb = Level(ofWidth: (width + 1) / 2, height: (height + 1) / 2, factor: max(1, cells.factor / 2))
    cr = cb
  }

  package mutating func conclude(luma: Level) {
    for index in histogram.indices { histogram[index] = 0 }
    let count = min(luma.count, cb.count)
    var sumCb: UInt64 = 0
    var sumCr: UInt64 = 0
    for index in 0..<count {
      let blue = cb.values[index]
      let red = cr.values[index]
      sumCb &+= UInt64(blue)
      sumCr &+= UInt64(red)
      // 14 bits a value: the top 3 of luma, the top 2 of chroma
      let bin = Int(min(luma.values[index] >> 11, 7)) &* 16 &+ Int(min(blue >> 12, 3)) &* 4 &+ Int(min(red >> 12, 3))
      histogram[bin] &+= 1
    }
    guard count > 0 else { return }
    meanCb = Float(sumCb) / Float(count) / Level.unit
    meanCr = Float(sumCr) / Float(count) / Level.unit
  }
}
