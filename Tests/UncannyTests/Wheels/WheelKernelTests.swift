import Testing
import UncannyScenes

@testable import Uncanny

/// The loops of the measurement of wheels against their twins.
@Suite struct WheelKernelTests {
  private static func noise(_ width: Int, _ height: Int, seed: UInt64 = 7) -> Level {
    var random = Random(seed: seed)
    var level = Level(ofWidth: width, height: height, factor: 1)
    for index in level.values.indices { level.values[index] = UInt16(random.next() % (255 * 64)) }
    return level
  }

  private func expectNear(_ a: [Float], _ b: [Float], by tolerance: Float = 1e-3) {
    #expect(a.count == b.count)
    for (x, y) in zip(a, b) where !(abs(x - y) <= tolerance * max(1, abs(y))) {
      Issue.record("\(x) is not \(y)")
      return
    }
  }

  @Test(arguments: [1, 2, 3, 5], [(64, 36), (37, 11), (1, 1)]) func `gray is the mean of a square`(
    _ factor: Int, _ size: (Int, Int)
  ) throws {
    var random = Random(seed: 3)
    var picture = Picture(width: size.0, height: size.1)
    for index in picture.luma.indices { picture.luma[index] = UInt8(random.next() % 256) }
    for layout in [Layout.i420, .p010] {
      try picture.withFrame(layout) { frame in
        var fast = Level(ofWidth: size.0, height: size.1, factor: factor)
        var scratch = [UInt16](repeating: 0, count: size.0)
        Kernels.reduceGray(frame, into: &fast, scratch: &scratch)
        let plain = PlainKernels.reduceGray(frame, factor: factor)
        expectNear(fast.values.map { Float($0) }, plain.values.map { Float($0) }, by: 1)
      }
    }
  }

  @Test(arguments: [(64, 36), (5, 3), (1, 1), (2, 7)]) func `what is softened is weighed one, two, one`(
    _ size: (Int, Int)
  ) {
    let level = Self.noise(size.0, size.1)
    var (fast, scratch) = (level, [UInt16](repeating: 0, count: size.0))
    Kernels.soften(level, into: &fast, scratch: &scratch)
    #expect(fast.values == PlainKernels.soften(level).values)
  }

  @Test func `rims are rated as their twin says, at the edge and beyond it`() {
    let level = Self.noise(80, 50)
    let rims: [SIMD4<Float>] = [[40, 25, 12, 1], [3, 25, 9, 0.6], [200, 10, 9, 1], [40, 49, 20, 0.9]]
    var ratings = [Float](repeating: 0, count: 12)
    Kernels.rate(rims, in: level, contrast: 20, into: &ratings)
    for (index, rim) in rims.enumerated() {
      let own = Rim(center: SIMD2(rim.x, rim.y), radius: rim.z, aspect: rim.w)
      let plain = PlainKernels.rate(own, in: level, contrast: 20)
      expectNear(Array(ratings[3 * index..<3 * index + 3]), [plain.score, plain.margin, plain.share])
    }
  }

  @Test func `what is no place is no rim, and does not trap`() {
    let level = Self.noise(30, 20)
    let wild: [Float] = [.nan, .infinity, -.infinity, 1e30]
    var ratings = [Float](repeating: 0, count: 3 * wild.count)
    Kernels.rate(wild.map { SIMD4($0, $0, $0, 1) }, in: level, contrast: 20, into: &ratings)
    #expect(stride(from: 0, to: ratings.count, by: 3).allSatisfy { ratings[$0] == -1 })
    var rings = [Float](repeating: 0, count: Circle.turn.count)
    for value in wild {
      Kernels.unwrap(Rim(center: SIMD2(value, 3), radius: value, aspect: 1), in: level, radii: [1], into: &rings)
      #expect(rings.allSatisfy { (0...255).contains($0) })
    }
  }

