internal import CGStreamer

/// A picture whose memory is mapped for reading, lent for the length of a closure.
///
/// Strides and offsets are those of the buffer, which may differ from what its caps suggest. All planes are checked to
/// lie within the mapped memory before the frame is lent.
///
/// Thread: the one that lends it.
@safe public struct MappedFrame: ~Copyable {
  private let frame: UnsafePointer<GstVideoFrame>

  /// How the samples lie in memory.
  public let format: VideoFormat

  /// Lends a mapped frame.
  ///
  /// - Throws: when a plane does not lie within its memory.
  init(lent frame: UnsafePointer<GstVideoFrame>, format: VideoFormat) throws(GStreamerError) {
    // SAFETY: the caller keeps the frame mapped as long as it lends this.
    unsafe self.frame = frame
    self.format = format
    for plane in 0..<planeCount { _ = try unsafe PlaneLayout(of: frame, plane: plane) }
  }

  /// How many planes there are: 3 for I420, 2 for NV12.
  public var planeCount: Int { unsafe frame.pointee.info.finfo.map { unsafe Int($0.pointee.n_planes) } ?? 0 }

  /// In samples of the first plane.
  public var width: Int { unsafe Int(frame.pointee.info.width) }

  /// In rows of the first plane; half the picture's where buffers carry one field each.
  public var height: Int { unsafe fieldHeight(of: frame) }

  /// Bytes from the start of one row of a plane to the next; 0 for a plane that is not there.
  public func stride(_ plane: Int) -> Int {
    // SAFETY: the frame is mapped as long as self is lent.
    (try? unsafe PlaneLayout(of: frame, plane: plane))?.stride ?? 0
  }

  /// The memory of a plane from its first sample to the end of its last row; empty for a plane that is not there.
  @_lifetime(borrow self)
  public func bytes(_ plane: Int) -> RawSpan {
    // SAFETY: the layout is checked against the map, which lasts as long as self is lent.
    guard let layout = try? unsafe PlaneLayout(of: frame, plane: plane) else { return RawSpan() }
    let span = unsafe RawSpan(_unsafeStart: layout.start, byteCount: layout.byteCount)
    return unsafe _overrideLifetime(span, borrowing: self)
  }
}

/// Maps the picture in a buffer for the length of a closure.
///
/// - Throws: when the caps are not those of raw pictures in rows, or the buffer is too small or cannot be mapped.
func withMappedVideo<Result: ~Copyable>(
  _ buffer: UnsafeMutablePointer<GstBuffer>, as caps: Caps, _ access: GstMapFlags,
  _ body: (UnsafePointer<GstVideoFrame>) throws(GStreamerError) -> Result
) throws(GStreamerError) -> Result {
  // SAFETY: layout and buffer live during the call; the frame is unmapped on every way out and does not leave.
  guard let layout = unsafe caps.storage.layout, let format = unsafe layout.pointee.finfo else {
    throw GStreamerError(message: "\(caps) is no raw video")
  }
  let odd = GST_VIDEO_FORMAT_FLAG_COMPLEX.rawValue | GST_VIDEO_FORMAT_FLAG_TILED.rawValue
  guard unsafe format.pointee.flags.rawValue & odd == 0, unsafe format.pointee.n_planes > 0 else {
    throw GStreamerError(message: "\(caps) has no planes of rows")
  }
  var frame = unsafe GstVideoFrame()
  guard unsafe gst_video_frame_map(&frame, layout, buffer, access) != 0 else {
    throw GStreamerError(message: "the buffer cannot be mapped as \(caps)")
  }
  defer { unsafe gst_video_frame_unmap(&frame) }
  return try unsafe withUnsafePointer(to: &frame, body)
}
