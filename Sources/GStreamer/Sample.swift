internal import CGStreamer

/// A buffer as it arrives at an `AppSink`, with its caps and times, lent for the length of a callback.
///
/// Thread: the streaming thread that lends it.
@safe public struct Sample: ~Copyable {
  let sample: OpaquePointer
  let buffer: UnsafeMutablePointer<GstBuffer>

  /// What the buffer holds.
  public let caps: Caps

  /// `nil` when the sample has no buffer or no caps.
  init?(lent sample: OpaquePointer, cache: borrowing CapsCache) {
    // SAFETY: the caller keeps the sample, and with it buffer and caps, as long as it lends this.
    guard let buffer = unsafe gst_sample_get_buffer(sample), let caps = unsafe gst_sample_get_caps(sample) else {
      return nil
    }
    unsafe self.sample = sample
    unsafe self.buffer = buffer
    self.caps = unsafe cache.caps(at: caps)
  }

  /// The picture that the caps describe; `nil` when they are about something else.
  public var videoInfo: VideoInfo? { caps.videoInfo }

  /// When to present it, in nanoseconds of its segment; `nil` when unknown.
  public var pts: Int64? { unsafe Int64(clockTime: buffer.pointee.pts) }

  /// In nanoseconds; `nil` when unknown.
  public var duration: Int64? { unsafe Int64(clockTime: buffer.pointee.duration) }

  /// When to present it in nanoseconds since the pipeline began to play, pauses left out; `nil` when unknown or outside
  /// of the segment.
  public var runningTime: Int64? {
    // SAFETY: the segment belongs to the sample.
    unsafe gst_sample_get_segment(sample).flatMap { unsafe time(of: buffer, in: $0, gst_segment_to_running_time) }
  }

  /// Its place in the medium in nanoseconds; `nil` when unknown or outside of the segment.
  public var streamTime: Int64? {
    // SAFETY: the segment belongs to the sample.
    unsafe gst_sample_get_segment(sample).flatMap { unsafe time(of: buffer, in: $0, gst_segment_to_stream_time) }
  }

  /// What is odd about the buffer.
  public var flags: BufferFlags { unsafe BufferFlags(buffer) }

  /// Which buffer it is. Another may have the same address once this one is gone.
  public var address: UInt { unsafe UInt(bitPattern: buffer) }

  /// Lends the picture.
  ///
  /// - Throws: when the sample is no raw video, its memory cannot be mapped, or a plane lies outside of it.
  public func withFrame<Result: ~Copyable>(
    _ body: (borrowing MappedFrame) -> Result
  ) throws(GStreamerError) -> Result {
    // SAFETY: the buffer lives as long as self is lent; the frame ends with the closure.
    let format = caps.videoInfo?.format ?? .other("unknown")
    return try unsafe withMappedVideo(buffer, as: caps, GST_MAP_READ) { frame throws(GStreamerError) in
      body(try unsafe MappedFrame(lent: frame, format: format))
    }
  }

  /// Lends all bytes in one piece, whatever they are.
  ///
  /// - Throws: when the memory cannot be mapped.
  public func withBytes<Result: ~Copyable>(_ body: (RawSpan) -> Result) throws(GStreamerError) -> Result {
    // SAFETY: the map is undone on the way out, and the span does not outlive the closure.
    var map = unsafe GstMapInfo()
    guard unsafe gst_buffer_map(buffer, &map, GST_MAP_READ) != 0 else {
      throw GStreamerError(message: "the buffer cannot be mapped")
    }
    defer { unsafe gst_buffer_unmap(buffer, &map) }
    let bytes = unsafe UnsafeRawBufferPointer(start: map.data, count: Int(map.size))
    return unsafe body(bytes.bytes)
  }
}
