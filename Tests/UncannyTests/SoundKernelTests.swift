import Testing
import Uncanny

/// The loops over samples against their plain twins.
@Suite struct SoundKernelTests {
  enum Fill: CaseIterable, Sendable {
    case random, silence, rails, extreme, flatTops, faint

    func sample(_ index: Int, _ random: inout Random) -> Float {
      let uniform = Float(random.next() % 2_000_001) / 1_000_000 - 1
      switch self {
      case .random: return uniform
      case .silence: return 0
      case .rails: return index % 5 < 3 ? 1 : -1
      case .extreme:
        return [.nan, .infinity, -.infinity, 3e38, -3e38, .leastNonzeroMagnitude, 0, 1][Int(random.next() % 8)]
      case .flatTops: return max(-0.5, min(Float(sine(Double(index) / 9)), 0.5))
      case .faint: return uniform * 1e-5
      }
    }
  }

  @Test(arguments: Fill.allCases, [1, 2, 3, 8])
  func `a channel is measured as its twin measures it`(_ fill: Fill, _ channels: Int) throws {
    for rate in [1, 8000, 44_100, 96_000, 192_000] {
      let format = try SoundFormat(rate: rate, channels: channels)
      let (weighting, phases) = (Weighting.coefficients(rate: rate), Interpolation.phases(rate: rate))
      var random = Random(seed: 11)
      let counts = [0, 1, 2, 960, 7, 331]
      var fast = (memory: SoundMemory(), step: SoundStep())
      var plain = fast
      var scratch = [Float](repeating: .nan, count: 1100)
      for count in counts {
        let samples = (0..<count * channels).map { fill.sample($0 / channels, &random) }
        let block = try SoundBlock(samples: samples.span, format: format)
        let channel = channels - 1
        for (offset, length) in [(0, count / 2), (count / 2, count - count / 2)] {
          Kernels.measure(
            block, channel: channel, from: offset, count: length, memory: &fast.memory, step: &fast.step,
            weighting: weighting, phases: phases, scratch: &scratch)
          let own = (offset..<offset + length).map { samples[$0 * channels + channel] }
          PlainKernels.measure(
            own, memory: &plain.memory, step: &plain.step, weighting: weighting, phases: phases)
        }
        expectNear(fast.step.energy, plain.step.energy)
        expectNear(fast.step.weighted, plain.step.weighted)
        expectNear(Double(fast.step.between), Double(plain.step.between), 1e-4)
        #expect(fast.step.peak == plain.step.peak)
        #expect(fast.step.rail == plain.step.rail && fast.step.runs == plain.step.runs)
        #expect(fast.memory.history == plain.memory.history && fast.memory.finest == plain.memory.finest)
        #expect(fast.memory.run == plain.memory.run)
      }
    }
  }

  @Test(arguments: Fill.allCases, [2, 3, 8])
  func `two channels are compared as their twin compares them`(_ fill: Fill, _ channels: Int) throws {
    var random = Random(seed: 12)
    let samples = (0..<channels * 500).map { fill.sample($0, &random) }
    let block = try SoundBlock(samples: samples.span, format: SoundFormat(rate: 48_000, channels: channels))
    for (offset, count) in [(0, 500), (3, 1), (17, 400), (500, 0)] {
      let fast = Kernels.compare(block, from: offset, count: count)
      let pairs = (offset..<offset + count).map { (samples[$0 * channels], samples[$0 * channels + 1]) }
      let plain = PlainKernels.compare(pairs.map { $0.0 }, pairs.map { $0.1 })
      expectNear(fast.product, plain.product, 1e-9, scale: Double(count) * 1e6)
      expectNear(fast.difference, plain.difference)
    }
  }

  private func expectNear(_ a: Double, _ b: Double, _ share: Double = 1e-7, scale: Double = 1) {
    #expect(a.isFinite && abs(a - b) <= share * max(scale * 1e-3, abs(b)), "\(a) is not \(b)")
  }
}
