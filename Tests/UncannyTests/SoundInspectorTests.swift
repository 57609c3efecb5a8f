import Testing
import Uncanny
import UncannyScenes

/// From blocks to steps: times, formats, and what is no sound at all.
@Suite struct SoundInspectorTests {
  private static let plan = Plan(all: Catalog([Catalog.Entry(Probe.self)]))

  /// The times of the findings that were made of blocks of these lengths.
  private func inspect(_ lengths: [Int], _ value: Float = 1, rate: Int = 48_000, channels: Int = 2) throws -> Summary {
    var inspector = SoundInspector(plan: Self.plan)
    let format = try SoundFormat(rate: rate, channels: channels)
    var start = 0
    for length in lengths {
      let samples = [Float](repeating: value, count: length * channels)
      let block = try SoundBlock(samples: samples.span, format: format)
      _ = inspector.inspect(block, at: Self.stamp(start, rate))
      start += length
    }
    return inspector.finish()
  }

  private static func stamp(_ sample: Int, _ rate: Int) -> Stamp {
    let time = ClockTime.seconds(Double(sample) / Double(rate))
    return Stamp(frame: 0, running: time, stream: time)
  }

  @Test func `blocks of any length make the same steps`() throws {
    let whole = try inspect([48_000])
    #expect(whole.frames == 50)
    #expect(try inspect([Int](repeating: 1, count: 48_000)) == whole)
    #expect(try inspect([0, 47_999, 0, 1, 0]) == whole)
    #expect(try inspect([Int](repeating: 1024, count: 46) + [896]) == whole)
  }

  @Test func `another plan ends what is open of what it does not have`() throws {
    var inspector = SoundInspector(plan: Self.plan)
    let samples = [Float](repeating: 2, count: 4800 * 2)
    let block = try SoundBlock(samples: samples.span, format: try SoundFormat(rate: 48_000, channels: 2))
    #expect(inspector.inspect(block, at: Self.stamp(0, 48_000)).changes.count == 1)
    #expect(inspector.adopt(Self.plan).changes.isEmpty)
    let ended = inspector.adopt(Plan(all: Catalog([]))).changes
    guard case .ended(let event)? = ended.first else {
      Issue.record("nothing ended")
      return
    }
    #expect(event.end?.running == .milliseconds(100) && inspector.finish().checks.isEmpty)
  }

  @Test func `too little sound is no step, and nothing is decided`() throws {
    for lengths in [[], [0], [1], [959]] {
      let summary = try inspect(lengths)
      #expect(summary.frames == 0 && summary.checks.first?.verdict == .undecided && summary.closing.isEmpty)
    }
  }

  @Test(arguments: [1, 49, 8000, 11_025, 44_100, 192_000, 768_000], [1, 2, 3, 8, 64])
  func `any rate and number of channels is taken`(_ rate: Int, _ channels: Int) throws {
    for value in [Float.nan, .infinity, -3e38, 0, 0.5] {
      let summary = try inspect([rate / 3, rate / 5, 7], value, rate: rate, channels: channels)
      for check in summary.checks { #expect(check.values.values.allSatisfy { $0.isFinite }) }
    }
  }

  @Test func `what is no format is said`() throws {
    #expect(throws: SoundError.rate(0)) { try SoundFormat(rate: 0, channels: 2) }
    #expect(throws: SoundError.rate(768_001)) { try SoundFormat(rate: 768_001, channels: 2) }
    #expect(throws: SoundError.channels(65)) { try SoundFormat(rate: 1, channels: 65) }
    #expect(throws: SoundError.channels(0)) { try SoundFormat(rate: 1, channels: 0) }
    let samples = [Float](repeating: 0, count: 5)
    #expect(throws: SoundError.brokenOff(bytes: 20, frame: 8)) {
      _ = try SoundBlock(samples: samples.span, format: SoundFormat(rate: 1, channels: 2)).count
    }
  }

