extension PlainKernels {
  /// Twin of `Level.difference(from:reach:)`.
  ///
  /// Over blocks of 8x8 that fit into the picture: the samples less their mean, over their mean deviation and one code
  /// value; half the mean absolute difference of two such blocks is their mismatch. Each block is held against all of the
  /// other picture that lie within `reach`, and the least counts, weighted by the greater texture of the two, at most 8.
  package static func difference(of a: Level, from b: Level, reach: Int) -> Level.Difference {
    var (sum, weights, texture, otherTexture, blocks): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
    forEachBlock(of: a, from: b, reach: reach) { least, deviation, otherDeviation in
      let weight = min(8, max(deviation, otherDeviation))
      texture += min(8, deviation)
      otherTexture += min(8, otherDeviation)
      sum += least * weight
      weights += weight
      blocks += 1
    }
    return Level.Difference(
      distance: weights > 0 ? sum / weights : 0, texture: blocks > 0 ? texture / blocks : 0,
      otherTexture: blocks > 0 ? otherTexture / blocks : 0)
  }

  /// Twin of `Kernels.mismatch(of:from:reach:)`: the mismatch of each block, and its weight.
  package static func mismatch(of a: Level, from b: Level, reach: Int) -> Mismatch {
    var mismatch = Mismatch()
    forEachBlock(of: a, from: b, reach: reach) { least, deviation, otherDeviation in
      mismatch.values.append(least)
      mismatch.weights.append(min(8, max(deviation, otherDeviation)))
    }
    return mismatch
  }

  private static func forEachBlock(
    of a: Level, from b: Level, reach: Int, _ body: (_ least: Float, _ deviation: Float, _ other: Float) -> Void
  ) {
    for y in stride(from: 0, through: a.height - side, by: side) {
      for x in stride(from: 0, through: a.width - side, by: side) {
        let block = Block(a, x, y)
        var least = Float.infinity
        for v in max(0, y - reach)...min(b.height - side, y + reach) {
          for u in max(0, x - reach)...min(b.width - side, x + reach) {
            least = min(least, block.mismatch(with: Block(b, u, v)))
          }
        }
        body(least, block.deviation, Block(b, x, y).deviation)
      }
    }
  }

  private static let side = 8

  /// A block in code values, less its mean.
  private struct Block {
    let samples: [Float]
    let deviation: Float

    init(_ level: Level, _ x: Int, _ y: Int) {
      let values = (0..<side * side).map { Float(level.values[(y + $0 / side) * level.width + x + $0 % side]) }
      let mean = values.reduce(0, +) / Float(values.count)
      samples = values.map { ($0 - mean) / Level.unit }
      deviation = samples.reduce(0) { $0 + abs($1) } / Float(values.count)
    }

    func mismatch(with other: Block) -> Float {
      let sum = zip(samples, other.samples).reduce(Float(0)) {
        $0 + abs($1.0 / (deviation + 1) - $1.1 / (other.deviation + 1))
      }
      return sum / Float(2 * samples.count)
    }
  }
}
