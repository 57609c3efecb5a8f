/// A parallelogram in a picture, in pixels: what a crop is taken from.
public struct Window: Sendable, Equatable {
  /// Its first corner: the outer edge of the first pixel of the crop.
  public var origin: SIMD2<Float>
  /// From there along the first row.
  public var along: SIMD2<Float>
  /// From there down the first column.
  public var down: SIMD2<Float>

  public init(origin: SIMD2<Float>, along: SIMD2<Float>, down: SIMD2<Float>) {
    self.origin = origin
    self.along = along
    self.down = down
  }

  /// A region of a picture of that size.
  public init(_ region: Region, ofWidth width: Int, height: Int) {
    let size = SIMD2(Float(width), Float(height))
    self.init(
      origin: SIMD2(region.x, region.y) * size, along: SIMD2(region.width * size.x, 0),
      down: SIMD2(0, region.height * size.y))
  }

  /// Where what stands at `place` of the crop, in fractions of its sides, is in the picture.
  public func place(_ place: SIMD2<Float>) -> SIMD2<Float> { origin + along * place.x + down * place.y }

  /// Whether it is near enough to a picture to be sampled: its corners are numbers within 2^19 pixels.
  var isUsable: Bool {
    [origin, origin + along, origin + down, origin + along + down].allSatisfy {
      abs($0.x) < 524_288 && abs($0.y) < 524_288
    }
  }

  /// How many samples are taken along a step of that length: one for each pixel, at most eight.
  static func samples(along step: SIMD2<Float>) -> Int {
    min(8, max(1, Int((step * step).sum().squareRoot().rounded())))
  }
}

extension ColorPicture {
  /// What the window shows, as a picture of that size.
  ///
  /// Each pixel is the mean of as many bilinear samples as it covers pixels, at most 8 x 8; beyond the edge the picture
  /// goes on as it is there. A window that is no place near a picture shows black.
  public func sampled(_ window: Window, width: Int, height: Int) -> ColorPicture {
    var crop = ColorPicture(width: width, height: height)
    if window.isUsable { Kernels.sample(self, in: window, into: &crop) }
    return crop
  }

  /// The whole picture at another size.
  public func resized(width: Int, height: Int) -> ColorPicture {
    sampled(Window(.full, ofWidth: self.width, height: self.height), width: width, height: height)
  }
}
