import Testing
import Uncanny

/// The kernels that find the blocks of one picture in another, each against its plain twin.
@Suite struct MatchingTests {
  private enum Fill: CaseIterable { case random, faint, zero, full, alternating }

  private static let sizes = [(1, 1), (8, 8), (9, 15), (33, 31), (66, 34), (7, 40), (120, 16)]

  private func level(_ size: (Int, Int), _ fill: Fill, seed: UInt64) -> Level {
    var random = Random(seed: seed)
    var level = Level(ofWidth: size.0, height: size.1, factor: 1)
    level.values = level.values.indices.map { index in
      switch fill {
      case .random: UInt16(truncatingIfNeeded: random.next())
      case .faint: 6400 + UInt16(truncatingIfNeeded: random.next() % 128)
      case .zero: 0
      case .full: .max
      case .alternating: index % 2 == 0 ? 0 : .max
      }
    }
    return level
  }

  @Test(arguments: sizes) func `blocks are centered as the twin centers them`(_ size: (Int, Int)) {
    for fill in Fill.allCases {
      let picture = level(size, fill, seed: 3)
      let (fast, plain) = (Kernels.centeredBlocks(of: picture), PlainKernels.centeredBlocks(of: picture))
      #expect(fast.blocks.count == plain.blocks.count)
      #expect(zip(fast.blocks, plain.blocks).allSatisfy { abs($0 - $1) < 0.01 })
      #expect(abs(fast.energy - plain.energy) <= 1e-4 * plain.energy + 1e-3)
    }
  }

  @Test(arguments: sizes) func `blocks go with others as well as the twin says`(_ size: (Int, Int)) {
    for (a, b) in [
      (Fill.random, Fill.random), (.faint, .random), (.random, .zero), (.alternating, .full), (.zero, .faint),
    ] {
      let targets = Kernels.centeredBlocks(of: level(size, a, seed: 5)).blocks
      let picture = level(size, b, seed: 6)
      for reach in [0, 2, 3] {
        let fast = Kernels.matches(for: targets, in: picture, reach: reach)
        let plain = PlainKernels.matches(for: targets, in: picture, reach: reach)
        // two places may go equally well: what counts is how well
        for start in stride(from: 0, to: targets.count, by: 64) {
          let (one, two) = (merit(targets, fast, start), merit(targets, plain, start))
          #expect(abs(one - two) < 1e-3)
        }
      }
    }
  }

  private func merit(_ targets: [Float], _ matches: [Float], _ start: Int) -> Double {
    var (own, product, energy) = (0.0, 0.0, 0.0)
    for index in start..<start + 64 {
      own += Double(matches[index] * matches[index])
      energy += Double(targets[index] * targets[index])
      product += Double(targets[index] * matches[index])
    }
    return product * abs(product) / (own * energy + 1000)
  }

  @Test(arguments: sizes) func `blocks differ as the twin says`(_ size: (Int, Int)) {
    for (a, b) in [(Fill.random, Fill.random), (.faint, .faint), (.random, .zero), (.alternating, .full)] {
      let (one, two) = (level(size, a, seed: 7), level(size, b, seed: 8))
      for reach in [0, 3] {
        let fast = Kernels.mismatch(of: one, from: two, reach: reach)
        let plain = PlainKernels.mismatch(of: one, from: two, reach: reach)
        #expect(zip(fast.values, plain.values).allSatisfy { abs($0 - $1) < 1e-4 })
        #expect(zip(fast.weights, plain.weights).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(fast.values.count == plain.values.count && fast.weights.count == plain.weights.count)
      }
    }
  }

  @Test func `a block is found where it went`() {
    let picture = level((64, 64), .random, seed: 9)
    var moved = picture
    for y in 0..<64 { for x in 0..<64 { moved.values[y * 64 + x] = picture.values[y * 64 + (x + 2) % 64] } }
    let targets = Kernels.centeredBlocks(of: moved).blocks
    let matches = Kernels.matches(for: targets, in: picture, reach: 3)
    // all but the last column of blocks, into which the picture has been wrapped
    for block in 0..<64 where block % 8 < 7 {
      for index in block * 64..<block * 64 + 64 { #expect(abs(targets[index] - matches[index]) < 0.01) }
    }
  }
}
