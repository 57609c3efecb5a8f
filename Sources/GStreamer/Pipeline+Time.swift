internal import CGStreamer

extension Pipeline {
  /// The state that the pipeline is in now, whatever it is on its way to.
  public var state: State {
    var state = GST_STATE_VOID_PENDING
    // SAFETY: the pointer is to a live local; a timeout of 0 does not wait.
    _ = unsafe gst_element_get_state(pointer, &state, nil, 0)
    return State(state)
  }

  /// The stream time that the sinks play, in nanoseconds; `nil` before the first picture.
  public var position: Int64? {
    var position: gint64 = -1
    // SAFETY: the pointer is to a live local.
    let known = unsafe gst_element_query_position(pointer, GST_FORMAT_TIME, &position) != 0
    return known && position >= 0 ? Int64(position) : nil
  }

  /// The length of the stream in nanoseconds; `nil` when it is live or not known yet.
  public var duration: Int64? {
    var duration: gint64 = -1
    // SAFETY: the pointer is to a live local.
    let known = unsafe gst_element_query_duration(pointer, GST_FORMAT_TIME, &duration) != 0
    return known && duration >= 0 ? Int64(duration) : nil
  }

  /// Whether the sinks wait for a live source, and the least and the most delay in nanoseconds from capture to sink; a
  /// `max` of `nil` is unbounded. `nil` when the pipeline cannot tell yet.
  public var latency: (live: Bool, min: Int64, max: Int64?)? {
    // SAFETY: the query is ours until unreferenced, and the pointers are to live locals.
    guard let query = unsafe gst_query_new_latency() else { return nil }
    defer { unsafe gst_query_unref(query) }
    guard unsafe gst_element_query(pointer, query) != 0 else { return nil }
    var (live, least, most) = (gboolean(0), GstClockTime(0), GstClockTime(0))
    unsafe gst_query_parse_latency(query, &live, &least, &most)
    return (live != 0, Int64(clockTime: least) ?? 0, Int64(clockTime: most))
  }

  /// Goes on at a stream time in nanoseconds, and drops what is on its way.
  ///
  /// - Parameter exactly: to the very picture; if false, to the key frame before, which is faster.
  /// - Throws: when the source cannot be sought in, or the pipeline is not paused or playing yet.
  public func seek(to position: Int64, exactly: Bool = true) throws(GStreamerError) {
    let precision = exactly ? GST_SEEK_FLAG_ACCURATE : GST_SEEK_FLAG_KEY_UNIT
    let flags = GstSeekFlags(rawValue: GST_SEEK_FLAG_FLUSH.rawValue | precision.rawValue)
    // SAFETY: the element lives as long as self.
    guard unsafe gst_element_seek_simple(pointer, GST_FORMAT_TIME, flags, gint64(position)) != 0 else {
      throw GStreamerError(message: "the pipeline cannot seek")
    }
  }

  /// Lets the sources end their streams, so that files are finished; `.eos` follows when all sinks have seen it.
  public func sendEOS() {
    // Not to the pipeline, which would hold its state lock meanwhile: a live source whose first buffer waits for the sink
    // to play waits for ever then, because the sink's step to PLAYING needs that lock (seen with GStreamer 1.22).
    for source in sources { source.sendEOS() }
  }

  /// The pipeline as a graph in the language of Graphviz.
  ///
  /// It holds the properties of all elements, so also the passwords in their addresses.
  public func dotGraph() -> String {
    // SAFETY: the text is ours to free.
    unsafe String(taking: gst_debug_bin_to_dot_data(bin(pointer), GST_DEBUG_GRAPH_SHOW_ALL)) ?? ""
  }
}
