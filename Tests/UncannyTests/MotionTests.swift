import Testing
import Uncanny

/// Where blocks have moved: the fast kernel against its twin, and both against motion that is known.
@Suite struct MotionTests {
  /// Smooth texture, displaced, with `noise` code values of noise.
  private func levels(_ width: Int, _ height: Int, moved: (Float, Float), noise: Float, seed: UInt64) -> [Level] {
    var random = Random(seed: seed)
    let points = (0..<64 * 64).map { _ in Float(random.next() % 1000) / 10 }
    return [(Float(0), Float(0)), moved].map { by in
      var level = Level(ofWidth: width, height: height, factor: 1)
      level.values = (0..<width * height).map { index in
        let (x, y) = ((Float(index % width) - by.0) / 4 + 4, (Float(index / width) - by.1) / 4 + 4)
        let (u, v) = (x - x.rounded(.down), y - y.rounded(.down))
        let corner = Int(y) * 64 + Int(x)
        let top = points[corner] * (1 - u) + points[corner + 1] * u
        let bottom = points[corner + 64] * (1 - u) + points[corner + 65] * u
        let grain = noise * Float(random.next() % 1000) / 1000
        return UInt16(max(0, min((50 + top * (1 - v) + bottom * v + grain) * 64, 16320)))
      }
      return level
    }
  }

  private func half(_ level: Level) -> Level {
    var out = Level(ofWidth: level.width, height: level.height, factor: 2)
    Kernels.halve(level, into: &out)
    return out
  }

  @Test(arguments: [(8, 8), (17, 9), (48, 27), (160, 90), (131, 75)], [Float(0), 3, 200])
  func `blocks move as the twin says`(_ size: (Int, Int), _ noise: Float) {
    for seed in UInt64(1)...2 {
      let pair = levels(size.0, size.1, moved: (1.3, -0.6), noise: noise, seed: seed)
      for isHalved in [false, true] {
        let (coarse, before) = isHalved ? (half(pair[1]), half(pair[0])) : (pair[1], pair[0])
        var fast = Motion(cells: pair[1], coarse: coarse)
        var plain = fast
        fast.measure(pair[1], from: pair[0], coarse: coarse, from: before)
        PlainKernels.motion(pair[1], from: pair[0], coarse: coarse, from: before, into: &plain)
        #expect(fast.count == (min(coarse.width, coarse.height) < 8 ? 0 : size.0 / 8 * (size.1 / 8)))
        for block in 0..<fast.count {
          #expect(abs(fast.dx[block] - plain.dx[block]) < 1e-2 && abs(fast.dy[block] - plain.dy[block]) < 1e-2)
          #expect(abs(fast.mismatch[block] - plain.mismatch[block]) < 1e-3)
          #expect(abs(fast.change[block] - plain.change[block]) < 1e-3)
          #expect(abs(fast.texture[block] - plain.texture[block]) < 1e-3)
        }
      }
    }
  }

  @Test(arguments: [(Float(0), Float(0)), (0.3, 0), (2, -1), (-3.5, 2.25)])
  func `most blocks move as the picture does`(_ by: (Float, Float)) {
    let pair = levels(160, 96, moved: by, noise: 1, seed: 3)
    var motion = Motion(cells: pair[1], coarse: half(pair[1]))
    motion.measure(pair[1], from: pair[0], coarse: half(pair[1]), from: half(pair[0]))
    let right = (0..<motion.count).count { abs(motion.dx[$0] - by.0) < 0.3 && abs(motion.dy[$0] - by.1) < 0.3 }
    #expect(right * 10 > motion.count * 6)
  }

  @Test(arguments: [UInt16(0), 65535]) func `extremes do not trap`(_ value: UInt16) {
    var now = Level(ofWidth: 33, height: 18, factor: 1)
    let before = now
    now.values = now.values.indices.map { $0 % 2 == 0 ? value : 65535 - value }
    var motion = Motion(cells: now, coarse: now)
    motion.measure(now, from: before, coarse: now, from: before)
    #expect(motion.dx.allSatisfy { $0.isFinite } && motion.dy.allSatisfy { $0.isFinite })
  }
}
