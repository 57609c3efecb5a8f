/// One plane of samples that somebody lends: a view, never a copy.
///
/// A sample is 8 bits, or 16 bits of which `depth` carry the picture. The geometry is checked once, here; after that no
/// row can be read outside the memory that was lent.
///
/// Thread: the one that lends the memory.
public struct Plane: ~Escapable, Sendable {
  /// The memory, from the first sample of the first row on.
  public let bytes: RawSpan
  /// Samples a row; at least 1.
  public let width: Int
  /// Rows; at least 1.
  public let height: Int
  /// Bytes from the start of one row to the start of the next.
  public let rowStride: Int
  /// How the samples are coded.
  public let coding: SampleCoding

  /// Checks that every sample of every row lies within `bytes`.
  ///
  /// - Throws: `PictureError` when it does not, or a size is not positive.
  @_lifetime(copy bytes)
  public init(
    bytes: RawSpan, width: Int, height: Int, rowStride: Int, coding: SampleCoding = .eightBit
  ) throws(PictureError) {
    let size = coding.bytesPerSample
    guard width > 0, height > 0 else { throw PictureError.noSamples(width: width, height: height) }
    guard width <= Self.largest, height <= Self.largest else {
      throw PictureError.tooLarge(width: width, height: height)
    }
    guard rowStride <= 1 << 24, rowStride >= width * size else {
      throw PictureError.strideTooShort(stride: rowStride, width: width)
    }
    let needed = (height - 1) * rowStride + width * size
    guard bytes.byteCount >= needed else {
      throw PictureError.memoryTooShort(bytes: bytes.byteCount, needed: needed)
    }
    self.bytes = bytes
    self.width = width
    self.height = height
    self.rowStride = rowStride
    self.coding = coding
  }

  /// No side may be longer, in samples.
  public static let largest = 1 << 15
}

/// How a sample stands in memory.
public enum SampleCoding: Hashable, Sendable {
  /// One byte.
  case eightBit
  /// Ten bits in the low end of a little-endian 16-bit word (I420_10LE).
  case tenBitLow
  /// Ten bits in the high end of a little-endian 16-bit word (P010_10LE).
  case tenBitHigh

  /// 1 or 2.
  public var bytesPerSample: Int { self == .eightBit ? 1 : 2 }

  /// How far a stored word is shifted right to give an 8-bit code value.
  public var shiftToEightBits: Int {
    switch self {
    case .eightBit: 0
    case .tenBitLow: 2
    case .tenBitHigh: 8
    }
  }
}

/// Why lent memory is not a picture.
public enum PictureError: Error, Equatable, CustomStringConvertible {
  case noSamples(width: Int, height: Int)
  case tooLarge(width: Int, height: Int)
  case strideTooShort(stride: Int, width: Int)
  case memoryTooShort(bytes: Int, needed: Int)
  case chromaMismatch

  public var description: String {
    switch self {
    case .noSamples(let width, let height): "a picture of \(width)x\(height) has no samples"
    case .tooLarge(let width, let height): "a picture of \(width)x\(height) is larger than \(Plane.largest) on a side"
    case .strideTooShort(let stride, let width): "a row of \(width) samples does not fit into \(stride) bytes"
    case .memoryTooShort(let bytes, let needed): "the picture needs \(needed) bytes, the buffer has \(bytes)"
    case .chromaMismatch: "the chroma planes are not half the size of the luma plane"
    }
  }
}
