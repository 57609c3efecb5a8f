internal import Uncanny

/// The local structure of a picture, each place held against its surroundings and their contrast: what encoder, exposure,
/// contrast and most of a grade leave as it is.
///
/// After the divisive normalization of early vision (Heeger, "Normalization of cell responses in cat striate cortex",
/// Visual Neuroscience 9, 1992). Of unit length, so that the product of two is their correlation.
struct Relief: Sendable {
  /// Row by row, 16 columns each; all zero for a plain picture.
  private(set) var lines: [SIMD16<Float>]
  let isPlain: Bool

  /// Structure below this, in code values, is not told from what an encoder adds.
  private static let faint: Float = 0.5
  /// What is added to the contrast around, in code values.
  private static let floor: Float = 3

  /// - Parameters:
  ///   - values: row by row.
  ///   - columns: a multiple of 16.
  ///   - reach: how far the surroundings go.
  init(_ values: [Float], columns: Int, reach: Int) {
    let rows = values.count / max(1, columns)
    let around = Self.blurred(values, columns, rows, reach)
    var relief = zip(values, around).map { $0 - $1 }
    let energy = relief.reduce(0) { $0 + $1 * $1 } / Float(max(1, relief.count))
    isPlain = energy < Self.faint * Self.faint
    let contrast = Self.blurred(relief.map { $0 * $0 }, columns, rows, reach)
    for index in relief.indices { relief[index] /= max(0, contrast[index]).squareRoot() + Self.floor }
    let length = relief.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let scale = isPlain || length <= 0 ? 0 : 1 / length
    lines = stride(from: 0, to: relief.count, by: 16).map { start in
      var line = SIMD16<Float>.zero
      for index in 0..<min(16, relief.count - start) { line[index] = relief[start + index] * scale }
      return line
    }
  }

  /// -1...1; 0 where one of them is plain.
  func correlation(with other: Relief) -> Float {
    var sum = SIMD16<Float>.zero
    for index in 0..<min(lines.count, other.lines.count) { sum += lines[index] * other.lines[index] }
    return sum.sum()
  }

  /// The mean of a square around each place, as far as it lies within the picture.
  static func blurred(_ values: [Float], _ columns: Int, _ rows: Int, _ reach: Int) -> [Float] {
    var wide = values
    for row in 0..<rows {
      blur(from: values, into: &wide, start: row * columns, step: 1, count: columns, reach)
    }
    var result = wide
    for column in 0..<columns { blur(from: wide, into: &result, start: column, step: columns, count: rows, reach) }
    return result
  }

  private static func blur(
    from values: [Float], into result: inout [Float], start: Int, step: Int, count: Int, _ reach: Int
  ) {
    var (sum, number): (Float, Float) = (0, 0)
    for index in 0..<min(reach, count) {
      sum += values[start + index * step]
      number += 1
    }
    for index in 0..<count {
      if index + reach < count {
        sum += values[start + (index + reach) * step]
        number += 1
      }
      if index > reach {
        sum -= values[start + (index - reach - 1) * step]
        number -= 1
      }
      result[start + index * step] = sum / number
    }
  }
}

extension Relief {
  /// As films are searched with: 16 by 9 places.
  init(searching values: [Float]) { self.init(values, columns: 16, reach: 2) }

  /// As frames are told apart with: 32 by 18 places.
  init(fine values: [Float]) { self.init(values, columns: 32, reach: 3) }

  /// As pictures are laid over each other with: all that a signature has.
  init(finest values: [Float]) { self.init(values, columns: Signature.columns, reach: 5) }
}
