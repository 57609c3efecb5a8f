import Testing
import Uncanny

/// Dense motion and the points that follow it: the fast kernels against their twins, and both against what is known.
@Suite struct FlowTests {
  /// Smooth texture, displaced; `noise` code values of noise on top.
  private func level(_ width: Int, _ height: Int, moved by: SIMD2<Float>, noise: Float = 0, seed: UInt64 = 5) -> Level {
    var random = Random(seed: seed)
    let points = (0..<64 * 64).map { _ in Float(random.next() % 1000) / 10 }
    var grain = Random(seed: seed &+ UInt64(abs(by.x) * 100) &+ 1)
    var level = Level(ofWidth: width, height: height, factor: 1)
    level.values = (0..<width * height).map { index in
      let (x, y) = ((Float(index % width) - by.x) / 4 + 4, (Float(index / width) - by.y) / 4 + 4)
      let (u, v) = (x - x.rounded(.down), y - y.rounded(.down))
      let corner = Int(y) * 64 + Int(x)
      let top = points[corner] * (1 - u) + points[corner + 1] * u
      let bottom = points[corner + 64] * (1 - u) + points[corner + 65] * u
      let value = 50 + top * (1 - v) + bottom * v + noise * Float(grain.next() % 1000) / 1000
      return UInt16(max(0, min(value * 64, 16320)))
    }
    return level
  }

  private func columns(_ level: Level) -> Int { (level.width - Flow.side) / Flow.step + 1 }

  private func rows(_ level: Level) -> Int { (level.height - Flow.side) / Flow.step + 1 }

  @Test(arguments: [(9, 9), (17, 12), (48, 27), (131, 75)], [Float(0), 4, 200])
  func `patches are found as the twin says, to the last bit`(_ size: (Int, Int), _ noise: Float) {
    let before = level(size.0, size.1, moved: .zero, noise: noise)
    let now = level(size.0, size.1, moved: [1.3, -0.6], noise: noise)
    var guess = Flow.Field(count: columns(now) * rows(now))
    for index in guess.dx.indices { guess.dx[index] = Float(index % 5) - 2 }
    var fast = Flow.Field(count: guess.dx.count)
    var plain = fast
    for _ in 0..<2 {
      Kernels.flow(now, in: before, width: columns(now), guess: guess, field: &fast)
      PlainKernels.flow(now, in: before, width: columns(now), guess: guess, field: &plain)
    }
    #expect(fast.dx == plain.dx && fast.dy == plain.dy)
    #expect(fast.mismatch == plain.mismatch && fast.change == plain.change && fast.texture == plain.texture)
  }

  @Test(arguments: [UInt16(0), 65535]) func `extremes neither trap nor go astray`(_ value: UInt16) {
    var now = Level(ofWidth: 33, height: 18, factor: 1)
    let before = now
    now.values = now.values.indices.map { $0 % 2 == 0 ? value : 65535 - value }
    var guess = Flow.Field(count: columns(now) * rows(now))
    for index in guess.dx.indices { guess.dx[index] = [Float.nan, .infinity, -1e30, 3][index % 4] }
    var fast = Flow.Field(count: guess.dx.count)
    var plain = fast
    Kernels.flow(now, in: before, width: columns(now), guess: guess, field: &fast)
    PlainKernels.flow(now, in: before, width: columns(now), guess: guess, field: &plain)
    #expect(zip(fast.mismatch, plain.mismatch).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
  }

  @Test func `squares are taken as the twin says, also beyond the edge`() {
    let level = level(31, 22, moved: .zero, noise: 50)
    let places: [SIMD2<Float>] = [[5.3, 7.9], [-40, 3], [1e9, 1e9], [.nan, 2], [30, 21], [2, 2]]
    var squares = [SIMD16<Float>](repeating: .zero, count: 8)
    Kernels.takeSquares(of: level, around: places, into: &squares, from: 2)
    for (index, place) in places.enumerated() {
      #expect(squares[index + 2] == PlainKernels.square(of: level, around: place))
    }
    #expect(squares[0] == .zero && squares[1] == .zero)
  }

