internal import CGStreamer

/// What caps say about a picture.
public struct VideoInfo: Sendable, Equatable {
  /// How the samples lie in memory.
  public var format: VideoFormat
  /// In samples.
  public var width: Int
  /// In rows of the whole picture, also where each buffer carries one field.
  public var height: Int
  /// Frames a second; 0/1 when the rate is variable or unknown.
  public var frameRate: Fraction
  /// The width of a sample to its height.
  public var pixelAspect: Fraction
  /// Whether black is 0 and white the largest code value, not 16 and 235 of 8 bits.
  public var isFullRange: Bool
  /// How luma and chroma were made from red, green and blue; where caps do not say, what GStreamer takes for the size.
  public var matrix: Matrix
  /// What light the signal means.
  public var transfer: Transfer
  /// Range, matrix, transfer and primaries, such as `bt709` or `2:3:5:1`; `nil` when unknown.
  public var colorimetry: String?
  /// Whether any frame may consist of two fields.
  public var isInterlaced: Bool

  /// A fraction as it stands in caps.
  public struct Fraction: Sendable, Hashable {
    /// What is divided.
    public var numerator: Int
    /// What it is divided by; never 0.
    public var denominator: Int

    /// A denominator of 0 counts as 1.
    public init(_ numerator: Int, _ denominator: Int) {
      self.numerator = numerator
      self.denominator = denominator == 0 ? 1 : denominator
    }

    /// The fraction divided out.
    public var value: Double { Double(numerator) / Double(denominator) }
  }

  /// A matrix between R'G'B' and Y'CbCr.
  public enum Matrix: Sendable, Hashable {
    /// That of BT.601, or FCC's, which is all but the same.
    case bt601
    /// That of BT.709, or SMPTE 240M's, which is all but the same.
    case bt709
    /// Non-constant luminance.
    case bt2020
    /// None, or not known.
    case other

    init(_ matrix: GstVideoColorMatrix) {
      switch matrix {
      case GST_VIDEO_COLOR_MATRIX_BT601, GST_VIDEO_COLOR_MATRIX_FCC: self = .bt601
      case GST_VIDEO_COLOR_MATRIX_BT709, GST_VIDEO_COLOR_MATRIX_SMPTE240M: self = .bt709
      case GST_VIDEO_COLOR_MATRIX_BT2020: self = .bt2020
      default: self = .other
      }
    }
  }

  /// A law of light, as far as high dynamic range goes.
  public enum Transfer: Sendable, Hashable {
    /// SMPTE ST 2084.
    case pq
    /// ARIB STD-B67, hybrid log-gamma.
    case hlg
    /// Any of standard dynamic range, or not known.
    case other

    init(_ transfer: GstVideoTransferFunction) {
      switch transfer {
      case GST_VIDEO_TRANSFER_SMPTE2084: self = .pq
      case GST_VIDEO_TRANSFER_ARIB_STD_B67: self = .hlg
      default: self = .other
      }
    }
  }

  init(_ info: UnsafePointer<GstVideoInfo>) {
    // SAFETY: the info lives during the call and was filled from caps, so that it has a format.
    format = unsafe info.pointee.finfo.map { unsafe VideoFormat($0.pointee.format) } ?? .other("unknown")
    width = unsafe Int(info.pointee.width)
    height = unsafe Int(info.pointee.height)
    frameRate = unsafe Fraction(Int(info.pointee.fps_n), Int(info.pointee.fps_d))
    pixelAspect = unsafe Fraction(Int(info.pointee.par_n), Int(info.pointee.par_d))
    isFullRange = unsafe info.pointee.colorimetry.range == GST_VIDEO_COLOR_RANGE_0_255
    matrix = unsafe Matrix(info.pointee.colorimetry.matrix)
    transfer = unsafe Transfer(info.pointee.colorimetry.transfer)
    var colors = unsafe info.pointee.colorimetry
    colorimetry = unsafe String(taking: gst_video_colorimetry_to_string(&colors))
    isInterlaced = unsafe info.pointee.interlace_mode != GST_VIDEO_INTERLACE_MODE_PROGRESSIVE
  }
}
