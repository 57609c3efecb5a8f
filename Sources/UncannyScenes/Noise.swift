/// Random values that are the same for the same place, always and everywhere.
enum Noise {
  /// 32 bits for a place, after the finalizer of MurmurHash3 (public domain, Appleby).
  static func hash(_ x: Int, _ y: Int, _ seed: Int) -> UInt32 {
    var h = UInt32(truncatingIfNeeded: x) &* 0x9E37_79B1 ^ UInt32(truncatingIfNeeded: y) &* 0x85EB_CA77
    h ^= UInt32(truncatingIfNeeded: seed) &* 0xC2B2_AE3D
    h = (h ^ h >> 16) &* 0x85EB_CA6B
    h = (h ^ h >> 13) &* 0xC2B2_AE35
    return h ^ h >> 16
  }

  /// 0..<1.
  static func uniform(_ x: Int, _ y: Int, _ seed: Int) -> Float { Float(hash(x, y, seed) >> 8) / 16_777_216 }

  /// About normal, mean 0, standard deviation 1: the sum of four bytes.
  static func normal(_ x: Int, _ y: Int, _ seed: Int) -> Float {
    let h = hash(x, y, seed)
    let sum = Float(h & 255) + Float(h >> 8 & 255) + Float(h >> 16 & 255) + Float(h >> 24)
    return (sum - 510) / 147.8
  }

  /// Value noise: smooth between the points of a grid of distance 1, 0...1.
  static func smooth(_ x: Float, _ y: Float, _ seed: Int) -> Float {
    let (column, row) = (x.rounded(.down), y.rounded(.down))
    let (u, v) = (ease(x - column), ease(y - row))
    let (i, j) = (Int(column), Int(row))
    let top = uniform(i, j, seed) * (1 - u) + uniform(i + 1, j, seed) * u
    let bottom = uniform(i, j + 1, seed) * (1 - u) + uniform(i + 1, j + 1, seed) * u
    return top * (1 - v) + bottom * v
  }

  private static func ease(_ t: Float) -> Float { t * t * (3 - 2 * t) }
}
