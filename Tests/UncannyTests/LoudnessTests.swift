import Testing
import Uncanny
import UncannyScenes

/// The signals of EBU Tech 3341 and 3342, made here, and the true peaks of tones between the samples.
@Suite struct LoudnessTests {
  /// What was measured of a scene, given in blocks of odd lengths.
  private func program(_ scene: SoundScene, mask: UInt64? = nil) throws -> Program {
    let format = try SoundFormat(rate: scene.rate, channels: scene.channels, mask: mask)
    var measurements = SoundMeasurements(format: format)
    let samples = scene.samples()
    var (start, size) = (0, 1)
    while start < samples.count {
      let end = min(samples.count, start + size * scene.channels)
      let block = try SoundBlock(samples: samples.span.extracting(start..<end), format: format)
      var offset = 0
      while offset < block.count { _ = measurements.take(block, from: &offset) }
      start = end
      size = size * 7 % 4801 + 1
    }
    return measurements.program
  }

  private func tone(_ levels: (Double, Double)..., channels: Int = 2) -> SoundScene {
    let parts = levels.map { SoundScene.tone(1000, level: $0.0, length: $0.1, channels: channels) }
    return parts.dropFirst().reduce(parts[0]) { $0.then($1) }
  }

  private func expectNear(
    _ value: Float?, _ wanted: Float, _ tolerance: Float = 0.1, _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(
      value.map { abs($0 - wanted) <= tolerance } ?? false, "\(value ?? .nan) is not \(wanted)", sourceLocation: place)
  }

  @Test(arguments: [44_100, 48_000, 96_000, 192_000], [-23.0, -33])
  func `a stereo tone is as loud as its level`(_ rate: Int, _ level: Double) throws {
    let loudness = try program(tone((level, 6)).at(rate: rate)).loudness
    expectNear(loudness.integrated, Float(level))
    expectNear(loudness.momentary, Float(level))
    expectNear(loudness.shortTerm, Float(level))
    expectNear(loudness.range, 0)
  }

  @Test func `what is 10 LU softer than the rest is left out`() throws {
    expectNear(try program(tone((-36, 10), (-23, 60), (-36, 10))).loudness.integrated, -23)
    expectNear(try program(tone((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10))).loudness.integrated, -23)
    expectNear(try program(tone((-26, 20), (-20, 20.1), (-26, 20))).loudness.integrated, -23)
  }

  @Test func `five channels count by their places`() throws {
    let levels = [-28.0, -28, -24, -30, -30]
    func scene(_ levels: [Double]) -> SoundScene {
      SoundScene(length: 20, channels: levels.count) { decade(levels[$1] / 20) * sine(2 * .pi * 1000 * $0) }
    }
    expectNear(try program(scene(levels)).loudness.integrated, -23)
    // low-frequency effects do not count
    expectNear(try program(scene([-28, -28, -24, -3, -30, -30])).loudness.integrated, -23)
    expectNear(try program(scene([-28, -28, -24, -30, -30, -3]), mask: 0xc0f).loudness.integrated, -4.5)
  }

  @Test(
    arguments: [(0x3f, [1, 1, 1, 0, 1.41, 1.41]), (0xc0f, [1, 1, 1, 0, 1.41, 1.41]), (0, [1, 1, 1, 1, 1, 1])]
      as [(UInt64, [Double])])
  func `a mask says what each channel counts for`(_ mask: UInt64, _ weights: [Double]) throws {
    #expect(try SoundFormat(rate: 48_000, channels: 6, mask: mask).weights == weights)
  }

  @Test func `with a side pair the rear pair is behind`() throws {
    #expect(try SoundFormat(rate: 48_000, channels: 8).weights == [1, 1, 1, 0, 1, 1, 1.41, 1.41])
  }

  @Test(arguments: 0..<20) func `the highest momentary loudness is found wherever it begins`(_ shift: Int) throws {
    let scene = SoundScene.silence(length: Double(shift) * 0.02).then(tone((-23, 0.4))).then(.silence(length: 1))
    expectNear(try program(scene).loudness.highestMomentary, -23)
  }

  @Test(arguments: 0..<20) func `so is the highest short-term loudness`(_ shift: Int) throws {
    let scene = SoundScene.silence(length: Double(shift) * 0.15).then(tone((-23, 3))).then(.silence(length: 1))
    expectNear(try program(scene).loudness.highestShortTerm, -23)
  }

  @Test(
    arguments: [
      ([(-20, 20), (-30, 20)], 10), ([(-20, 20), (-15, 20)], 5), ([(-40, 20), (-20, 20)], 20),
      ([(-50, 20), (-35, 20), (-20, 20), (-35, 20), (-50, 20)], 15),
    ] as [([(Double, Double)], Float)])
  func `the range is that of Tech 3342`(_ levels: [(Double, Double)], _ range: Float) throws {
    let parts = levels.map { SoundScene.tone(1000, level: $0.0, length: $0.1) }
    expectNear(try program(parts.dropFirst().reduce(parts[0]) { $0.then($1) }).loudness.range, range, 1)
  }

  @Test(
    arguments: [(4.0, 0.0), (4, 45), (4, 60), (4, 67.5), (6, 60), (6, 30), (8, 0), (8, 22.5), (8, 67.5)],
    [44_100, 48_000])
  func `a true peak lies between the samples`(_ tone: (part: Double, phase: Double), _ rate: Int) throws {
    // the tone begins and ends softly, so that no step stands out
    let soft = SoundScene(length: 1, rate: rate) { time, _ in
      decade(-0.3) * min(1, time * 20, (1 - time) * 20)
        * sine(2 * .pi * (Double(rate) / tone.part * time + tone.phase / 360))
    }
    let truePeak = Double(try program(soft).truePeak)
    let peak = decibels(truePeak * truePeak)
    #expect(peak >= -6.4 && peak <= -5.8, "\(peak) dBTP")
  }

  @Test func `silence and too little have no loudness`() throws {
    #expect(try program(.silence(length: 5)).loudness.integrated == nil)
    #expect(try program(tone((-23, 0.38))).loudness.integrated == nil)
    #expect(try program(tone((-23, 0.42))).loudness.integrated != nil)
    #expect(try program(tone((-23, 2.9))).loudness.range == nil)
  }
}
