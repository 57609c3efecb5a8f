/// A picture of its own in R'G'B' of 8 bits, full range, as models and crops want it: three bytes a pixel, row by row.
///
/// It is taken from a frame that somebody lends, so that it can be looked at when the frame is gone.
public struct ColorPicture: Sendable, Equatable {
  /// Pixels a row; at least 1.
  public let width: Int
  /// Rows; at least 1.
  public let height: Int
  /// Red, green and blue in turn, `3 * width * height` of them.
  public package(set) var samples: [UInt8]

  /// A picture of one color; sizes below 1 count as 1.
  public init(width: Int, height: Int, color: SIMD3<UInt8> = .zero) {
    self.width = max(1, width)
    self.height = max(1, height)
    samples = [UInt8](repeating: 0, count: 3 * self.width * self.height)
    guard color != .zero else { return }
    for place in 0..<(self.width * self.height) { self[place] = color }
  }

  /// A picture of red, green and blue in turn, row by row; `nil` when there are not as many as the size needs.
  public init?(width: Int, height: Int, samples: [UInt8]) {
    guard width > 0, height > 0, samples.count == 3 * width * height else { return nil }
    self.width = width
    self.height = height
    self.samples = samples
  }

  /// A frame, reduced by the least whole factor that leaves neither side longer than `side` pixels.
  ///
  /// Each pixel is the mean of the samples that it covers.
  public init(_ frame: borrowing Frame, within side: Int) {
    let longest = max(frame.luma.width, frame.luma.height)
    let factor = min(64, max(1, (longest + side - 1) / max(1, side)))
    self.init(
      width: (frame.luma.width + factor - 1) / factor, height: (frame.luma.height + factor - 1) / factor)
    Kernels.color(of: frame, by: factor, into: &self)
  }

  /// Red, green and blue of a pixel, counted row by row; black where there is none.
  public package(set) subscript(place: Int) -> SIMD3<UInt8> {
    get {
      guard place >= 0, 3 * place + 2 < samples.count else { return .zero }
      return SIMD3(samples[3 * place], samples[3 * place + 1], samples[3 * place + 2])
    }
    set {
      guard place >= 0, 3 * place + 2 < samples.count else { return }
      samples[3 * place] = newValue.x
      samples[3 * place + 1] = newValue.y
      samples[3 * place + 2] = newValue.z
    }
  }

  /// The pixel in a column and row; the nearest one at the edge where there is none.
  public package(set) subscript(x: Int, y: Int) -> SIMD3<UInt8> {
    get { self[min(height - 1, max(0, y)) * width + min(width - 1, max(0, x))] }
    set { self[min(height - 1, max(0, y)) * width + min(width - 1, max(0, x))] = newValue }
  }
}

extension ColorPicture {
  /// The picture with another code value for each; what lies outside of 0...255 is clipped.
  public func mapped(_ body: (UInt8) -> Float) -> ColorPicture {
    let table = (0..<256).map { code in
      let value = body(UInt8(code))
      return UInt8(max(0, min(255, value.isNaN ? 0 : value + 0.5)))
    }
    var picture = self
    for index in picture.samples.indices { picture.samples[index] = table[Int(picture.samples[index])] }
    return picture
  }
}
