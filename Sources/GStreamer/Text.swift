internal import CGStreamer

extension String {
  /// Copies a C string that GLib allocated for us, and frees it.
  init?(taking text: UnsafeMutablePointer<CChar>?) {
    // SAFETY: the caller was given this string to free; it is not used after that.
    guard let text = unsafe text else { return nil }
    self = unsafe String(cString: text)
    unsafe g_free(text)
  }

  /// Copies a C string that stays another's.
  init?(lent text: UnsafePointer<CChar>?) {
    // SAFETY: the caller's string lives during the call.
    guard let text = unsafe text else { return nil }
    self = unsafe String(cString: text)
  }

  /// The name of an object, or `nil` where there is none.
  init?(nameOf object: UnsafeMutablePointer<GstObject>?) {
    // SAFETY: the object lives during the call; its name is copied under its own lock.
    guard let object = unsafe object else { return nil }
    unsafe self.init(taking: gst_object_get_name(object))
  }
}

extension Int64 {
  /// A time of GStreamer in nanoseconds; `nil` for `GST_CLOCK_TIME_NONE` and for what no stream lives to see.
  init?(clockTime: GstClockTime) {
    self.init(exactly: clockTime)
  }
}

/// Whether an object is of a class or of one derived from it.
func isInstance(_ object: UnsafeMutableRawPointer, of type: GType) -> Bool {
  // SAFETY: the callers pass live GObjects, which begin with a GTypeInstance.
  unsafe g_type_check_instance_is_a(object.assumingMemoryBound(to: GTypeInstance.self), type) != 0
}
