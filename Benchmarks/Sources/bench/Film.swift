internal import Uncanny
internal import UncannyScenes

/// Eight pictures of a street with grain, in memory as a decoder leaves them, shown to and fro.
///
/// To and fro so that no frame is like the one before and there is no cut; eight so that together they are larger than
/// the caches.
struct Film: Sendable {
  let layout: Layout
  let width: Int
  let height: Int
  private let pictures: [Planes]

  private struct Planes: Sendable {
    var luma: [UInt8]
    var cb: [UInt8]
    /// Empty where the chroma is interleaved.
    var cr: [UInt8]
  }

  /// - Parameter pan: how far the camera moves in a frame, as part of the width.
  init(width: Int, height: Int, layout: Layout = .i420, pan: Float = 0.002) {
    self.layout = layout
    self.width = width
    self.height = height
    var scene = Scene.street(count: 8, pan: pan).grain(2)
    scene.width = width
    scene.height = height
    pictures = (0..<scene.count).map { Self.planes(of: scene.picture($0), layout) }
  }

  /// Lends the picture of frame `index` of an endless film.
  func withFrame<Result>(_ index: Int, _ body: (borrowing Frame) throws -> Result) throws -> Result {
    let turn = 2 * (pictures.count - 1)
    let place = index % turn
    let planes = pictures[place < pictures.count ? place : turn - place]
    let (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2)
    let luma = try plane(planes.luma.span, width, height)
    if layout.isInterleaved {
      return try body(try Frame(luma: luma, cbcr: try plane(planes.cb.span, 2 * halfWidth, halfHeight)))
    }
    let cb = try plane(planes.cb.span, halfWidth, halfHeight)
    let cr = try plane(planes.cr.span, halfWidth, halfHeight)
    return try body(try Frame(luma: luma, cb: cb, cr: cr))
  }

  @_lifetime(copy bytes)
  private func plane(_ bytes: Span<UInt8>, _ width: Int, _ height: Int) throws -> Plane {
    // SAFETY: bytes of bytes; none of them is padding.
    unsafe try Plane(
      bytes: bytes.bytes, width: width, height: height, rowStride: width * layout.coding.bytesPerSample,
      coding: layout.coding)
  }

  private static func planes(of picture: Picture, _ layout: Layout) -> Planes {
    guard layout.isInterleaved else {
      return Planes(
        luma: stored(picture.luma, layout), cb: stored(picture.cb, layout), cr: stored(picture.cr, layout))
    }
    let pairs = zip(picture.cb, picture.cr).flatMap { [$0, $1] }
    return Planes(luma: stored(picture.luma, layout), cb: stored(pairs, layout), cr: [])
  }

  private static func stored(_ samples: [UInt8], _ layout: Layout) -> [UInt8] {
    guard layout.coding != .eightBit else { return samples }
    return samples.flatMap { sample in
      let word = UInt16(sample) << UInt16(layout.coding.shiftToEightBits)
      return [UInt8(truncatingIfNeeded: word), UInt8(word >> 8)]
    }
  }
}
