internal import CGStreamer

/// The library as a whole: its start and its version.
///
/// Every type of this module starts the library by itself; to call `initialize()` first only moves the cost (the first
/// start on a machine scans all plug-ins) to a moment of your choice.
///
/// Thread: any.
public enum GStreamer {
  /// Starts GStreamer, once in the life of the process.
  public static func initialize() {
    _ = started
  }

  /// The version that runs, such as `1.22.0`.
  public static var version: String {
    initialize()
    var (major, minor, micro, nano) = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
    // SAFETY: the four pointers are to live locals and are not kept.
    unsafe gst_version(&major, &minor, &micro, &nano)
    return "\(major).\(minor).\(micro)"
  }
}

/// What is installed.
///
/// Thread: any.
public enum Registry {
  /// Whether an element of this factory name, such as `x264enc`, can be made.
  public static func hasElement(_ factory: String) -> Bool {
    GStreamer.initialize()
    // SAFETY: the factory comes with a reference that is given back here.
    guard let found = unsafe gst_element_factory_find(factory) else { return false }
    unsafe gst_object_unref(UnsafeMutableRawPointer(found))
    return true
  }

  /// The factory names of all elements that can be made, in no order.
  public static var elements: [String] {
    GStreamer.initialize()
    // SAFETY: the list and its references are ours until given back; the names are copied.
    let list = unsafe gst_registry_get_feature_list(gst_registry_get(), gst_element_factory_get_type())
    defer { unsafe gst_plugin_feature_list_free(list) }
    var names: [String] = []
    var item = unsafe list
    while let node = unsafe item {
      if let feature = unsafe node.pointee.data,
        let name = unsafe gst_object_get_name(feature.assumingMemoryBound(to: GstObject.self))
      {
        unsafe names.append(String(cString: name))
        unsafe g_free(name)
      }
      unsafe item = node.pointee.next
    }
    return names
  }
}

private let started: Void = {
  gst_init(nil, nil)
  gst_pb_utils_init()
}()
