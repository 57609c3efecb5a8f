internal import CGStreamer
internal import Uncanny

/// What travels with the buffers: a region of interest for each box, and one meta of our own that lists all that stands
/// on the frame.
enum BufferMeta {
  /// The name of the meta, of its structure, and of the regions.
  private static let name = "uncanny"
  /// The field of the structure that holds the findings.
  private static let field = "findings"

  /// Makes the meta known to GStreamer. Called once, by the class initializer.
  static func register() {
    // SAFETY: the name is copied; the list of tags has no members but its end. A second registration of the name, by
    // another copy of this library in the process, changes nothing.
    guard unsafe gst_meta_get_info(name) == nil else { return }
    var tags: UnsafePointer<CChar>?
    _ = unsafe gst_meta_register_custom(name, &tags, nil, nil, nil)
  }

  /// Attaches what stands on a frame to its buffer; nothing to a clean one, nor to one that may not be written.
  ///
  /// - Parameter geometry: that of the picture in the buffer.
  static func attach(_ marks: [Mark], of geometry: Geometry, to buffer: UnsafeMutablePointer<GstBuffer>) {
    // SAFETY: the caller lends the buffer; what is added is owned by it, and each value is unset after it is copied.
    guard !marks.isEmpty, unsafe gst_mini_object_is_writable(&buffer.pointee.mini_object) != 0,
      let meta = unsafe gst_buffer_add_custom_meta(buffer, name),
      let structure = unsafe gst_custom_meta_get_structure(meta)
    else { return }
    var list = GValue()
    unsafe g_value_init(&list, gst_value_array_get_type())
    for mark in marks {
      guard let finding = unsafe MessageStructure(mark)?.pointer else { continue }
      for region in mark.regions { unsafe attach(region, finding, of: geometry, to: buffer) }
      var value = GValue()
      unsafe g_value_init(&value, gst_structure_get_type())
      unsafe g_value_take_boxed(&value, finding)
      unsafe gst_value_array_append_and_take_value(&list, &value)
    }
    unsafe gst_structure_take_value(structure, field, &list)
  }

  private static func attach(
    _ region: Region, _ finding: UnsafeMutablePointer<GstStructure>, of geometry: Geometry,
    to buffer: UnsafeMutablePointer<GstBuffer>
  ) {
    func samples(_ share: Float, of size: Int) -> UInt32 { UInt32(max(0, min(1, share)) * Float(size)) }
    let (left, top) = (samples(region.x, of: geometry.width), samples(region.y, of: geometry.height))
    let right = samples(region.x + region.width, of: geometry.width)
    let bottom = samples(region.y + region.height, of: geometry.height)
    // SAFETY: as above; the meta takes the copy of the structure.
    guard
      let meta = unsafe gst_buffer_add_video_region_of_interest_meta(
        buffer, name, left, top, max(right, left) - left, max(bottom, top) - top)
    else { return }
    unsafe gst_video_region_of_interest_meta_add_param(meta, gst_structure_copy(finding))
  }
}
