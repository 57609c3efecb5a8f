internal import Uncanny

/// What speaks for two shots being the same material, and not only the same place.
struct Evidence: Sendable, Equatable {
  /// The correlation of their structure, -1...1: the median over frames.
  var agreement: Float
  /// The correlation of what changes in the one with what changes in the other, -1...1; `nil` where next to nothing does.
  var motion: Float?

  /// Two takes of one setup agree in all that stands still, and not in what moves.
  var isSame: Bool {
    guard let motion else { return agreement >= 0.85 }
    return agreement >= 0.6 && motion >= 0.5
  }

  /// Neither the same nor plainly not.
  var isDoubtful: Bool { !isSame && agreement >= 0.8 && motion.map { $0 >= 0.3 } ?? true }

  /// 0...1.
  var weight: Double { Double(max(0, min(1, motion.map { (agreement + $0) / 2 } ?? agreement))) }
}

extension Pairing {
  private static let looks = 24
  private static let (columns, rows) = (32, 18)
  /// The change of a place over a shot, in code values, below which it may be noise.
  private static let noise: Float = 0.7

  /// Compares what both show, frame by frame.
  func evidence() -> Evidence {
    let pairs = pairs(Self.looks, of: frames)
    guard !pairs.isEmpty else { return Evidence(agreement: 0) }
    let read = samplers(placement, columns: Self.columns, rows: Self.rows)
    let ones = pairs.map { read.a(a.pictures[$0.a].luma) }
    let others = pairs.map { read.b(b.pictures[$0.b].luma) }
    let agreements = zip(ones, others).map { Relief(fine: $0).correlation(with: Relief(fine: $1)) }.sorted()
    return Evidence(agreement: agreements[agreements.count / 2], motion: Self.motion(ones, others))
  }

  /// The median over blocks, each counting by how much moves in it, so that a title changes nothing.
  private static func motion(_ ones: [[Float]], _ others: [[Float]]) -> Float? {
    guard ones.count >= 4 else { return nil }
    let (first, second) = (changes(ones), changes(others))
    var blocks: [(correlation: Float, energy: Float)] = []
    var all: Float = 0
    for block in 0..<(columns / 4 * (rows / 3)) {
      let (left, top) = (block % (columns / 4) * 4, block / (columns / 4) * 3)
      var (product, energy, otherEnergy): (Float, Float, Float) = (0, 0, 0)
      for (one, other) in zip(first, second) {
        for row in top..<top + 3 {
          for index in row * columns + left..<row * columns + left + 4 {
            product += one[index] * other[index]
            energy += one[index] * one[index]
            otherEnergy += other[index] * other[index]
          }
        }
      }
      all += energy
      let floor = noise * noise * Float(12 * ones.count)
      if energy > floor {
        blocks.append((product / (energy * max(otherEnergy, 1e-6)).squareRoot(), energy.squareRoot()))
      }
    }
    guard blocks.count >= 2 else { return nil }
    let half = blocks.reduce(0) { $0 + $1.energy } / 2
    var seen: Float = 0
    for block in blocks.sorted(by: { $0.correlation < $1.correlation }) {
      seen += block.energy
      if seen >= half { return block.correlation }
    }
    return nil
  }

  /// What differs in each picture from the mean of all, once all have the same mean and contrast.
  private static func changes(_ pictures: [[Float]]) -> [[Float]] {
    let count = Float(columns * rows)
    let levels = pictures.map { picture in
      let mean = picture.reduce(0, +) / count
      return (mean: mean, spread: (picture.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot())
    }
    let usual = levels.map { $0.spread }.sorted()[levels.count / 2]
    let even = zip(pictures, levels).map { picture, level in
      picture.map { ($0 - level.mean) * usual / max(level.spread, 1) }
    }
    var mean = [Float](repeating: 0, count: columns * rows)
    for picture in even { for index in mean.indices { mean[index] += picture[index] / Float(even.count) } }
    return even.map { picture in zip(picture, mean).map { $0 - $1 } }
  }
}
