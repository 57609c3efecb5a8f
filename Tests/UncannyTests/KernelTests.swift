import Testing
import Uncanny

/// Each fast kernel against its plain twin.
@Suite struct KernelTests {
  @Test(arguments: Lattice.all) func `the luma pass measures what its twin does`(_ lattice: Lattice) throws {
    var before = lattice
    before.seed &+= 99
    before.fill = .random
    for features in [Features.all, []] {
      for comparing in [true, false] {
        let previous = try before.withFrame { LumaResult(fast: $0, previous: nil, features: [], comparing: false) }
        try lattice.withFrame { frame in
          let fast = LumaResult(fast: frame, previous: previous.raster, features: features, comparing: comparing)
          let plain = LumaResult(plain: frame, previous: previous.raster, features: features, comparing: comparing)
          #expect(fast.raster.sampled == plain.raster.sampled)
          #expect(fast.tone.histogram == plain.tone.histogram)
          #expect(fast.profile.columns == plain.profile.columns)
          #expect(fast.profile.rows == plain.profile.rows)
          #expect(fast.quarter == plain.quarter)
          #expect(fast.grain.sums == plain.grain.sums)
          #expect(fast.sums.isNear(plain.sums))
        }
      }
    }
  }

  @Test(arguments: Lattice.all) func `the chroma pass measures what its twin does`(_ lattice: Lattice) throws {
    for factor in [2, 4, 8, 16, 32, 128] {
      let cells = Level(ofWidth: lattice.width, height: lattice.height, factor: factor)
      var fast = Color(like: cells, width: lattice.width, height: lattice.height)
      var plain = fast
      var scratch = LumaScratch(width: lattice.width)
      try lattice.withFrame { frame in
        Kernels.reduceChroma(frame, into: &fast, scratch: &scratch)
        PlainKernels.reduceChroma(frame, into: &plain)
      }
      #expect(fast.cb == plain.cb)
      #expect(fast.cr == plain.cr)
      #expect(fast.cb.count == cells.count || factor == 2, "chroma has a value for each cell of the luma")
    }
  }

  @Test(arguments: Lattice.sizes, Lattice.Fill.allCases)
  func `halving gives what its twin does`(_ size: (Int, Int), _ fill: Lattice.Fill) {
    let source = level(size, fill, seed: 3)
    var fast = Level(ofWidth: source.width, height: source.height, factor: 2)
    var plain = fast
    Kernels.halve(source, into: &fast)
    PlainKernels.halve(source, into: &plain)
    #expect(fast == plain)
  }

  @Test(arguments: Lattice.sizes, Lattice.Fill.allCases)
  func `sums over a level are those of its twin`(_ size: (Int, Int), _ fill: Lattice.Fill) {
    let level = level(size, fill, seed: 8)
    #expect(Kernels.sumOfSteps(level) == PlainKernels.sumOfSteps(level))
    #expect(Kernels.sumOfSteps(stairs(size, seed: 9)) == PlainKernels.sumOfSteps(stairs(size, seed: 9)))
    for level in [level, stairs(size, seed: 9), stairs(size, seed: 10)] {
      for flat in [UInt16(0), 8, 65535] {
        for contour in [UInt16(90)...960, 0...65535, 1...1] {
          let fast = Kernels.staircases(in: level, flat: flat, contour: contour)
          #expect(fast == PlainKernels.staircases(in: level, flat: flat, contour: contour))
        }
      }
    }
  }

  @Test(arguments: Lattice.sizes, Lattice.Fill.allCases)
  func `broken blocks are those of the twin`(_ size: (Int, Int), _ fill: Lattice.Fill) {
    for level in [level(size, fill, seed: 11), patches(size, seed: 12), patches(size, seed: 13)] {
      for least in [Int32(0), 64, 256, 65535] {
        #expect(Kernels.breaks(in: level, by: least) == PlainKernels.breaks(in: level, by: least))
      }
    }
  }

  @Test func `blocks that were exchanged are broken, and the others are not`() {
    var level = Level(ofWidth: 64, height: 48, factor: 1)
    for y in 0..<48 { for x in 0..<64 { level.values[y * 64 + x] = UInt16(6400 + 10 * x + 5 * y) } }
    #expect(Kernels.breaks(in: level, by: 256).count == 0)
    for y in 16..<20 { for x in 20..<36 { level.values[y * 64 + x] = UInt16(8000 + 400 * ((x / 4) % 2)) } }
    let breaks = Kernels.breaks(in: level, by: 256)
    #expect(breaks.count == 4 && breaks.rowsTouched == 1)
    #expect(breaks.region == Region(x: 5 / 16, y: 4 / 12, width: 4 / 16, height: 1 / 12))
  }

