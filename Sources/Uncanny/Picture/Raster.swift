/// A picture of 8-bit samples that we own; rows follow each other without padding. Of a picture that was measured, only the
/// sampled rows need be there.
package struct Raster: Sendable {
  package let width: Int
  package let height: Int
  package var samples: [UInt8]

  /// Whether a row is one of those that are counted and compared: two of every four, so that both fields are.
  package static func isSampled(_ row: Int) -> Bool { row & 2 == 0 }

  /// How many of `height` rows those are.
  package static func sampledRows(of height: Int) -> Int { height / 4 * 2 + min(height % 4, 2) }

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
    samples = [UInt8](repeating: 0, count: width * height)
  }
}

/// A reduced picture: each value is the mean of a square of samples.
public struct Level: Sendable, Equatable {
  /// Values a row.
  public let width: Int
  public let height: Int
  /// How many samples of the full picture a value spans in each direction.
  public let factor: Int
  /// Row by row, in 1/64 of an 8-bit code value, so that a mean of 64 samples keeps its fraction.
  public package(set) var values: [UInt16]

  /// A level of a picture of `width` x `height`, all zero. At the right and bottom edge a value may span fewer samples.
  public init(ofWidth width: Int, height: Int, factor: Int) {
    self.width = (width + factor - 1) / factor
    self.height = (height + factor - 1) / factor
    self.factor = factor
    values = [UInt16](repeating: 0, count: self.width * self.height)
  }

  /// How many values there are.
  public var count: Int { values.count }

  /// Values in one code value.
  public static let unit: Float = 64

  /// The mean of a part of the level, as if it had only so many columns and rows; of at least one value.
  ///
  /// - Precondition: the level is not empty.
  func mean(ofColumn column: Int, of columns: Int, row: Int, of rows: Int) -> Float {
    let left = min(column * width / columns, width - 1)
    let right = max(left + 1, (column + 1) * width / columns)
    let top = min(row * height / rows, height - 1)
    let bottom = max(top + 1, (row + 1) * height / rows)
    var sum: UInt32 = 0
    for y in top..<bottom {
      for x in left..<right { sum &+= UInt32(values[y &* width &+ x]) }
    }
    return Float(sum) / Float((right - left) * (bottom - top))
  }
}
