/// One picture of the stream in 4:2:0, borrowed: three planes and how their code values are meant.
///
/// NV12 and P010 are given as two chroma planes that share memory, with a sample stride of two samples.
public struct Frame: ~Escapable, Sendable {
  public let luma: Plane
  public let cb: Plane
  public let cr: Plane
  public let range: CodeRange

  /// - Throws: `PictureError.chromaMismatch` when a chroma plane is not half the luma plane, rounded up.
  @_lifetime(copy luma, copy cb, copy cr)
  public init(luma: Plane, cb: Plane, cr: Plane, range: CodeRange = .narrow) throws(PictureError) {
    let width = (luma.width + 1) / 2
    let height = (luma.height + 1) / 2
    guard cb.width == width, cr.width == width, cb.height == height, cr.height == height,
      cb.coding == luma.coding, cr.coding == luma.coding
    else { throw PictureError.chromaMismatch }
    self.luma = luma
    self.cb = cb
    self.cr = cr
    self.range = range
  }

  public var geometry: Geometry { Geometry(width: luma.width, height: luma.height, coding: luma.coding, range: range) }
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
}

/// What stays the same from frame to frame until the caps change.
public struct Geometry: Hashable, Sendable {
  public var width: Int
  public var height: Int
  public var coding: SampleCoding
  public var range: CodeRange

  public init(width: Int, height: Int, coding: SampleCoding = .eightBit, range: CodeRange = .narrow) {
    self.width = width
    self.height = height
    self.coding = coding
    self.range = range
  }
}
