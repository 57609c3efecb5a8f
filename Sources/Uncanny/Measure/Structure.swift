/// How much structure a reduced picture has, and whose it is.
extension Level {
  /// The share of this picture's structure that one weight times `other` explains, 0...1, where its blocks may be displaced
  /// by up to `reach`: near 1 for the same picture at another contrast.
  func share(explainedBy other: Level, reach: Int) -> Float {
    precondition(other.width == width && other.height == height, "levels of one size are compared")
    let (target, energy) = Kernels.centeredBlocks(of: self)
    let match = Kernels.matches(for: target, in: other, reach: reach)
    var (own, product): (Float, Float) = (1, 0)
    for index in target.indices {
      own += match[index] * match[index]
      product += match[index] * target[index]
    }
    return product * product / (own * (energy + 0.1 * Float(target.count) + 1))
  }

  /// The root mean square deviation within blocks of 8x8, in code values: how much structure there is.
  var texture: Float {
    var sum: Float = 0
    var blocks: Float = 0
    for top in stride(from: 0, through: height - 8, by: 8) {
      for left in stride(from: 0, through: width - 8, by: 8) {
        var (total, squares): (UInt32, UInt64) = (0, 0)
        for y in top..<top + 8 {
          let row = y * width + left
          for index in row..<row + 8 {
            let value = UInt32(values[index])
            total &+= value
            squares &+= UInt64(value &* value)
          }
        }
        // 64 values of 16 bits: the square of their sum has 44
        sum += Float(squares &- (UInt64(total) &* UInt64(total)) / 64)
        blocks += 1
      }
    }
    return blocks > 0 ? (sum / (64 * blocks)).squareRoot() / Level.unit : 0
  }
}