  @Test func `a staircase is found, and a slope and a single edge are not`() {
    let steps: [UInt16] = (0..<96).map { UInt16(6400 + $0 / 8 * 128) }
    let slope: [UInt16] = (0..<96).map { UInt16(6400 + $0 * 16) }
    let edge: [UInt16] = (0..<96).map { UInt16($0 < 48 ? 6400 : 6800) }
    // half of the lines run along the steps, and the first and the last band have no neighbor on one side
    for (line, share) in [(steps, Float(80) / 192), (slope, 0), (edge, 0)] {
      var level = Level(ofWidth: 96, height: 96, factor: 1)
      level.values = line.flatMap { [UInt16](repeating: $0, count: 96) }
      #expect(abs(Kernels.staircases(in: level, flat: 8, contour: 90...960) - share) < 0.001)
    }
  }

  @Test(arguments: Lattice.sizes, Lattice.Fill.allCases)
  func `two levels differ as the twins say`(_ size: (Int, Int), _ fill: Lattice.Fill) {
    let (a, b) = (level(size, .random, seed: 4), level(size, fill, seed: 5))
    for limit in [Float(0), 0.01, 2.5, 100, 254, 1023, 5000, -1] {
      #expect(
        a.share(differingFrom: b, byMoreThan: limit) == PlainKernels.share(of: a, differingFrom: b, byMoreThan: limit))
    }
    let (c, d) = (faint(size, seed: 6), faint(size, seed: 7))
    for reach in [0, 1, 3] {
      for (x, y) in [(a, b), (b, a), (a, a), (b, b), (c, d), (d, c), (a, c)] {
        let (fast, plain) = (x.difference(from: y, reach: reach), PlainKernels.difference(of: x, from: y, reach: reach))
        #expect(abs(fast.distance - plain.distance) < 1e-4)
        #expect(abs(fast.texture - plain.texture) < 1e-4)
        #expect(abs(fast.otherTexture - plain.otherTexture) < 1e-4)
      }
    }
  }

  @Test(arguments: Lattice.Fill.allCases, [(0, 0), (1, 65535), (2000, 16000), (20000, 40000), (65535, 65535)])
  func `opposing changes are followed as the twin follows them`(_ fill: Lattice.Fill, _ limits: (Int, Int)) {
    var fast = OpposingChanges.Cells(count: 77)
    var plain = fast
    for step in 0..<60 {
      let marks = level((77, 1), .random, seed: UInt64(step + 900)).values.map { $0 % 3 == 0 ? UInt16(0) : 1 }
      let values = level((77, 1), step % 5 == 4 ? .random : fill, seed: UInt64(step)).values
      let now = UInt16(truncatingIfNeeded: 65_000 + step * 40)
      let (threshold, ceiling) = (UInt16(limits.0), UInt16(limits.1))
      let a = Kernels.step(
        &fast, values, marks: marks, threshold: threshold, ceiling: ceiling, now: now, window: 100)
      let b = PlainKernels.step(
        &plain, values, marks: marks, threshold: threshold, ceiling: ceiling, now: now, window: 100)
      #expect(a == b)
      #expect(fast == plain)
    }
  }

  @Test(arguments: Lattice.sizes, Lattice.Fill.allCases)
  func `smoothing gives what its twin does`(_ size: (Int, Int), _ fill: Lattice.Fill) {
    for source in [level(size, fill, seed: 8), faint(size, seed: 9)] {
      for limit in [Float(0), 0.5, 8, 300] {
        var fast = source
        var plain = source
        Kernels.smooth(source, limit: limit, into: &fast)
        PlainKernels.smooth(source, limit: limit, into: &plain)
        #expect(fast == plain)
      }
    }
  }

  @Test(arguments: ColorMatrix.allCases, [CodeRange.narrow, .full])
  func `redness is what its twin says`(_ matrix: ColorMatrix, _ range: CodeRange) {
    let scale = RedScale(range: range, matrix: matrix)
    for fill in Lattice.Fill.allCases {
      let (y, cb) = (level((99, 7), .random, seed: 10), level((99, 7), .random, seed: 11))
      let cr = level((99, 7), fill, seed: 12)
      var fast = (values: y.values, marks: y.values)
      var plain = fast
      Kernels.redness(luma: y, cb: cb, cr: cr, scale: scale, values: &fast.values, marks: &fast.marks)
      PlainKernels.redness(luma: y, cb: cb, cr: cr, scale: scale, values: &plain.values, marks: &plain.marks)
      #expect(fast == plain)
    }
  }

  @Test(arguments: ColorMatrix.allCases, [CodeRange.narrow, .full])
  func `what is out of gamut is counted as the twin counts it`(_ matrix: ColorMatrix, _ range: CodeRange) {
    let limits = GamutLimits(range: range, matrix: matrix)
    for fill in Lattice.Fill.allCases {
      for size in Lattice.sizes {
        let (y, cb) = (level(size, .random, seed: 13), level(size, .random, seed: 14))
        let cr = level(size, fill, seed: 15)
        for (a, b, c) in [(y, cb, cr), (cr, cb, y), (cr, cr, cr)] {
          let fast = Kernels.countOutOfGamut(luma: a, cb: b, cr: c, limits: limits)
          #expect(fast == PlainKernels.countOutOfGamut(luma: a, cb: b, cr: c, limits: limits))
        }
      }
    }
  }

  /// A level whose texture grows from none to about ten code values, from left to right.
  private func faint(_ size: (Int, Int), seed: UInt64) -> Level {
    var level = level(size, .random, seed: seed)
    for index in level.values.indices {
      level.values[index] = 4000 + level.values[index] % UInt16(1 + 40 * (index % level.width))
    }
    return level
  }

  /// A smooth level in which some blocks of 4x4 were exchanged for others.
  private func patches(_ size: (Int, Int), seed: UInt64) -> Level {
    var level = Level(ofWidth: size.0, height: size.1, factor: 1)
    var random = Random(seed: seed)
    let offsets = (0..<(size.0 / 4 + 1) * (size.1 / 4 + 1)).map { _ in
      random.next() % 3 == 0 ? Int(random.next() % 2000) : 0
    }
    for index in level.values.indices {
      let (x, y) = (index % size.0, index / size.0)
      level.values[index] = UInt16(6400 + 7 * x + 3 * y + offsets[y / 4 * (size.0 / 4 + 1) + x / 4])
    }
    return level
  }

  /// A level of steps of random height and length along its rows.
  private func stairs(_ size: (Int, Int), seed: UInt64) -> Level {
    var level = Level(ofWidth: size.0, height: size.1, factor: 1)
    var random = Random(seed: seed)
    var value = 6000
    for index in level.values.indices {
      if random.next() % 5 == 0 { value += Int(random.next() % 400) - 100 }
      level.values[index] = UInt16(max(0, min(value + Int(random.next() % 6), 65535)))
    }
    return level
  }

  /// A level of random or extreme values, factor 1.
  private func level(_ size: (Int, Int), _ fill: Lattice.Fill, seed: UInt64) -> Level {
    var level = Level(ofWidth: size.0, height: size.1, factor: 1)
    var random = Random(seed: seed)
    level.values = level.values.indices.map { index in
      switch fill {
      case .random: UInt16(truncatingIfNeeded: random.next() % 16321)
      case .zero: 0
      case .full: 65535
      case .alternating: index % 2 == 0 ? 0 : 65535
      }
    }
    return level
  }
}

