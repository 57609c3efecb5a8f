/// A small picture of a frame: enough to find the same picture again in another file, of another size, rate, encoder or grade.
public struct Signature: Sendable, Equatable {
  /// Cells a row, of the luma; the chroma has half as many.
  public static let columns = 64
  /// Rows of cells.
  public static let rows = 36

  /// The mean luma of each cell, row by row, in code values as they were coded.
  public let luma: [UInt8]
  /// The mean Cb of each 2x2 cells; empty where color was not measured.
  public let blue: [UInt8]
  /// The mean Cr likewise.
  public let red: [UInt8]

  /// - Parameters:
  ///   - luma: 64 x 36 values; a signature of another number is all zero.
  ///   - blue: 32 x 18 values, or none.
  ///   - red: 32 x 18 values, or none.
  public init(luma: [UInt8], blue: [UInt8] = [], red: [UInt8] = []) {
    let (count, quarter) = (Self.columns * Self.rows, Self.columns * Self.rows / 4)
    self.luma = luma.count == count ? luma : [UInt8](repeating: 0, count: count)
    let isColored = blue.count == quarter && red.count == quarter
    self.blue = isColored ? blue : []
    self.red = isColored ? red : []
  }

  /// The signature of the frame that was measured; colored where its color was.
  package init(_ measurements: borrowing Measurements, isColored: Bool) {
    luma = Self.cells(of: measurements.cells, Self.columns, Self.rows)
    blue = isColored ? Self.cells(of: measurements.color.cb, Self.columns / 2, Self.rows / 2) : []
    red = isColored ? Self.cells(of: measurements.color.cr, Self.columns / 2, Self.rows / 2) : []
  }

  /// The correlation of the luma with that of another, -1...1: what a change of exposure and contrast leaves as it is.
  /// `nil` where one of them is flat.
  public func correlation(with other: Signature) -> Float? {
    let count = Float(luma.count)
    let (own, others) = (luma.reduce(0) { $0 + Float($1) } / count, other.luma.reduce(0) { $0 + Float($1) } / count)
    var (product, squares, othersSquares): (Float, Float, Float) = (0, 0, 0)
    for (one, two) in zip(luma, other.luma) {
      let (a, b) = (Float(one) - own, Float(two) - others)
      product += a * b
      squares += a * a
      othersSquares += b * b
    }
    guard squares > Self.flat * count, othersSquares > Self.flat * count else { return nil }
    return product / (squares * othersSquares).squareRoot()
  }

  /// The variance of a picture that says nothing, in squared code values.
  private static let flat: Float = 2

  /// The means of a grid of parts of a level. A value that lies in two parts counts in each by as much as lies in it, so that
  /// pictures of any size, and their mirror images, come to the same.
  private static func cells(of level: Level, _ columns: Int, _ rows: Int) -> [UInt8] {
    guard level.width > 0, level.height > 0 else { return [UInt8](repeating: 0, count: columns * rows) }
    let across = Parting(of: level.width, among: columns)
    let down = Parting(of: level.height, among: rows)
    var wide = [Float](repeating: 0, count: columns * level.height)
    for row in 0..<level.height {
      for column in 0..<columns {
        let first = row * level.width + across.firsts[column]
        var sum: Float = 0
        for step in 0..<across.span {
          sum +=
            across.weights[column * across.span + step] * Float(level.values[min(first + step, level.values.count - 1)])
        }
        wide[row * columns + column] = sum
      }
    }
    return (0..<columns * rows).map { cell in
      let (column, row) = (cell % columns, cell / columns)
      var sum: Float = 0
      for step in 0..<down.span {
        let line = min(down.firsts[row] + step, level.height - 1)
        sum += down.weights[row * down.span + step] * wide[line * columns + column]
      }
      return UInt8(max(0, min(255, (sum / Level.unit).rounded())))
    }
  }
}

/// How values along a side are shared among fewer, or more, parts of one length.
private struct Parting {
  /// The first value of each part.
  let firsts: [Int]
  /// At most so many values are in a part.
  let span: Int
  /// Of each part, how much of it each of its values is; 0 beyond its end.
  let weights: [Float]

  init(of count: Int, among parts: Int) {
    let length = Double(count) / Double(parts)
    let span = Int(length.rounded(.up)) + 1
    firsts = (0..<parts).map { min(count - 1, Int(Double($0) * length)) }
    weights = firsts.enumerated().flatMap { part, first in
      (0..<span).map { step in
        let (start, end) = (Double(part) * length, Double(part + 1) * length)
        return Float(max(0, min(end, Double(first + step + 1)) - max(start, Double(first + step))) / length)
      }
    }
    self.span = span
  }
}