  @Test(arguments: [Float(1), 0.6], [Float(6), 17]) func `edges vote as the twin says`(_ aspect: Float, _ radius: Float)
  {
    let level = Self.noise(70, 40)
    var edges = [SIMD4<Float>](repeating: .zero, count: 4000)
    let count = Kernels.edges(in: level, columns: 0..<70, rows: 5..<200, least: 10, into: &edges)
    let plain = PlainKernels.edges(in: level, columns: 0..<70, rows: 5..<40, least: 10)
    #expect(count == plain.count && count > 1000)
    #expect(Array(edges[..<count]) == plain)
    var (aims, votes) = ([Float](repeating: 0, count: 5 * count), [Float](repeating: 0, count: 20 * 12))
    let aimed = Kernels.aim(edges, count: count, aspect: aspect, least: 12, full: 60, into: &aims)
    Kernels.vote(
      aims, length: count, count: aimed, radius: radius, origin: SIMD2(2, 3), cell: 3.5, columns: 20, rows: 12,
      into: &votes)
    let expected = PlainKernels.votes(
      of: plain, aspect: aspect, radius: radius, least: 12, full: 60, origin: SIMD2(2, 3), cell: 3.5, columns: 20,
      rows: 12)
    // a vote on the line between two cells may fall into either
    #expect(zip(votes, expected).count { abs($0 - $1) > 0.01 } <= 4)
    #expect(abs(votes.reduce(0, +) - expected.reduce(0, +)) < 3)
  }

  @Test func `the rings of a wheel, their harmonics and what they have in common are what the twins say`() {
    let (before, now) = (Self.noise(60, 60), Self.noise(60, 60, seed: 9))
    let rim = Rim(center: SIMD2(29.3, 31.6), radius: 14.2, aspect: 0.9)
    let radii: [Float] = [0.4, 0.8, 1.3]
    func rings(_ level: Level) -> [Float] {
      var rings = [Float](repeating: 0, count: 3 * Circle.turn.count)
      Kernels.unwrap(rim, in: level, radii: radii, into: &rings)
      return rings
    }
    let (a, b) = (rings(before), rings(now))
    expectNear(a, radii.flatMap { PlainKernels.ring(of: rim, in: before, radius: $0) })
    func spectra(_ rings: [Float]) -> [Float] {
      var spectra = [Float](repeating: 0, count: 3 * 2 * RimTexture.harmonics)
      Kernels.transform(rings, count: 3, into: &spectra)
      return spectra
    }
    let (p, q) = (spectra(a), spectra(b))
    expectNear(
      Array(p[..<(2 * RimTexture.harmonics)]), PlainKernels.spectrum(of: Array(a[..<Circle.turn.count])), by: 0.05)
    var profile = [Float](repeating: 0, count: 9)
    Kernels.correlation(of: p, with: q, rings: 1..<3, from: -0.4, by: 0.1, into: &profile)
    let plain = (0..<9).map { PlainKernels.correlation(of: p, with: q, rings: 1..<3, turn: -0.4 + 0.1 * Double($0)) }
    expectNear(profile, plain)
    var (fine, other) = (a, b)
    Kernels.sharpen(a, count: 3, into: &fine)
    Kernels.sharpen(b, count: 3, into: &other)
    expectNear(Array(fine[..<Circle.turn.count]), PlainKernels.sharpened(Array(a[..<Circle.turn.count])))
    let sectors = Kernels.sectors(fine, other, count: 3)
    for index in 0..<RimTexture.sectors {
      let plain = PlainKernels.sector(index, fine, other, count: 3)
      expectNear([sectors.shared[index], sectors.own[index]], [plain.shared, plain.own])
    }
  }

  @Test func `texture is what the twin says`() {
    let level = Self.noise(40, 30)
    let places: [SIMD2<Float>] = [[20, 15], [0, 0], [39, 29], [-5, 1e9], [7.9, 8.2]]
    expectNear(
      Kernels.texture(of: level, around: places), places.map { PlainKernels.texture(of: level, around: $0) }, by: 5e-3)
  }
}
