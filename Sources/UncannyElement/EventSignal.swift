internal import CGStreamer
internal import Synchronization

/// The signal `found` of the element: what is posted on the bus, at once and on the thread that found it.
enum EventSignal {
  /// 0 until the class is initialized.
  private static let number = Atomic<UInt32>(0)

  /// Adds the signal to the class. Called once, by its initializer.
  static func install(in type: GType) {
    // SAFETY: the name is copied; the one parameter is a structure, and nothing is returned.
    var parameters = [gst_structure_get_type()]
    let made = unsafe g_signal_newv(
      "found", type, G_SIGNAL_RUN_LAST, nil, nil, nil, nil, GType(1 << 2), guint(parameters.count), &parameters)
    number.store(made, ordering: .relaxed)
  }

  /// Whether anybody listens.
  static func isHeard(from element: UnsafeMutablePointer<GstElement>) -> Bool {
    // SAFETY: the caller keeps the element alive.
    unsafe g_signal_has_handler_pending(element, number.load(ordering: .relaxed), 0, 0) != 0
  }

  /// Calls who listens. The structure stays the caller's.
  static func emit(_ structure: UnsafeMutablePointer<GstStructure>, from element: UnsafeMutablePointer<GstElement>) {
    // SAFETY: the element and the structure live during the call; each value is initialized to the type that is set,
    // and unset when the handlers have returned.
    var values = (GValue(), GValue())
    unsafe withUnsafeMutablePointer(to: &values) { both in
      let first = unsafe UnsafeMutableRawPointer(both).assumingMemoryBound(to: GValue.self)
      unsafe g_value_init(first, gst_element_get_type())
      unsafe g_value_set_object(first, element)
      unsafe g_value_init(first + 1, gst_structure_get_type())
      unsafe g_value_set_static_boxed(first + 1, structure)
      unsafe g_signal_emitv(first, number.load(ordering: .relaxed), 0, nil)
      unsafe g_value_unset(first + 1)
      unsafe g_value_unset(first)
    }
  }
}
