internal import CGStreamer

extension Pipeline {
  /// The elements, their pads and what flows between them, in the language of Graphviz.
  ///
  /// Values of properties are left out: some are passwords. Thread: any.
  public var graph: String {
    let details =
      GST_DEBUG_GRAPH_SHOW_MEDIA_TYPE.rawValue | GST_DEBUG_GRAPH_SHOW_CAPS_DETAILS.rawValue
      | GST_DEBUG_GRAPH_SHOW_STATES.rawValue
    // SAFETY: the text is ours, and freed after the copy.
    guard let text = unsafe gst_debug_bin_to_dot_data(bin(pointer), GstDebugGraphDetails(rawValue: details)) else {
      return ""
    }
    defer { unsafe g_free(text) }
    return unsafe String(cString: text)
  }
}
