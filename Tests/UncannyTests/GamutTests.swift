import Testing
import Uncanny
import UncannyScenes

/// The chroma is read once, whoever needs it.
@Suite struct GamutTests {
  @Test(arguments: [(192, 108), (1280, 36), (2600, 20), (33, 31), (1, 1), (4100, 64)])
  func `the color of the cells is the same where the gamut is measured too`(_ width: Int, _ height: Int) throws {
    var scene = Scene.street(count: 1)
    (scene.width, scene.height) = (width, height)
    let picture = scene.picture(0)
    for layout in [Layout.i420, .nv12, .tenBit] {
      let alone = try colors(picture, layout, [.color])
      let together = try colors(picture, layout, [.color, .gamut])
      #expect(alone.count == together.count)
      // each halving rounds; at the edges a mean of means weighs what is there otherwise
      let far = zip(alone, together).count { abs(Int($0) - Int($1)) > 2 }
      #expect(Double(far) <= 0.06 * Double(alone.count) || width < 64)
    }
  }

  @Test func `what is beyond is counted by its area`() throws {
    var picture = Picture(width: 64, height: 64)
    picture.fill(.full, with: Ink(y: 100))
    picture.fill(.left(0.25), with: Ink(y: 250))
    var measurements = Measurements(geometry: Geometry(width: 64, height: 64), features: .gamut)
    try picture.withFrame { measurements.take($0, at: Stamp(frame: 0, rate: 25)) }
    #expect(measurements.gamut.share == 0.25 && measurements.gamut.lumaShare == 0.25)
    #expect(abs(measurements.gamut.highest - 234.0 / 219) < 0.002)
    #expect(abs(measurements.gamut.lowest - 84.0 / 219) < 0.002)
  }

  private func colors(_ picture: Picture, _ layout: Layout, _ features: Features) throws -> [UInt16] {
    try picture.withFrame(layout) { frame in
      var measurements = Measurements(geometry: frame.geometry, features: features)
      measurements.take(frame, at: Stamp(frame: 0, rate: 25))
      return measurements.color.cb.values + measurements.color.cr.values
    }
  }
}
