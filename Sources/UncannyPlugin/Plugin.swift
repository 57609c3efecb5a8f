internal import CGStreamer
internal import Uncanny
internal import UncannyElement

/// What GStreamer looks up when it has loaded `libgstuncanny.so`: the symbol is made of the file's name.
///
/// Thread: any; GStreamer calls it once.
///
/// - Returns: a `GstPluginDesc` that lives as long as the process.
@_cdecl("gst_plugin_uncanny_get_desc")
public func pluginDescription() -> UnsafeRawPointer { unsafe UnsafeRawPointer(description.pointer) }

/// Never freed: GStreamer keeps the pointer.
@safe private struct Description: @unchecked Sendable {
  let pointer: UnsafePointer<GstPluginDesc>

  init() {
    // SAFETY: the texts are copies that nobody frees; written once, before anybody sees it.
    let made = UnsafeMutablePointer<GstPluginDesc>.allocate(capacity: 1)
    unsafe made.initialize(to: GstPluginDesc())
    // The interface of 1.22 is all that is used, whatever it was built against.
    unsafe made.pointee.major_version = 1
    unsafe made.pointee.minor_version = 22
    unsafe made.pointee.name = UnsafePointer(g_strdup("uncanny"))
    unsafe made.pointee.description = UnsafePointer(g_strdup("Watches video and reports faults"))
    unsafe made.pointee.plugin_init = initialize
    unsafe made.pointee.version = UnsafePointer(g_strdup(uncannyVersion))
    unsafe made.pointee.license = UnsafePointer(g_strdup("Apache 2.0"))
    unsafe made.pointee.source = UnsafePointer(g_strdup("uncanny"))
    unsafe made.pointee.package = UnsafePointer(g_strdup("uncanny"))
    unsafe made.pointee.origin = UnsafePointer(g_strdup("uncanny"))
    unsafe pointer = UnsafePointer(made)
  }
}

private let description = Description()

private func initialize(_ plugin: OpaquePointer?) -> gboolean {
  // SAFETY: GStreamer passes the plug-in that it is loading.
  guard let plugin = unsafe plugin else { return 0 }
  return unsafe UncannyElement.register(in: UnsafeMutableRawPointer(plugin)) ? 1 : 0
}
