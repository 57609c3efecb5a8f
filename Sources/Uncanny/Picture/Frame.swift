/// One picture of the stream in 4:2:0, borrowed: luma, chroma, and how the code values are meant.
public struct Frame: ~Escapable, Sendable {
  /// Y, in the full size.
  public let luma: Plane
  /// Cb, or Cb and Cr in turn where the chroma is interleaved.
  public let chroma: Plane
  /// Cr; the same plane as `chroma` where the chroma is interleaved.
  public let cr: Plane
  /// NV12 and P010 rather than I420.
  public let isInterleaved: Bool
  /// Which code values are black and white.
  public let range: CodeRange
  /// How its luma and chroma were made from red, green and blue.
  public let matrix: ColorMatrix
  /// What light its signal means.
  public let transfer: Transfer

  /// A picture in three planes.
  ///
  /// - Throws: `PictureError.chromaMismatch` when a chroma plane is not half the luma plane, rounded up.
  @_lifetime(copy luma, copy cb, copy cr)
  public init(
    luma: Plane, cb: Plane, cr: Plane, range: CodeRange = .narrow, matrix: ColorMatrix = .bt709,
    transfer: Transfer = .standard
  ) throws(PictureError) {
    guard luma.halves(to: cb, samples: 1), luma.halves(to: cr, samples: 1) else { throw PictureError.chromaMismatch }
    self.luma = luma
    self.chroma = cb
    self.cr = cr
    self.isInterleaved = false
    self.range = range
    self.matrix = matrix
    self.transfer = transfer
  }

  /// A picture in two planes: the second holds Cb and Cr in turn, and so twice as many samples a row.
  ///
  /// - Throws: `PictureError.chromaMismatch` when the chroma plane is not half the luma plane, rounded up.
  @_lifetime(copy luma, copy cbcr)
  public init(
    luma: Plane, cbcr: Plane, range: CodeRange = .narrow, matrix: ColorMatrix = .bt709, transfer: Transfer = .standard
  ) throws(PictureError) {
    guard luma.halves(to: cbcr, samples: 2) else { throw PictureError.chromaMismatch }
    self.luma = luma
    self.chroma = cbcr
    self.cr = cbcr
    self.isInterleaved = true
    self.range = range
    self.matrix = matrix
    self.transfer = transfer
  }

  public var geometry: Geometry {
    Geometry(
      width: luma.width, height: luma.height, coding: luma.coding, range: range, matrix: matrix, transfer: transfer)
  }
}

extension Plane {
  fileprivate func halves(to chroma: borrowing Plane, samples: Int) -> Bool {
    chroma.width == (width + 1) / 2 * samples && chroma.height == (height + 1) / 2 && chroma.coding == coding
  }
}

/// Which code values are black and white.
public enum CodeRange: Hashable, Sendable {
  /// 16...235 in 8 bits: video.
  case narrow
  /// 0...255: computers and cameras.
  case full

  /// The 8-bit code value of black.
  public var black: Float { self == .narrow ? 16 : 0 }
  /// The distance from black to white, in 8-bit code values.
  public var span: Float { self == .narrow ? 219 : 255 }
  /// The distance from the lowest to the highest color difference, in 8-bit code values; gray is 128.
  public var chromaSpan: Float { self == .narrow ? 224 : 255 }
}

/// What stays the same from frame to frame until the caps change.
public struct Geometry: Hashable, Sendable {
  /// Luma samples a row.
  public var width: Int
  /// Luma rows.
  public var height: Int
  /// How the samples of every plane stand in memory.
  public var coding: SampleCoding
  /// Which code values are black and white.
  public var range: CodeRange
  /// How luma and chroma were made from red, green and blue.
  public var matrix: ColorMatrix
  /// What light the signal means.
  public var transfer: Transfer

  public init(
    width: Int, height: Int, coding: SampleCoding = .eightBit, range: CodeRange = .narrow,
    matrix: ColorMatrix = .bt709, transfer: Transfer = .standard
  ) {
    self.width = width
    self.height = height
    self.coding = coding
    self.range = range
    self.matrix = matrix
    self.transfer = transfer
  }
}
