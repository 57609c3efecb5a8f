internal import CGStreamer

/// GLib's fundamental types, which are macros in C.
extension GType {
  static let boolean = GType(5 << 2)
  static let uint = GType(7 << 2)
  static let uint64 = GType(11 << 2)
  static let double = GType(15 << 2)
  static let string = GType(16 << 2)
}

/// The class that ours is derived from, seen as one of its own parents.
func parentClass<Class>(as _: Class.Type) -> UnsafeMutablePointer<Class>? {
  // SAFETY: our class holds its parent for good, and a class structure begins with those of its parents.
  unsafe g_type_class_peek(gst_video_filter_get_type())?.assumingMemoryBound(to: Class.self)
}

/// Posts an error of the stream in the element's name, as `GST_ELEMENT_ERROR` does.
///
/// Thread: any.
func postError(_ text: String, domain: GQuark, code: Int32, from element: UnsafeMutablePointer<GstElement>) {
  // SAFETY: the element lives during the call, which takes the copy of the text; the names are copied.
  unsafe gst_element_message_full(
    element, GST_MESSAGE_ERROR, domain, code, g_strdup(text), nil, #fileID, #function, Int32(#line))
}
