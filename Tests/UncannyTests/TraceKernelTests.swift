import Testing
import Uncanny
import UncannyScenes

/// The kernels that traces are measured with, each against its plain twin.
@Suite struct TraceKernelTests {
  private static let sizes = [(1, 1), (2, 3), (7, 40), (11, 11), (33, 31), (120, 16)]

  private func grid(_ size: (Int, Int), seed: UInt64, within span: Float = 255) -> Grid<Float> {
    var random = Random(seed: seed)
    var grid = Grid<Float>(width: size.0, height: size.1, of: 0)
    for index in grid.values.indices { grid.values[index] = Float(random.next() % 1000) / 999 * span }
    return grid
  }

  private func isNear(_ a: Grid<Float>, _ b: Grid<Float>, by most: Float) -> Bool {
    a.values.count == b.values.count && zip(a.values, b.values).allSatisfy { abs($0 - $1) <= most }
  }

  @Test(arguments: sizes) func `smoothing and moments are those of the twin`(_ size: (Int, Int)) {
    let picture = grid(size, seed: 3)
    var scratch = [Float](repeating: 0, count: 2 * size.0)
    var (fast, plain) = (picture, picture)
    Kernels.smooth(picture, scratch: &scratch, into: &fast)
    PlainKernels.smooth(picture, into: &plain)
    #expect(isNear(fast, plain, by: 1e-3))
    var (fastVariance, plainVariance) = (picture, picture)
    Kernels.moments(picture, scratch: &scratch, mean: &fast, variance: &fastVariance)
    PlainKernels.moments(picture, mean: &plain, variance: &plainVariance)
    #expect(isNear(fast, plain, by: 1e-3))
    #expect(isNear(fastVariance, plainVariance, by: 0.1))
  }

  @Test(arguments: sizes) func `what is moved lies where the twin says`(_ size: (Int, Int)) {
    let picture = grid(size, seed: 5)
    var (dx, dy) = (grid(size, seed: 6, within: 9), grid(size, seed: 7, within: 9))
    for index in dx.values.indices { dx.values[index] -= 4.5 }
    dy.values[0] = .nan
    dx.values[dx.values.count - 1] = .infinity
    var (fast, plain) = (picture, picture)
    Kernels.warp(picture, by: dx, dy, into: &fast)
    PlainKernels.warp(picture, by: dx, dy, into: &plain)
    #expect(isNear(fast, plain, by: 1e-3))
  }

  @Test func `values are spread as by the twin`() {
    let field = grid((5, 4), seed: 9)
    var (fast, plain) = (Grid<Float>(width: 41, height: 29, of: 0), Grid<Float>(width: 41, height: 29, of: 0))
    Kernels.spread(field.values, columns: 5, first: 7.5, step: 8, gain: 2, into: &fast)
    PlainKernels.spread(field.values, columns: 5, first: 7.5, step: 8, gain: 2, into: &plain)
    #expect(isNear(fast, plain, by: 1e-3))
    #expect(fast.values[0] == 2 * field.values[0])
  }

  @Test(arguments: [Layout.i420, .nv12, .tenBit, .p010])
  func `a plane at another size is that of the twin`(_ layout: Layout) throws {
    let scene = Scene.street(count: 1)
    for (width, height) in [(96, 54), (192, 108), (300, 200), (40, 23)] {
      try scene.picture(0).withFrame(layout) { frame in
        let turns = frame.isInterleaved ? 2 : 1
        for (channel, isLuma) in [((0, 1), true), ((turns - 1, turns), false)] {
          let samples = isLuma ? frame.luma.width : frame.chroma.width / turns
          let rows = isLuma ? frame.luma.height : frame.chroma.height
          let along = Shares(of: samples, to: width, middle: width - 3)
          let down = Shares(of: rows, to: height, middle: height - 2)
          var fast = Grid<UInt8>(width: width - 3, height: height - 2, of: 0)
          var plain = fast
          var scratch = [Float](repeating: 0, count: samples)
          if isLuma {
            Kernels.resample(frame.luma, channel: channel, along: along, down: down, scratch: &scratch, into: &fast)
            PlainKernels.resample(frame.luma, channel: channel, along: along, down: down, into: &plain)
          } else {
            Kernels.resample(frame.cr, channel: channel, along: along, down: down, scratch: &scratch, into: &fast)
            PlainKernels.resample(frame.cr, channel: channel, along: along, down: down, into: &plain)
          }
          let same = zip(fast.values, plain.values).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
          #expect(same)
        }
      }
    }
  }

  @Test func `shares of a value add up to one, and reach no sample that is not there`() {
    for (samples, values) in [(1, 1), (1, 7), (5, 5), (1080, 360), (1000, 333), (17, 64), (64, 1)] {
      let shares = Shares(of: samples, to: values, middle: values)
      #expect(shares.count == values)
      for index in 0..<shares.count {
        let range = Int(shares.starts[index])..<Int(shares.starts[index + 1])
        #expect(abs(shares.shares[range].reduce(0, +) - 1) < 1e-5)
        #expect(Int(shares.firsts[index]) + range.count <= samples)
      }
    }
  }
}
