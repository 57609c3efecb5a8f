extension PlainKernels {
  /// Twin of `Kernels.centeredBlocks(of:)`.
  package static func centeredBlocks(of picture: Level) -> (blocks: [Float], energy: Float) {
    var blocks: [Float] = []
    for y in stride(from: 0, through: picture.height - 8, by: 8) {
      for x in stride(from: 0, through: picture.width - 8, by: 8) { blocks += centeredBlock(of: picture, x, y) }
    }
    return (blocks, blocks.reduce(0) { $0 + $1 * $1 })
  }

  /// Twin of `Kernels.matches(for:in:reach:)`.
  ///
  /// A block goes with another as the square of their product does, with its sign, over the product of their squares and
  /// 1000; of equals the first counts.
  package static func matches(for targets: [Float], in picture: Level, reach: Int) -> [Float] {
    var matches: [Float] = []
    for y in stride(from: 0, through: picture.height - 8, by: 8) {
      for x in stride(from: 0, through: picture.width - 8, by: 8) {
        let target = Array(targets[matches.count..<matches.count + 64])
        let energy = target.reduce(0) { $0 + $1 * $1 }
        var best = (match: -Float.infinity, block: target)
        for v in max(0, y - reach)...min(picture.height - 8, y + reach) {
          for u in max(0, x - reach)...min(picture.width - 8, x + reach) {
            let block = centeredBlock(of: picture, u, v)
            let product = zip(target, block).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            let match = product * abs(product) / (block.reduce(0) { $0 + $1 * $1 } * energy + 1000)
            if match > best.match { best = (match, block) }
          }
        }
        matches += best.block
      }
    }
    return matches
  }

  private static func centeredBlock(of picture: Level, _ x: Int, _ y: Int) -> [Float] {
    let values = (0..<64).map { Float(picture.values[(y + $0 / 8) * picture.width + x + $0 % 8]) }
    let mean = values.reduce(0, +) / 64
    return values.map { ($0 - mean) / Level.unit }
  }
}
