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

  /// All bytes, copied, whatever they are.
  ///
  /// - Throws: when the memory cannot be mapped.
  public func copiedBytes() throws(GStreamerError) -> [UInt8] { try unsafe bytes(of: buffer) }

  /// The picture as a file of another kind, such as a JPEG: whatever GStreamer has installed scales and encodes it.
  ///
  /// Waits until it is done, for five seconds at most. Elements of its own do it, beside the pipeline that lends the
  /// sample.
  ///
  /// - Parameters:
  ///   - caps: what is wanted, such as `image/jpeg,width=320,height=180`.
  ///   - part: what of the picture is wanted, from the next even sample and row on; `nil` for all.
  /// - Throws: when the part does not lie in the picture, or what GStreamer says.
  public func picture(as caps: Caps, of part: Part? = nil) throws(GStreamerError) -> [UInt8] {
    // SAFETY: the copy shares the memory of the buffer that is lent, and lives as long as this call.
    guard let copy = unsafe gst_buffer_copy(buffer) else {
      throw GStreamerError(message: "the buffer cannot be copied")
    }
    defer { unsafe gst_buffer_unref(copy) }
    let own = try part.map { part throws(GStreamerError) in try unsafe crop(copy, to: part) } ?? self.caps
    // SAFETY: the sample takes references of its own; what comes back is ours to give back.
    guard let whole = unsafe gst_sample_new(copy, own.storage.pointer, gst_sample_get_segment(sample), nil) else {
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

  /// Makes a copy of the buffer stand for a part of the picture: its planes begin later, and none of it is moved.
  ///
  /// `GstVideoCropMeta` would have `gst_video_convert_sample` put a `videocrop` into a pipeline without times, of which
  /// that complains as a critical (seen with GStreamer 1.22).
  ///
  /// - Returns: the caps of the part.
  private func crop(_ copy: UnsafeMutablePointer<GstBuffer>, to part: Part) throws(GStreamerError) -> Caps {
    // SAFETY: layout and copy live during the call; the meta is one of the copy, which nobody else writes to.
    guard let layout = unsafe caps.storage.layout, let format = unsafe layout.pointee.finfo,
      part.left >= 0, part.top >= 0, part.width > 0, part.height > 0,
      part.width <= Int(unsafe layout.pointee.width) - part.left,
      part.height <= Int(unsafe layout.pointee.height) - part.top
    else { throw GStreamerError(message: "the part does not lie in the picture") }
    var info = unsafe layout.pointee
    if unsafe gst_buffer_get_video_meta(copy) == nil {
      unsafe gst_buffer_add_video_meta_full(
        copy, GST_VIDEO_FRAME_FLAG_NONE, format.pointee.format, guint(info.width), guint(info.height),
        format.pointee.n_planes, &info.offset.0, &info.stride.0)
    }
    guard let meta = unsafe gst_buffer_get_video_meta(copy) else {
      throw GStreamerError(message: "the part cannot be cut out")
    }
    let (left, top) = (part.left & ~1, part.top & ~1)
    for component in 0..<Int(unsafe format.pointee.n_components) {
      let (across, down) = unsafe shifts(of: component, in: format)
      let start = unsafe samples(of: component, in: format)
      // the first component of a plane says where it begins
      guard start.offset == 0 else { continue }
      let stride = unsafe withUnsafeBytes(of: &meta.pointee.stride) {
        unsafe Int($0.load(fromByteOffset: start.plane * MemoryLayout<gint>.stride, as: gint.self))
      }
      unsafe withUnsafeMutableBytes(of: &meta.pointee.offset) { offsets in
        let place = start.plane * MemoryLayout<gsize>.stride
        let before = unsafe offsets.load(fromByteOffset: place, as: gsize.self)
        let moved = (top >> down) * stride + (left >> across) * start.step
        unsafe offsets.storeBytes(of: before &+ gsize(max(0, moved)), toByteOffset: place, as: gsize.self)
      }
    }
    unsafe meta.pointee.width = guint(part.width)
    unsafe meta.pointee.height = guint(part.height)
    unsafe info.width = gint(part.width)
    unsafe info.height = gint(part.height)
    guard let made = unsafe gst_video_info_to_caps(&info) else {
      throw GStreamerError(message: "the part has no caps")
    }
    return unsafe Caps(takingOwnershipOf: made)
  }
}

/// By how many bits a component is coarser than the picture, across and down.
private func shifts(of component: Int, in format: UnsafePointer<GstVideoFormatInfo>) -> (across: Int, down: Int) {
  // SAFETY: the format is a constant of the library.
  let (across, down) = unsafe (format.pointee.w_sub, format.pointee.h_sub)
  return (Int(at(component, of: across)), Int(at(component, of: down)))
}

/// In which plane a component lies, how far from its first byte, and how many bytes from one sample to the next.
private func samples(
  of component: Int, in format: UnsafePointer<GstVideoFormatInfo>
) -> (plane: Int, offset: Int, step: Int) {
  // SAFETY: the format is a constant of the library.
  let (plane, offset, step) = unsafe (format.pointee.plane, format.pointee.poffset, format.pointee.pixel_stride)
  return (Int(at(component, of: plane)), Int(at(component, of: offset)), Int(at(component, of: step)))
}

/// An element of a C array of four.
private func at<Number>(_ index: Int, of four: (Number, Number, Number, Number)) -> Number {
  switch index {
  case 0: four.0
  case 1: four.1
  case 2: four.2
  default: four.3
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
