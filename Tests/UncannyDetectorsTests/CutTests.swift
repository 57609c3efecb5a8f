import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// Hard cuts are found where they are, soon; what only looks like one is let pass.
@Suite struct CutTests {
  private let street = Scene.street(count: 40)

  private func shots(_ scene: Scene, _ variation: Variation = .asWritten) throws -> Projection {
    try Projection(scene, plan: Plan(parsing: "none", from: .standard), variation)
  }

  @Test(arguments: Variation.allCases)
  func `a cut is found at its frame and known three frames later`(_ variation: Variation) throws {
    let shown = try shots(.street(count: 20).cut(to: .street(count: 20, seed: 5)), variation)
    let first = shown.first
    #expect(shown.shots.map { $0.start.frame } == [0, 20 + first])
    #expect(shown.shots.map { $0.end?.frame } == [20 + first, 40 + first])
    #expect(shown.shots.last?.transition == .cut)
    #expect(try #require(shown.known.first) <= 23 + first)
  }

  @Test func `three shots have two cuts`() throws {
    let scene = Scene.street(count: 12).cut(to: .street(count: 6, seed: 5)).cut(to: .card(count: 12))
    #expect(try shots(scene).shots.map { $0.start.frame } == [0, 12, 18])
  }

  @Test func `a cut just before the end is found`() throws {
    let scene = Scene.street(count: 20).cut(to: .street(count: 1, seed: 5))
    #expect(try shots(scene).shots.map { $0.start.frame } == [0, 20])
  }

  @Test func `a flash is no cut`() throws {
    for length in 1...3 {
      #expect(try shots(street.gain(1.6, in: 20..<20 + length)).shots.count == 1)
      #expect(try shots(street.showing(.plain(.white, count: length), in: 20..<20 + length)).shots.count == 1)
    }
  }

  @Test func `a step of exposure is no cut`() throws {
    #expect(try shots(street.gain(0.5, in: 20..<40)).shots.count == 1)
    #expect(try shots(street.gain(1.15, in: 20..<40)).shots.count == 1)
  }

  @Test func `three frames of black are no cut`() throws {
    #expect(try shots(street.showing(.plain(.black, count: 3), in: 20..<23)).shots.count == 1)
  }

  @Test func `black between two shots is one`() throws {
    let scene = Scene.street(count: 15).cut(to: .plain(.black, count: 5)).cut(to: .street(count: 15, seed: 5))
    #expect(try shots(scene).shots.map { $0.start.frame } == [0, 20])
  }

  @Test func `grain, a pan and a stop are no cuts`() throws {
    #expect(try shots(street.grain(6)).shots.count == 1)
    #expect(try shots(.street(count: 40, pan: 0.03)).shots.count == 1)
    #expect(try shots(street.frozen(10..<15)).shots.count == 1)
  }

  @Test(arguments: [25.0, 50]) func `flashing five times a second is no cut`(_ rate: Double) throws {
    let period = Int(rate / 10)
    for region in [Region.full, .left(0.5)] {
      // darker and brighter in turn, as a flash light does it, and black and white
      let turns = street.at(rate: rate).changing(5..<35) { frame, picture in
        let isBright = (frame - 5) / period % 2 == 0
        picture.forEachLuma(in: region) { UInt8(max(16, min(Int($0) + (isBright ? 60 : -60), 235))) }
      }
      #expect(try shots(turns).shots.count == 1)
    }
    // the camera stands still: after a second of another picture, it would be another picture
    let still = Scene.street(count: 40, pan: 0).at(rate: rate)
    #expect(try shots(still.flashing(.full, .white, .black, period: period, in: 5..<35)).shots.count == 1)
  }

  @Test func `a dip to black and back is no cut`() throws {
    let dip = street.changing(10..<30) { frame, picture in
      let part = abs(Float(frame) - 20) / 10
      picture.forEachLuma(in: .full) { UInt8(16 + (Float($0) - 16) * part) }
    }
    #expect(try shots(dip).shots.count == 1)
  }
}
