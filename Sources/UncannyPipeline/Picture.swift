internal import GStreamer
internal import Uncanny

extension MappedFrame {
  /// Lends the mapped picture in the core's terms; `info` says how its code values are meant.
  ///
  /// - Throws: `PictureError` when the format is none of the four that are asked for, or the geometry does not hold.
  func withPicture<Result>(
    as info: VideoInfo, _ body: (borrowing Frame) throws -> Result
  ) throws -> Result {
    let (width, height) = (self.width, self.height)
    let (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2)
    let (range, matrix, transfer) = (info.range, info.colorMatrix, info.transferLaw)
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
    if isInterleaved {
      return try body(try Frame(luma: luma, cbcr: chroma, range: range, matrix: matrix, transfer: transfer))
    }
    let cr = try Plane(bytes: bytes(2), width: halfWidth, height: halfHeight, rowStride: stride(2), coding: coding)
    return try body(try Frame(luma: luma, cb: chroma, cr: cr, range: range, matrix: matrix, transfer: transfer))
  }
}

extension VideoInfo {
  var range: CodeRange { isFullRange ? .full : .narrow }

  var colorMatrix: ColorMatrix {
    switch matrix {
    case .bt601: .bt601
    case .bt709: .bt709
    case .bt2020: .bt2020
    case .other: .usual(forHeight: height)
    }
  }

  var transferLaw: Uncanny.Transfer {
    switch transfer {
    case .pq: .pq
    case .hlg: .hlg
    case .other: .standard
    }
  }

  /// What the core calls it; `nil` for a format that it does not take.
  var geometry: Geometry? {
    let coding: SampleCoding? =
      switch format {
      case .i420, .nv12: .eightBit
      case .i42010le: .tenBitLow
      case .p01010le: .tenBitHigh
      case .other: nil
      }
    return coding.map {
      Geometry(
        width: width, height: height, coding: $0, range: range, matrix: colorMatrix, transfer: transferLaw)
    }
  }
}
