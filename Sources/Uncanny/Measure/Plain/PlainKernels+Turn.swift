extension PlainKernels {
  /// Twin of `Kernels.unwrap`, for one ring.
  static func ring(of rim: Rim, in level: Level, radius: Float) -> [Float] {
    (0..<Circle.turn.count).map { index in
      let way = SIMD2(Circle.turn.directions[2 * index] * rim.aspect, Circle.turn.directions[2 * index + 1])
      return value(of: level, at: rim.center + way * radius * rim.radius)
    }
  }

  /// Twin of `Kernels.transform`, for one ring: real parts, then imaginary ones.
  static func spectrum(of ring: [Float]) -> [Float] {
    let harmonics = (0..<RimTexture.harmonics).map { Double($0 + RimTexture.lowest) }
    func sum(_ harmonic: Double, shifted: Double) -> Float {
      Float(
        ring.enumerated().reduce(0) { sum, entry in
          let angle = 2 * Double.pi * Double(entry.offset) / Double(ring.count)
          return sum + Double(entry.element) * sine(-harmonic * angle + shifted)
        })
    }
    return harmonics.map { sum($0, shifted: .pi / 2) } + harmonics.map { sum($0, shifted: 0) }
  }

  /// Twin of `Kernels.correlation`, at one turn.
  static func correlation(of before: [Float], with now: [Float], rings: Range<Int>, turn: Double) -> Float {
    let count = RimTexture.harmonics
    var (sum, own, other): (Double, Double, Double) = (0, 0, 0)
    for ring in rings {
      for harmonic in 0..<count {
        let (re, im) = (ring * 2 * count + harmonic, ring * 2 * count + harmonic + count)
        let (a, b) = (SIMD2(Double(before[re]), Double(before[im])), SIMD2(Double(now[re]), Double(now[im])))
        let (aa, bb) = ((a * a).sum(), (b * b).sum())
        let weight = 1 / ((aa * bb).squareRoot() + 1e-6).squareRoot().squareRoot()
        let product = SIMD2(a.x * b.x + a.y * b.y, a.x * b.y - a.y * b.x)
        let angle = Double(harmonic + RimTexture.lowest) * turn
        sum += weight * (product.x * sine(angle + .pi / 2) - product.y * sine(angle))
        own += weight * aa
        other += weight * bb
      }
    }
    let norm = (own * other).squareRoot()
    return norm > 1e-9 ? Float(sum / norm) : 0
  }

  /// Twin of `Kernels.sharpen`, for one ring.
  static func sharpened(_ ring: [Float]) -> [Float] {
    let count = ring.count
    func at(_ index: Int) -> Float { ring[(index % count + count) % count] }
    func wide(_ index: Int) -> Float { (-7...7).reduce(0) { $0 + at(index + $1) } / 15 }
    return (0..<count).map { index in
      let narrow = at(index - 2) + 4 * at(index - 1) + 6 * at(index) + 4 * at(index + 1) + at(index + 2)
      return narrow / 16 - (-7...7).reduce(0) { $0 + wide(index + $1) } / 15
    }
  }

  /// Twin of `Kernels.sectors`, for one sector.
  static func sector(_ index: Int, _ before: [Float], _ now: [Float], count: Int) -> (shared: Float, own: Float) {
    let length = Circle.turn.count / RimTexture.sectors
    var (shared, own): (Float, Float) = (0, 0)
    for ring in 0..<count {
      for angle in index * length..<(index + 1) * length {
        let (a, b) = (before[ring * Circle.turn.count + angle], now[ring * Circle.turn.count + angle])
        shared += a * b / Float(length * count)
        own += (a * a + b * b) / 2 / Float(length * count)
      }
    }
    return (shared, own)
  }

  /// Twin of `Kernels.texture`, for one place.
  static func texture(of level: Level, around place: SIMD2<Float>) -> Float {
    let x = Int(max(4, min(place.x, Float(level.width - 5))))
    let y = Int(max(4, min(place.y, Float(level.height - 5))))
    var (xx, yy, xy): (Float, Float, Float) = (0, 0, 0)
    for v in y - 3...y + 3 {
      for u in x - 3...x + 3 {
        func at(_ u: Int, _ v: Int) -> Float { Float(level.values[v * level.width + u]) / 64 }
        let (across, down) = ((at(u + 1, v) - at(u - 1, v)) / 2, (at(u, v + 1) - at(u, v - 1)) / 2)
        xx += across * across / 49
        yy += down * down / 49
        xy += across * down / 49
      }
    }
    return (xx + yy) / 2 - (((xx - yy) / 2) * ((xx - yy) / 2) + xy * xy).squareRoot()
  }
}
