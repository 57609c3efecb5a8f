internal import CGStreamer

/// Where data leaves or enters an element: a reference to the pad.
///
/// Thread: any.
@safe public final class Pad: Sendable {
  nonisolated(unsafe) let pointer: UnsafeMutablePointer<GstPad>

  init(takingOwnershipOf pointer: UnsafeMutablePointer<GstPad>) {
    // SAFETY: the caller gives its reference, which `deinit` gives back.
    unsafe self.pointer = pointer
  }

  deinit {
    // SAFETY: the one reference of the initializer.
    unsafe gst_object_unref(pointer)
  }

  /// The name, which is unique within its element.
  public var name: String {
    // SAFETY: a pad begins with its GstObject.
    unsafe String(nameOf: UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: GstObject.self)) ?? ""
  }

  /// What flows through it now; `nil` before the first data.
  public var caps: Caps? {
    // SAFETY: the caps come with a reference, which the value owns.
    guard let caps = unsafe gst_pad_get_current_caps(pointer) else { return nil }
    return unsafe Caps(takingOwnershipOf: caps)
  }

  /// Links this source pad to a sink pad.
  ///
  /// - Throws: when the two do not fit, or one is linked already.
  public func link(to sink: Pad) throws(GStreamerError) {
    // SAFETY: both live during the call; the name is a constant of the library.
    let result = unsafe gst_pad_link(pointer, sink.pointer)
    guard result == GST_PAD_LINK_OK else {
      let reason = unsafe String(lent: gst_pad_link_get_name(result)) ?? "refused"
      throw GStreamerError(message: "cannot be linked to pad \(sink.name): \(reason)", source: name)
    }
  }
}
