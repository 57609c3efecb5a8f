internal import CGStreamer

/// A buffer that is ours alone, lent for the length of a callback to be drawn into.
///
/// Others that see the same picture, such as the other branches of a tee, keep theirs: the pixels are copied on the
/// first write if they are shared.
///
/// Thread: the streaming thread that lends it.
@safe public struct WritableBuffer: ~Copyable {
  let pointer: UnsafeMutablePointer<GstBuffer>
  let pad: UnsafeMutablePointer<GstPad>

  /// What the buffer holds; `nil` before the pad has caps.
  public let caps: Caps?

  /// The picture that the caps describe; `nil` when they are about something else.
  public var videoInfo: VideoInfo? { caps?.videoInfo }

  /// When to present it, in nanoseconds of its segment; `nil` when unknown.
  public var pts: Int64? { unsafe Int64(clockTime: pointer.pointee.pts) }

  /// In nanoseconds; `nil` when unknown.
  public var duration: Int64? { unsafe Int64(clockTime: pointer.pointee.duration) }

  /// When to present it in nanoseconds of running time; `nil` when unknown or outside of the pad's segment.
  public var runningTime: Int64? { unsafe segmentRunningTime(of: pointer, on: pad) }

  /// What is odd about it.
  public var flags: BufferFlags { unsafe BufferFlags(pointer) }

  /// Lends the planes of a 4:2:0 picture for writing, with bytes from the start of one row to the next.
  ///
  /// I420 and I420_10LE have two chroma planes; in NV12 and P010_10LE the first holds both, interleaved, and the second
  /// is empty. Every row that `videoInfo` speaks of lies within its span.
  ///
  /// - Throws: when the picture is in another format, its memory cannot be mapped, or a plane lies outside of it.
  public func withMutablePlanes<Result: ~Copyable>(
    _ body: (
      _ luma: inout MutableSpan<UInt8>, _ lumaStride: Int,
      _ chroma0: inout MutableSpan<UInt8>, _ chroma1: inout MutableSpan<UInt8>, _ chromaStride: Int
    ) -> Result
  ) throws(GStreamerError) -> Result {
    // SAFETY: the buffer is writable and ours as long as self is lent; the planes do not overlap, are checked against
    // the map, and their spans end with the closure.
    guard let caps, let info = caps.videoInfo else {
      throw GStreamerError(message: "the pad has no video caps")
    }
    let hasSecondChroma: Bool
    switch info.format {
    case .i420, .i42010le: hasSecondChroma = true
    case .nv12, .p01010le: hasSecondChroma = false
    case .other(let name): throw GStreamerError(message: "\(name) cannot be drawn into")
    }
    let access = GstMapFlags(rawValue: GST_MAP_READ.rawValue | GST_MAP_WRITE.rawValue)
    return try unsafe withMappedVideo(pointer, as: caps, access) { frame throws(GStreamerError) in
      // A buffer may hold one field, or less by its video meta; who draws goes by the caps.
      guard unsafe Int(frame.pointee.info.width) == info.width, unsafe fieldHeight(of: frame) == info.height else {
        throw GStreamerError(message: "the buffer has another size than its caps")
      }
      let luma = try unsafe PlaneLayout(of: frame, plane: 0)
      let first = try unsafe PlaneLayout(of: frame, plane: 1)
      let second = hasSecondChroma ? try unsafe PlaneLayout(of: frame, plane: 2) : nil
      guard second == nil || second?.stride == first.stride else {
        throw GStreamerError(message: "the chroma planes differ in their strides")
      }
      var lumaBytes = unsafe MutableSpan(_unsafeStart: luma.bytes, count: luma.byteCount)
      var firstBytes = unsafe MutableSpan(_unsafeStart: first.bytes, count: first.byteCount)
      var secondBytes = unsafe MutableSpan(_unsafeStart: (second ?? first).bytes, count: second?.byteCount ?? 0)
      return body(&lumaBytes, luma.stride, &firstBytes, &secondBytes, first.stride)
    }
  }
}
