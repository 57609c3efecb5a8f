import Testing
import Uncanny
import UncannyScenes

/// Pictures of their own, taken from frames and sampled.
@Suite struct ColorPictureTests {
  @Test(arguments: [Layout.i420, .nv12, .tenBit, .p010], [1, 2, 3, 5])
  func `the fast way from a frame to colors is the plain one`(_ layout: Layout, _ factor: Int) throws {
    let scene = Scene.street(count: 1).picture(0)
    try scene.withFrame(layout) { frame in
      let (width, height) = ((frame.luma.width + factor - 1) / factor, (frame.luma.height + factor - 1) / factor)
      var fast = ColorPicture(width: width, height: height)
      var plain = fast
      Kernels.color(of: frame, by: factor, into: &fast)
      PlainKernels.color(of: frame, by: factor, into: &plain)
      #expect(fast == plain)
    }
  }

  @Test func `a window shows what the plain sampler shows, within a code value`() throws {
    let picture = try Self.street()
    let windows = [
      Window(.full, ofWidth: picture.width, height: picture.height),
      Window(origin: SIMD2(30, 20), along: SIMD2(40, 11), down: SIMD2(-9, 35)),
      Window(origin: SIMD2(-50, -50), along: SIMD2(400, 0), down: SIMD2(0, 400)),
    ]
    for window in windows {
      var fast = ColorPicture(width: 37, height: 23)
      var plain = fast
      Kernels.sample(picture, in: window, into: &fast)
      PlainKernels.sample(picture, in: window, into: &plain)
      let worst = zip(fast.samples, plain.samples).map { abs(Int($0) - Int($1)) }.max() ?? 0
      #expect(worst <= 1)
    }
  }

  @Test func `the whole picture at its own size is the picture`() throws {
    let picture = try Self.street()
    #expect(picture.resized(width: picture.width, height: picture.height) == picture)
  }

  @Test func `a window that is no place is black, and no size is too small`() throws {
    let picture = try Self.street()
    let nowhere = Window(origin: SIMD2(.nan, 0), along: SIMD2(1, 0), down: SIMD2(0, 1))
    #expect(picture.sampled(nowhere, width: 2, height: 2) == ColorPicture(width: 2, height: 2))
    let far = Window(origin: SIMD2(1e30, 0), along: SIMD2(1e30, 0), down: SIMD2(0, 1))
    #expect(picture.sampled(far, width: 1, height: 1) == ColorPicture(width: 1, height: 1))
    #expect(picture.sampled(Window(.full, ofWidth: 4, height: 4), width: -3, height: 0).samples.count == 3)
    #expect(ColorPicture(width: 2, height: 2, samples: [1]) == nil)
  }

  @Test func `a red body is as red in another grade, and another hue is told`() throws {
    let region = Region(x: 0.25, y: 0.25, width: 0.5, height: 0.5)
    func hue(_ body: SIMD3<UInt8>, grade: SIMD3<Float> = .one) throws -> Float {
      try #require(BodyColor(of: region, in: Self.truck(body, grade: grade))).hue
    }
    let red = try hue(SIMD3(170, 30, 35))
    #expect(abs(BodyColor.turn(from: red, to: try hue(SIMD3(170, 30, 35), grade: SIMD3(1.08, 1, 0.9)))) < 2)
    #expect(abs(BodyColor.turn(from: red, to: try hue(SIMD3(170, 75, 30)))) > 10)
    #expect(BodyColor(of: region, in: Self.truck(SIMD3(120, 122, 120), grade: .one)) == nil)
    #expect(
      BodyColor(of: Region(x: 0.9, y: 0.9, width: 0.01, height: 0.01), in: Self.truck(SIMD3(170, 30, 35), grade: .one))
        == nil)
  }

  @Test func `an angle is what it is on every side`() {
    #expect(abs(angle(0, 1)) < 1e-6)
    #expect(abs(angle(1, 0) - .pi / 2) < 1e-4)
    #expect(abs(angle(-1, -1) + 3 * .pi / 4) < 1e-4)
    #expect(abs(angle(2, 1) - 1.107_149) < 1e-4)
    #expect(angle(0, 0) == 0)
  }

  private static func street() throws -> ColorPicture {
    try Scene.street(count: 1).picture(0).withFrame(.i420) { ColorPicture($0, within: 4096) }
  }

  /// A body with a white stripe on gray ground, through a grade.
  private static func truck(_ body: SIMD3<UInt8>, grade: SIMD3<Float>) -> ColorPicture {
    var picture = ColorPicture(width: 160, height: 120, color: SIMD3(150, 150, 150))
    for y in 30..<90 { for x in 40..<120 { picture[x, y] = (50..<56).contains(y) ? SIMD3(225, 225, 225) : body } }
    for place in 0..<(160 * 120) {
      let graded = pointwiseMin(SIMD3(repeating: 255), SIMD3<Float>(picture[place % 160, place / 160]) * grade)
      picture[place % 160, place / 160] = SIMD3<UInt8>(graded)
    }
    return picture
  }
}
