internal import Uncanny

extension Pairing {
  private static let (columns, rows) = (Signature.columns, Signature.rows)
  /// More frames of a shot are not compared.
  private static let most = 3000

  /// Compares the pictures of some frames as they are; `nil` where none stands beside another.
  func likeness(of frames: Range<Int>) -> Likeness? {
    let read = samplers(placement, columns: Self.columns, rows: Self.rows)
    let colors = samplers(placement, columns: Self.columns / 2, rows: Self.rows / 2, coarseness: 2)
    let pairs = pairs(Self.most, of: frames)
    guard let first = pairs.first else { return nil }
    var (sum, color) = (0.0, 0.0)
    var (worst, worstPair) = (2.0, first)
    for pair in pairs {
      let (one, other) = (a.pictures[pair.a], b.pictures[pair.b])
      let score = Self.similarity(read.a(one.luma), read.b(other.luma))
      sum += score
      if score < worst { (worst, worstPair) = (score, pair) }
      let blue = zip(colors.a(one.blue), colors.b(other.blue)).map { $0 - $1 }
      let red = zip(colors.a(one.red), colors.b(other.red)).map { $0 - $1 }
      let distance = zip(blue, red).reduce(0) { $0 + ($1.0 * $1.0 + $1.1 * $1.1).squareRoot() }
      color += Double(distance) / Double(max(1, blue.count))
    }
    let count = Double(pairs.count)
    return Likeness(
      mean: sum / count, worst: worst, worstFrame: worstPair.b, worstPartner: worstPair.a, color: color / count)
  }

  /// Wang et al., "Image quality assessment: from error visibility to structural similarity", IEEE Trans. on Image
  /// Processing 13, 2004, in squares of 8 by 8 that overlap by half.
  static func similarity(_ one: [Float], _ other: [Float]) -> Double {
    let (luminance, contrast): (Float, Float) = (2.55 * 2.55, 7.65 * 7.65)
    var (sum, count): (Float, Float) = (0, 0)
    for top in Swift.stride(from: 0, through: rows - 8, by: 4) {
      for left in Swift.stride(from: 0, through: columns - 8, by: 4) {
        var (x, y, xx, yy, xy): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
        for row in top..<top + 8 {
          for index in row * columns + left..<row * columns + left + 8 {
            let (a, b) = (one[index], other[index])
            x += a
            y += b
            xx += a * a
            yy += b * b
            xy += a * b
          }
        }
        let (mx, my) = (x / 64, y / 64)
        let (vx, vy, v) = (max(0, xx / 64 - mx * mx), max(0, yy / 64 - my * my), xy / 64 - mx * my)
        sum +=
          (2 * mx * my + luminance) * (2 * v + contrast)
          / ((mx * mx + my * my + luminance) * (vx + vy + contrast))
        count += 1
      }
    }
    return Double(sum / max(1, count))
  }
}
