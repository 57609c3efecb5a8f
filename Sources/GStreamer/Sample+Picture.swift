internal import CGStreamer

extension Sample {
  /// A part of a picture in samples, from its top left corner.
  public struct Part: Sendable, Hashable {
    /// The samples left of it.
    public var left: Int
    /// The rows above it.
    public var top: Int
    /// In samples.
    public var width: Int
    /// In rows.
    public var height: Int

    public init(left: Int, top: Int, width: Int, height: Int) {
      self.left = left
      self.top = top
      self.width = width
      self.height = height
    }
  }

  /// The picture as a file of another kind, such as a JPEG: whatever GStreamer has installed scales and encodes it.
  ///
  /// Waits until it is done, for five seconds at most. Elements of its own do it, beside the pipeline that lends the sample.
  ///
  /// - Parameters:
  ///   - caps: what is wanted, such as `image/jpeg,width=320,height=180`.
  ///   - part: what of the picture is wanted; `nil` for all.
  /// - Throws: when the part does not lie in the picture, or what GStreamer says.
  public func picture(as caps: Caps, of part: Part? = nil) throws(GStreamerError) -> [UInt8] {
    // SAFETY: the copy shares the memory of the buffer that is lent, and lives as long as this call.
    guard let copy = unsafe gst_buffer_copy(buffer) else {
      throw GStreamerError(message: "the buffer cannot be copied")
    }
    defer { unsafe gst_buffer_unref(copy) }
    if let part {
      guard let info = videoInfo, part.left >= 0, part.top >= 0, part.width > 0, part.height > 0,
        part.width <= info.width - part.left, part.height <= info.height - part.top,
        let crop = unsafe gst_buffer_add_meta(copy, gst_video_crop_meta_get_info(), nil)
      else { throw GStreamerError(message: "the part does not lie in the picture") }
      // SAFETY: a meta that was added by this info is of this type, and lives as long as the copy.
      let meta = unsafe UnsafeMutableRawPointer(crop).assumingMemoryBound(to: GstVideoCropMeta.self)
      unsafe meta.pointee.x = guint(part.left)
      unsafe meta.pointee.y = guint(part.top)
      unsafe meta.pointee.width = guint(part.width)
      unsafe meta.pointee.height = guint(part.height)
    }
    // SAFETY: the sample takes references of its own, and copies the segment; what comes back is ours to give back.
    guard let whole = unsafe gst_sample_new(copy, self.caps.storage.pointer, gst_sample_get_segment(sample), nil) else {
      throw GStreamerError(message: "no sample can be made of the picture")
    }
    defer { unsafe gst_sample_unref(whole) }
    var error: UnsafeMutablePointer<GError>?
    let limit: GstClockTime = 5_000_000_000
    let converted = unsafe gst_video_convert_sample(whole, caps.storage.pointer, limit, &error)
    if let error = unsafe error { throw unsafe GStreamerError(taking: error) }
    guard let converted = unsafe converted, let made = unsafe gst_sample_get_buffer(converted) else {
      throw GStreamerError(message: "the picture could not be encoded")
    }
    defer { unsafe gst_sample_unref(converted) }
    return try unsafe bytes(of: made)
  }
}

/// All bytes of a buffer, copied.
private func bytes(of buffer: UnsafeMutablePointer<GstBuffer>) throws(GStreamerError) -> [UInt8] {
  // SAFETY: the map is undone on the way out, after the bytes were copied.
  var map = unsafe GstMapInfo()
  guard unsafe gst_buffer_map(buffer, &map, GST_MAP_READ) != 0 else {
    throw GStreamerError(message: "the buffer cannot be mapped")
  }
  defer { unsafe gst_buffer_unmap(buffer, &map) }
  return unsafe [UInt8](UnsafeRawBufferPointer(start: map.data, count: Int(map.size)))
}
