import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// Drawn trucks of which it is known how their wheels turn.
@Suite struct WheelTests {
  /// How a truck is shown; none of these changes whether its wheels turn with it.
  enum Shown: CaseIterable, Sendable { case asDrawn, mirrored, reversed, larger, smaller, faster, noisy }

  private static let count = 46

  /// What is said about a truck: the faults of the events, the verdict of the check, and the turns behind the first event.
  private func said(
    of vehicle: Scene.Vehicle, _ shown: Shown = .asDrawn
  ) throws -> (faults: [String], verdict: Summary.Verdict, evidence: SIMD4<Float>, curves: [Curve], dials: [[Dial]]) {
    let count = Self.count
    var scene = Scene.driving(vehicle, count: count)
    switch shown {
    case .asDrawn, .mirrored: break
    case .reversed: scene = scene.paced { count - 1 - $0 }
    case .larger: scene = scene.scaled(by: 2)
    case .smaller: (scene.width, scene.height) = (288, 162)
    case .faster: scene = scene.at(rate: 50)
    case .noisy: scene = scene.grain(3)
    }
    var inspector = Inspector(plan: try Plan(parsing: "none,wheel", from: .standard))
    var events: [Event] = []
    var dials: [[Dial]] = []
    func note(_ changes: [Outcome.Change]) {
      for case .ended(let event) in changes { events.append(event) }
    }
    for frame in 0..<count {
      var picture = scene.picture(frame)
      if shown == .mirrored { picture = picture.mirrored() }
      let about = frame - 2
      var seen: [Observations] = []
      if about >= 0, about % 5 == 0 {
        var region = vehicle.region(at: shown == .reversed ? count - 1 - about : about)
        if shown == .mirrored { region.x = 1 - region.x - region.width }
        let sighting = ObjectSighting(region: region, kind: .vehicle, confidence: 0.8)
        seen = [Observations(stamp: Stamp(frame: about, rate: scene.rate), looked: .objects, objects: [sighting])]
      }
      let outcome = try picture.withFrame {
        inspector.inspect($0, at: Stamp(frame: frame, rate: scene.rate), observing: seen)
      }
      note(outcome.changes)
      dials.append(outcome.marks.flatMap { $0.dials })
    }
    let summary = inspector.finish()
    note(summary.closing)
    let check = try #require(summary.checks.first)
    return (events.map { $0.fault }, check.verdict, events.first?.evidence ?? .zero, events.first?.curves ?? [], dials)
  }

  @Test(arguments: Shown.allCases) func `wheels that turn with the truck are right, however it is shown`(
    _ shown: Shown
  ) throws {
    let said = try said(of: Scene.Vehicle(), shown)
    #expect(said.faults == [])
    #expect(said.verdict == .clear)
  }

  @Test(arguments: Shown.allCases) func `wheels that stand are found, however it is shown`(_ shown: Shown) throws {
    let said = try said(of: Scene.Vehicle().with { $0.turn = { _, _, _ in 1 } }, shown)
    #expect(said.faults == ["wheel.still"])
  }

  @Test(arguments: [Shown.asDrawn, .mirrored, .reversed, .larger])
  func `wheels that turn backwards do so in a mirror too`(_ shown: Shown) throws {
    let said = try said(of: Scene.Vehicle().with { $0.turn = { _, _, rolled in -rolled } }, shown)
    #expect(said.faults == ["wheel.backwards"])
    // clockwise for what goes to the right
    let sign: Float = shown == .mirrored || shown == .reversed ? -1 : 1
    #expect(abs(said.evidence[0] - sign * 0.17) < 0.02)
    #expect(abs(said.evidence[1] + sign * 0.17) < 0.02)
  }

  @Test func `a dial turns as the wheel should, and its other hand stands where the wheel does`() throws {
    #expect(try said(of: Scene.Vehicle()).dials.allSatisfy { $0.isEmpty })
    let still = try said(of: Scene.Vehicle().with { $0.turn = { _, _, _ in 2 } }).dials.filter { !$0.isEmpty }
    #expect(still.count > 10)
    for (before, now) in zip(still, still.dropFirst()) where before.count == now.count {
      for (old, new) in zip(before, now) {
        #expect(abs(new.measured - old.measured) < 0.03)
        // a turn begins anew after a whole one
        let turn = (new.expected - old.expected + 2 * .pi).truncatingRemainder(dividingBy: 2 * .pi)
        #expect(abs(turn - 0.17) < 0.03 || turn == 0, "\(turn)")
        #expect(abs(new.region.y - old.region.y) < 0.05)
      }
    }
  }

