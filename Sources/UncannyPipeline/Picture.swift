internal import GStreamer
internal import Uncanny

extension MappedFrame {
  /// Lends the mapped picture in the core's terms.
  ///
  /// - Throws: `PictureError` when the format is none of the four that are asked for, or the geometry does not hold.
  func withPicture<Result>(
    range: CodeRange, _ body: (borrowing Frame) throws -> Result
  ) throws -> Result {
    let (width, height) = (self.width, self.height)
    let (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2)
    let coding: SampleCoding
    let isInterleaved: Bool
    switch format {
    case .i420: (coding, isInterleaved) = (.eightBit, false)
    case .nv12: (coding, isInterleaved) = (.eightBit, true)
    case .i42010le: (coding, isInterleaved) = (.tenBitLow, false)
    case .p01010le: (coding, isInterleaved) = (.tenBitHigh, true)
    case .other: throw PictureError.chromaMismatch
    }
    let luma = try Plane(bytes: bytes(0), width: width, height: height, rowStride: stride(0), coding: coding)
    let chroma = try Plane(
      bytes: bytes(1), width: isInterleaved ? 2 * halfWidth : halfWidth, height: halfHeight, rowStride: stride(1),
      coding: coding)
    if isInterleaved { return try body(try Frame(luma: luma, cbcr: chroma, range: range)) }
    let cr = try Plane(bytes: bytes(2), width: halfWidth, height: halfHeight, rowStride: stride(2), coding: coding)
    return try body(try Frame(luma: luma, cb: chroma, cr: cr, range: range))
  }
}

extension VideoInfo {
  var range: CodeRange { isFullRange ? .full : .narrow }

  /// What the core calls it; `nil` for a format that it does not take.
  var geometry: Geometry? {
    let coding: SampleCoding? =
      switch format {
      case .i420, .nv12: .eightBit
      case .i42010le: .tenBitLow
      case .p01010le: .tenBitHigh
      case .other: nil
      }
    return coding.map { Geometry(width: width, height: height, coding: $0, range: range) }
  }
}
