internal import Uncanny

/// A picture in a square with black bars, as some models want it.
struct Letterbox {
  /// The picture as it stands in the square.
  private let inner: ColorPicture
  private let side: Int
  private let left: Int
  private let top: Int
  /// Pixels of the square for one of the picture.
  let scale: Float

  init(_ picture: ColorPicture, side: Int) {
    scale = Float(side) / Float(max(picture.width, picture.height))
    let width = max(1, Int((Float(picture.width) * scale).rounded()))
    let height = max(1, Int((Float(picture.height) * scale).rounded()))
    inner = picture.resized(width: width, height: height)
    self.side = side
    left = (side - width) / 2
    top = (side - height) / 2
  }

  /// Writes red, green and blue in turn, row by row, through `code`.
  func fill(_ values: inout MutableSpan<Float>, _ code: (UInt8) -> Float) {
    let black = code(0)
    for y in 0..<side {
      for x in 0..<side {
        let place = 3 * (y * side + x)
        guard place + 2 < values.count else { return }
        let isInside = x >= left && x < left + inner.width && y >= top && y < top + inner.height
        let from = 3 * ((y - top) * inner.width + x - left)
        for channel in 0..<3 { values[place + channel] = isInside ? code(inner.samples[from + channel]) : black }
      }
    }
  }

  /// Where a place of the square is in the picture, in pixels of each.
  func place(_ place: SIMD2<Float>) -> SIMD2<Float> { (place - SIMD2(Float(left), Float(top))) / scale }
}