  @Test(arguments: [3, 5, 6, 10]) func `the number of spokes does not matter`(_ spokes: Int) throws {
    let right = try said(of: Scene.Vehicle().with { $0.spokes = { _ in spokes } })
    #expect(right.faults == [] && right.verdict == .clear)
    let wrong = try said(
      of: Scene.Vehicle().with {
        $0.spokes = { _ in spokes }
        $0.turn = { _, _, _ in 2 }
      })
    #expect(wrong.faults == ["wheel.still"])
  }

  @Test func `from aside the way is as much shorter as the wheel`() throws {
    #expect(try said(of: Scene.Vehicle().with { $0.aspect = 0.75 }).verdict == .clear)
    let wrong = try said(
      of: Scene.Vehicle().with {
        $0.aspect = 0.75
        $0.turn = { _, _, rolled in -rolled }
      })
    #expect(wrong.faults == ["wheel.backwards"])
  }

  @Test(arguments: [Float(0.3), 0.8]) func `blur accuses nobody`(_ shutter: Float) throws {
    let said = try said(of: Scene.Vehicle().with { $0.shutter = shutter })
    #expect(said.faults == [] && said.verdict != .found)
  }

  @Test(arguments: [8, 12, 16]) func `spokes that come by one a frame accuse nobody`(_ spokes: Int) throws {
    // the rims look as if they stood; the camera goes along
    let vehicle = Scene.Vehicle().with {
      $0.spokes = { _ in spokes }
      $0.speed = 2 * .pi / Float(spokes) * 1.57 * $0.rim
      $0.pan = $0.speed - 0.002
    }
    #expect(try said(of: vehicle).faults == [])
  }

  @Test func `plain rims cannot be told to stand`() throws {
    let plain = Scene.Vehicle().with {
      $0.spokes = { _ in 0 }
      $0.turn = { _, _, _ in 1 }
    }
    #expect(try said(of: plain).verdict == .undecided)
    #expect(try said(of: Scene.Vehicle().with { $0.spokes = { _ in 0 } }).faults == [])
  }

  @Test func `a truck that stands is not accused, and says why`() throws {
    #expect(try said(of: Scene.Vehicle().with { $0.speed = 0 }).verdict == .undecided)
    let passed = Scene.Vehicle().with {
      $0.speed = 0
      $0.pan = -0.008
    }
    #expect(try said(of: passed).verdict == .clear)
  }

  @Test func `an event has a curve for each wheel`() throws {
    let said = try said(of: Scene.Vehicle().with { $0.turn = { _, wheel, rolled in wheel == 0 ? 1 : rolled } })
    #expect(said.faults == ["wheel.disagree"])
    #expect(said.curves.map { $0.number } == [1, 2])
    let (standing, turning) = (try #require(said.curves.first), try #require(said.curves.last))
    #expect(standing.points.count >= 4 && turning.points.count >= 4)
    for point in standing.points { #expect(abs(point.measured) < 0.03 && abs(point.expected - 0.17) < 0.03) }
    for point in turning.points { #expect(abs(point.measured - point.expected) < 0.03) }
    #expect(standing.points.map { $0.frame } == standing.points.map { $0.frame }.sorted())
  }

  @Test func `without a vehicle in sight nothing is told, and nothing measured`() throws {
    var inspector = Inspector(plan: try Plan(parsing: "none,wheel", from: .standard))
    let scene = Scene.driving(count: 3)
    for frame in 0..<3 {
      _ = try scene.picture(frame).withFrame { inspector.inspect($0, at: Stamp(frame: frame, rate: 25)) }
    }
    let check = try #require(inspector.finish().checks.first)
    #expect(check.verdict == .undecided && check.why == "no vehicle is seen")
  }
}
