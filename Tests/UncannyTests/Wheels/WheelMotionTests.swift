import Testing

@testable import Uncanny
@testable import UncannyScenes

/// Points, planes and rims on pictures of which everything is known.
@Suite struct WheelMotionTests {
  private func picture(_ scene: Scene, _ frame: Int) throws -> GrayPicture {
    let drawn = scene.picture(frame)
    return try drawn.withFrame { frame in
      var gray = GrayPicture(geometry: frame.geometry, factor: 1)
      gray.take(frame)
      return gray
    }
  }

  @Test(arguments: [Float(0.4), 3.7, -9.2]) func `points go where the ground goes`(_ step: Float) throws {
    let scene = Scene.ground(count: 2, pan: step / 384)
    let (before, now) = (try picture(scene, 0), try picture(scene, 1))
    var points = Points(in: before.level, columns: 0..<384, rows: 0..<216, grid: (8, 5), where: { _ in true })
    #expect(points.places.count == 40)
    points.follow(from: before, to: now) { _ in .zero }
    let right = points.motions.count { abs($0.x + step) < 0.15 && abs($0.y) < 0.15 }
    #expect(right >= 32)
    let agreed = try #require(AffineMotion.agreed(by: points, tolerance: 0.5, steepest: 0.1))
    let motion = agreed.motion.motion(at: SIMD2(200, 100))
    #expect(abs(motion.x + step) < 0.05 && abs(motion.y) < 0.05)
  }

  @Test func `a plane is found among points that do otherwise`() throws {
    var (points, random) = (Points(), Draws())
    let truth = AffineMotion(origin: SIMD2(50, 50), shift: SIMD2(2, -1), across: SIMD2(0.02, 0), down: SIMD2(0, 0.03))
    for index in 0..<60 {
      let place = SIMD2(Float(random.next(below: 200)), Float(random.next(below: 100)))
      points.places.append(place)
      points.motions.append(index % 3 == 0 ? SIMD2(Float(random.next(below: 40)) - 20, 5) : truth.motion(at: place))
    }
    let agreed = try #require(AffineMotion.agreed(by: points, tolerance: 0.5, steepest: 0.1))
    #expect(agreed.isFollowing.count { $0 } >= 40)
    #expect((agreed.motion.motion(at: SIMD2(100, 30)) - truth.motion(at: SIMD2(100, 30))).magnitude < 0.02)
    #expect(AffineMotion.agreed(by: Points(), tolerance: 0.5, steepest: 0.1) == nil)
  }

  @Test(arguments: [Float(1), 0.75], [3, 5, 8]) func `both wheels of a drawn truck are found where they are`(
    _ aspect: Float, _ spokes: Int
  ) throws {
    let vehicle = Scene.Vehicle().with {
      $0.aspect = aspect
      $0.spokes = { _ in spokes }
    }
    let gray = try picture(.driving(vehicle, count: 1), 0)
    let region = vehicle.region(at: 0)
    let box = PixelBox(
      left: region.x * 384, top: region.y * 216, width: region.width * 384, height: region.height * 216)
    var (finder, fitter) = (WheelFinder(), RimFitter())
    let found = finder.wheels(in: gray.level, box: box, known: [], isThorough: true, fitter: &fitter)
    #expect(found.count == 2)
    for (index, wheel) in found.sorted(by: { $0.rim.center.x < $1.rim.center.x }).enumerated() {
      let center = vehicle.wheel(index, at: 0) * 384 - 0.5
      #expect((wheel.rim.center - center).magnitude < 1)
      #expect(abs(wheel.rim.radius - vehicle.rim * 384) < 1.5)
      #expect(abs(wheel.rim.aspect - aspect) < 0.1)
      #expect(wheel.rating.score > 0.9)
    }
  }

  @Test func `five spokes are five, and a change of shade is none`() {
    var counts = SpokeCounts()
    var five = SIMD16<Float>()
    (five[5], five[10]) = (10, 4)
    for _ in 0..<20 { counts.take(five) }
    var ten = five
    ten[10] = 30
    for _ in 0..<20 { counts.take(ten) }
    #expect(counts.counts == 1)
    var seven = SIMD16<Float>()
    seven[7] = 5
    for _ in 0..<2 { counts.take(seven) }
    #expect(counts.counts == 1)
    for _ in 0..<2 { counts.take(seven) }
    #expect(counts.counts == 2)
  }
}