  /// The flow of a picture that moves evenly, and its trails, after `count` frames.
  private func followed(
    _ count: Int, by step: SIMD2<Float>, every interval: ClockTime = .milliseconds(40), noise: Float = 1
  ) -> (flow: Flow, trails: Trails) {
    let first = level(160, 96, moved: .zero, noise: noise)
    var flow = Flow(cells: first)
    var trails = Trails(like: flow)
    let blocks = Motion(cells: Level(ofWidth: 1, height: 1, factor: 1), coarse: Level(ofWidth: 1, height: 1, factor: 1))
    for frame in 0..<count {
      let cells = level(160, 96, moved: step * Float(frame), noise: noise)
      let time = ClockTime(nanoseconds: interval.nanoseconds * Int64(frame))
      let moments = flow.moments
      flow.measure(cells, blocks: blocks, at: time)
      guard flow.moments != moments else { continue }
      trails.advance(flow, cells: cells, cb: cells, cr: cells, at: Stamp(frame: frame, running: time, stream: time))
    }
    return (flow, trails)
  }

  @Test(arguments: [SIMD2<Float>(0, 0), [0.3, 0], [-0.7, 0.45], [1.5, -1]])
  func `patches move as the picture does, and the camera with them`(_ step: SIMD2<Float>) {
    let (flow, _) = followed(3, by: step)
    let right = (0..<flow.count).count {
      abs(flow.forward.dx[$0] - step.x) < 0.15 && abs(flow.forward.dy[$0] - step.y) < 0.15
    }
    #expect(right * 10 > flow.count * 8)
    #expect(flow.isDoubtful.count { $0 } * 10 < flow.count * 3)
    #expect(abs(flow.camera.shift.x - step.x) < 0.1 && abs(flow.camera.shift.y - step.y) < 0.1)
    #expect(abs(flow.camera.zoom) < 0.003 && abs(flow.camera.turn) < 0.003)
    #expect(flow.camera.share > 0.8)
  }

  @Test func `points keep to what they follow`() {
    let (_, trails) = followed(12, by: [0.4, 0.2])
    let old = (0..<trails.count).filter { trails.ages[$0] == 12 }
    #expect(old.count * 10 > trails.count * 5)
    let faithful = old.count {
      let way = trails.place($0) - trails.place($0, ago: 11)
      return abs(way.x - 4.4) < 0.6 && abs(way.y - 2.2) < 0.6
    }
    #expect(faithful * 10 > old.count * 9)
    let same = old.count {
      let difference = trails.luma($0) - trails.luma($0, ago: 11)
      return abs(difference.sum() / 16) < 4
    }
    #expect(same * 10 > old.count * 8)
  }

  @Test func `no two points are in one square, and every square has one`() {
    let (_, trails) = followed(9, by: [1.5, -1])
    let squares = (0..<trails.count).filter { trails.ages[$0] > 0 }.map { trails.square(of: trails.place($0)) }
    #expect(Set(squares).count == squares.count)
    #expect(squares.count == trails.count)
  }

  @Test func `at sixty frames a second every second one is left out`() {
    let (flow, trails) = followed(11, by: [0.2, 0], every: ClockTime(nanoseconds: 16_683_333))
    #expect(flow.moments == 6 && trails.moments == 6)
    #expect(abs(flow.camera.shift.x - 0.4) < 0.1)
  }

  @Test func `what comes after a cut is not held against what was before`() {
    var (flow, trails) = followed(6, by: [0.4, 0])
    flow.forget()
    trails.forget()
    #expect(trails.ages.allSatisfy { $0 == 0 })
    let other = level(160, 96, moved: .zero, seed: 77)
    let blocks = Motion(cells: Level(ofWidth: 1, height: 1, factor: 1), coarse: Level(ofWidth: 1, height: 1, factor: 1))
    flow.measure(other, blocks: blocks, at: .seconds(1))
    #expect(!flow.isFresh)
    trails.advance(
      flow, cells: other, cb: other, cr: other, at: Stamp(frame: 25, running: .seconds(1), stream: .seconds(1)))
    #expect(trails.ages.allSatisfy { $0 == 1 })
  }

  @Test func `a picture that is too small has no flow`() {
    let small = Level(ofWidth: 8, height: 8, factor: 1)
    var flow = Flow(cells: small)
    flow.measure(small, blocks: Motion(cells: small, coarse: small), at: .zero)
    #expect(flow.count == 0 && !flow.isFresh)
  }
}
