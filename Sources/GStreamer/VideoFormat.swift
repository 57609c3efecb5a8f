internal import CGStreamer

/// How the samples of a picture lie in memory.
public enum VideoFormat: Hashable, Sendable, CustomStringConvertible {
  /// 8-bit 4:2:0 in three planes.
  case i420
  /// 8-bit 4:2:0 with the two chroma planes interleaved.
  case nv12
  /// 10-bit 4:2:0 in three planes, in the low bits of little-endian words.
  case i42010le
  /// 10-bit 4:2:0 with the two chroma planes interleaved, in the high bits of little-endian words.
  case p01010le
  /// Any other, by GStreamer's name; `encoded` for what is no raw video.
  case other(String)

  /// GStreamer's name, as it stands in caps.
  public var description: String {
    switch self {
    case .i420: "I420"
    case .nv12: "NV12"
    case .i42010le: "I420_10LE"
    case .p01010le: "P010_10LE"
    case .other(let name): name
    }
  }

  init(_ format: GstVideoFormat) {
    switch format {
    case GST_VIDEO_FORMAT_I420: self = .i420
    case GST_VIDEO_FORMAT_NV12: self = .nv12
    case GST_VIDEO_FORMAT_I420_10LE: self = .i42010le
    case GST_VIDEO_FORMAT_P010_10LE: self = .p01010le
    case GST_VIDEO_FORMAT_ENCODED: self = .other("encoded")
    // SAFETY: the name is a constant of the library.
    case let format: self = .other(unsafe String(lent: gst_video_format_to_string(format)) ?? "unknown")
    }
  }
}