  @Test func `a gap in the sound moves what follows, a rounded time does not`() throws {
    var inspector = SoundInspector(plan: Self.plan)
    let format = try SoundFormat(rate: 48_000, channels: 1)
    let second = [Float](repeating: 1, count: 48_000)
    let loud = second.map { $0 * 2 }
    var times: [Double] = []
    for (samples, at) in [(second, 0.0), (second, 1.004), (loud, 1.996), (second, 3.5), (loud, 4.5)] {
      let block = try SoundBlock(samples: samples.span, format: format)
      let stamp = Stamp(frame: 0, running: .seconds(at), stream: .seconds(at + 10))
      for case .began(let event) in inspector.inspect(block, at: stamp).changes {
        times.append(event.start.stream.seconds)
      }
    }
    #expect(times == [12, 14.5])
  }

  @Test func `times that stray a little leave the programme whole`() throws {
    var inspector = SoundInspector(plan: Self.plan)
    let format = try SoundFormat(rate: 44_100, channels: 1)
    let samples = SoundScene.tone(1000, level: -23, length: 0.02, channels: 1).at(rate: 44_100).samples()
    for index in 0..<500 {
      let block = try SoundBlock(samples: samples.span, format: format)
      let time = ClockTime.seconds(Double(index) * 0.02 + Double(index % 5 - 2) * 0.01)
      _ = inspector.inspect(block, at: Stamp(frame: 0, running: time, stream: time))
    }
    let summary = inspector.finish()
    #expect(summary.frames == 500)
    #expect(abs((summary.checks.first?.values["loudness"] ?? 0) - -26) < 0.1)
  }

  @Test func `times of any kind do not trap`() throws {
    var inspector = SoundInspector(plan: Self.plan)
    let times: [Int64] = [0, .max, .min, -1, 1, .max, 0, .min / 2, 40_000_000, .max / 2]
    for index in 0..<60 {
      let format = try SoundFormat(rate: index % 9 == 8 ? 44_100 : 48_000, channels: index % 7 == 6 ? 1 : 2)
      let samples = [Float](repeating: Float(index % 3), count: 2000)
      let time = ClockTime(nanoseconds: times[index % times.count])
      let block = try SoundBlock(samples: samples.span, format: format)
      _ = inspector.inspect(block, at: Stamp(frame: index, running: time, stream: time))
      if index % 11 == 10 { inspector.flush() }
    }
    _ = inspector.finish()
  }

  @Test func `an inspector that has finished is as new`() throws {
    var inspector = SoundInspector(plan: Self.plan)
    let format = try SoundFormat(rate: 48_000, channels: 2)
    let samples = SoundScene.speech(length: 1).samples()
    var summaries: [Summary] = []
    for _ in 0..<2 {
      let block = try SoundBlock(samples: samples.span, format: format)
      _ = inspector.inspect(block, at: Self.stamp(0, 48_000))
      summaries.append(inspector.finish())
    }
    #expect(summaries[0] == summaries[1])
  }
}

/// Finds fault with steps that are louder than full scale, and tells what was measured.
private struct Probe: SoundDetector {
  mutating func inspect(_ measurements: borrowing SoundMeasurements) -> Finding? {
    let channel = measurements.channels[0]
    return Finding(
      score: channel.peak > 1.5 ? 1 : 0,
      evidence: [channel.peak, Float(channel.meanSquare), channel.truePeak, measurements.pair == nil ? 0 : 1])
  }

  func values(_ measurements: borrowing SoundMeasurements) -> [String: Float] {
    ["loudness": measurements.program.loudness.integrated ?? 0, "peak": measurements.program.truePeak]
  }

  static let parameters: [Parameter<Probe>] = []
  static let card = Card(
    id: "probe", family: .audio, title: "probe", faults: [Card.Fault(title: "probe")], severity: Escalation(.info),
    delay: .zero, hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .zero),
    evidence: ["peak", "energy", "true peak", "pair"], sees: "", why: "", method: "", limits: "", undecided: "",
    references: [])
  static func message(for event: Event) -> String { "probe" }
}
