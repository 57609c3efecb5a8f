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
}

private let started: Void = {
  gst_init(nil, nil)
  gst_pb_utils_init()
}()