/// What a luma pass gives.
private struct LumaResult {
  var raster: Raster
  var tone = Tone()
  var profile: Profile
  var quarter: Level
  var grain: Grain
  var sums = LumaSums()

  init(fast frame: borrowing Frame, previous: Raster?, features: Features, comparing: Bool) {
    self.init(of: frame)
    var scratch = LumaScratch(width: frame.luma.width)
    sums = Kernels.measureLuma(
      frame.luma, into: &raster, previous: previous ?? raster, features: features, comparing: comparing, tone: &tone,
      profile: &profile, grain: &grain, quarter: &quarter, scratch: &scratch)
  }

  init(plain frame: borrowing Frame, previous: Raster, features: Features, comparing: Bool) {
    self.init(of: frame)
    sums = PlainKernels.measureLuma(
      frame.luma, into: &raster, previous: previous, features: features, comparing: comparing, tone: &tone,
      profile: &profile, grain: &grain, quarter: &quarter)
  }

  private init(of frame: borrowing Frame) {
    raster = Raster(width: frame.luma.width, height: frame.luma.height)
    profile = Profile(width: frame.luma.width, height: frame.luma.height)
    grain = Grain(width: frame.luma.width, height: frame.luma.height)
    quarter = Level(ofWidth: frame.luma.width, height: frame.luma.height, factor: 4)
  }
}

extension LumaSums {
  /// Whether all counts are equal, and sums of roots as near as single precision is.
  fileprivate func isNear(_ other: LumaSums) -> Bool {
    func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-4 * max(1, abs(b)) }
    guard isNear(gradient, other.gradient), isNear(gradientSquared, other.gradientSquared) else { return false }
    var same = self
    same.gradient = other.gradient
    same.gradientSquared = other.gradientSquared
    return same == other
  }
}

extension Raster {
  /// The rows that are counted and compared; the others are not part of what is promised.
  fileprivate var sampled: [UInt8] {
    (0..<height).filter(Raster.isSampled).flatMap { samples[$0 * width..<($0 + 1) * width] }
  }
}
