import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// Dissolves, fades and wipes are found, about where they are and soon; what only looks like one is let pass.
@Suite struct TransitionTests {
  private let street = Scene.street(count: 60, pan: 0.003)
  private let other = Scene.street(count: 60, seed: 5, pan: 0.003)

  private func shown(_ scene: Scene, _ variation: Variation = .asWritten) throws -> Projection {
    try Projection(scene, plan: Plan(parsing: "none", from: .standard), variation)
  }

  /// One boundary of that kind within `frames`, known no later than half a second after them.
  private func expect(
    _ scene: Scene, _ transition: Shot.Transition, in frames: Range<Int>, _ variation: Variation = .asWritten,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let shown = try shown(scene, variation)
    #expect(shown.shots.map(\.transition) == [.start, transition], sourceLocation: location)
    let start = try #require(shown.shots.last).start.frame - shown.first
    #expect(frames.contains(start), sourceLocation: location)
    let known = try #require(shown.known.first) - shown.first
    #expect(known <= frames.upperBound + Int(scene.rate / 2), sourceLocation: location)
  }

  @Test(arguments: Variation.allCases) func `a dissolve is found`(_ variation: Variation) throws {
    try expect(street.dissolved(to: other, over: 16), .dissolve, in: 44..<60, variation)
  }

  @Test(arguments: [6, 12, 25, 50]) func `a short and a long one are`(_ length: Int) throws {
    try expect(street.dissolved(to: other, over: length), .dissolve, in: 60 - length..<60)
  }

  @Test(arguments: [12.0, 24, 30, 50, 60]) func `at any rate`(_ rate: Double) throws {
    let length = Int(rate * 0.7)
    let still = Scene.street(count: 90, pan: 0.002)
    let next = Scene.street(count: 90, seed: 5, pan: 0.002)
    try expect(still.dissolved(to: next, over: length).at(rate: rate), .dissolve, in: 90 - length..<90)
  }

  @Test func `a dissolve to a card under grain is found`() throws {
    try expect(street.dissolved(to: .card(count: 40), over: 16).grain(3), .dissolve, in: 44..<60)
  }

  @Test(arguments: Variation.allCases) func `a fade through black is found`(_ variation: Variation) throws {
    try expect(street.faded(to: other, over: 12), .fade, in: 60..<72, variation)
  }

  @Test(arguments: [Ink.black, .white, Ink(y: 90, cb: 150, cr: 100)], [0, 6, 120])
  func `a fade through any color, held or not, is found`(_ ink: Ink, _ held: Int) throws {
    try expect(street.faded(to: other, through: ink, over: 16, held: held), .fade, in: 58 + held..<76 + held)
  }

  @Test(arguments: Variation.allCases) func `a wipe is found`(_ variation: Variation) throws {
    let next = Scene.street(count: 60, seed: 5, pan: 0.002)
    try expect(.street(count: 60, pan: 0.002).wiped(to: next, over: 20), .wipe, in: 40..<60, variation)
  }

  @Test func `two transitions in a row are found`() throws {
    let scene = street.dissolved(to: other, over: 12).faded(to: .street(count: 40, seed: 9), over: 10)
    #expect(try shown(scene).shots.map(\.transition) == [.start, .dissolve, .fade])
  }

  @Test func `a pan, a fast one too, is no transition`() throws {
    for pan in [0.005, 0.02, 0.05] as [Float] {
      #expect(try shown(.street(count: 90, pan: pan)).shots.count == 1, "\(pan)")
    }
  }

  @Test func `a shot that fades to one color and comes back is no boundary`() throws {
    for ink in [Ink.black, .white] {
      for held in [0, 25] {
        let back = Scene.street(count: 100, pan: 0.003).paced { $0 + 60 }
        #expect(try shown(street.faded(to: back, through: ink, over: 12, held: held)).shots.count == 1)
      }
    }
  }

  @Test func `lights that are dimmed are no boundary`() throws {
    let dimmed = Scene.street(count: 90, pan: 0.002).changing(30..<90) { frame, picture in
      let part = max(0.2, 1 - Float(frame - 30) / 40)
      picture.forEachLuma(in: .full) { UInt8(16 + (Float($0) - 16) * part) }
    }
    #expect(try shown(dimmed).shots.count == 1)
  }

  @Test func `a slow change of exposure is no boundary`() throws {
    let ramp = Scene.street(count: 90, pan: 0.001).changing(20..<90) { frame, picture in
      let gain = 0.6 + 0.6 * Float(frame - 20) / 70
      picture.forEachLuma(in: .full) { UInt8(min(235, 16 + (Float($0) - 16) * gain)) }
    }
    #expect(try shown(ramp).shots.count == 1)
  }

  @Test func `what crosses the whole picture is no wipe`() throws {
    let crossed = Scene.street(count: 90, pan: 0.001).changing(30..<60) { frame, picture in
      let left = Float(frame - 30) * 1.4 / 30 - 0.4
      let (x, end) = (max(0, left), min(1, left + 0.4))
      picture.fill(Region(x: x, y: 0, width: max(0, end - x), height: 1), with: Ink(y: 60))
    }
    #expect(try shown(crossed).shots.count == 1)
  }

  @Test func `noise alone is none`() throws {
    #expect(try shown(Scene.plain(Ink(y: 90), count: 90).grain(12)).shots.count == 1)
    #expect(try shown(Scene.street(count: 90, pan: 0).grain(12)).shots.count == 1)
  }

  @Test func `a title that is dissolved into a picture that stays is none`() throws {
    let titled = Scene.street(count: 90, pan: 0.001).changing(30..<90) { frame, picture in
      let part = min(1, Float(frame - 30) / 20)
      let region = Region(x: 0.3, y: 0.7, width: 0.4, height: 0.12)
      picture.forEachLuma(in: region) { UInt8(Float($0) * (1 - part) + 220 * part) }
    }
    #expect(try shown(titled).shots.count == 1)
  }

  @Test(arguments: [(1, 1), (7, 5), (8, 8), (64, 8), (2, 500)])
  func `no size and no step of time traps`(_ width: Int, _ height: Int) throws {
    var inspector = Inspector(plan: try Plan(parsing: "none", from: .standard))
    let times: [Int64] = [0, 1, 1, 2, 3_600_000_000_000, 3_600_000_000_001, .max, .max]
    for (index, time) in times.enumerated() {
      let stamp = Stamp(frame: index, running: ClockTime(nanoseconds: time), stream: .zero)
      var picture = Picture(width: width, height: height)
      picture.fill(.full, with: Ink(y: UInt8(20 + index * 25)))
      _ = try picture.withFrame { inspector.inspect($0, at: stamp) }
    }
    #expect(inspector.finish().frames == 8)
  }
}
