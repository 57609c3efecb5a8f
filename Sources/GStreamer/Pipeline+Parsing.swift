internal import CGStreamer

/// Makes what a description says, within a pipeline, and gives it to the caller.
///
/// - Throws: every complaint of the parser: without `GST_PARSE_FLAG_FATAL_ERRORS` it returns half a pipeline beside it.
func parse(_ description: String) throws(GStreamerError) -> UnsafeMutablePointer<GstElement> {
  GStreamer.initialize()
  // SAFETY: context, error and element are each freed or given on exactly once; the element is floating until sunk.
  let context = unsafe gst_parse_context_new()
  defer { unsafe gst_parse_context_free(context) }
  var problem: UnsafeMutablePointer<GError>?
  let parsed = unsafe gst_parse_launch_full(description, context, GST_PARSE_FLAG_FATAL_ERRORS, &problem)
  if let problem = unsafe problem {
    if let parsed = unsafe parsed { unsafe gst_object_unref(sunk(parsed)) }
    var error = unsafe GStreamerError(taking: problem)
    unsafe error.missingElements = missingElements(of: context)
    throw error
  }
  guard let parsed = unsafe parsed else {
    throw GStreamerError(message: "the description makes no pipeline")
  }
  if unsafe isInstance(parsed, of: gst_pipeline_get_type()) { return unsafe sunk(parsed) }
  let pipeline = unsafe sunk(gst_pipeline_new(nil))
  _ = unsafe gst_bin_add(bin(pipeline), parsed)
  return unsafe pipeline
}

/// Turns the floating reference of a new element into one that is ours.
func sunk(_ element: UnsafeMutablePointer<GstElement>) -> UnsafeMutablePointer<GstElement> {
  // SAFETY: the same object comes back.
  unsafe gst_object_ref_sink(element).assumingMemoryBound(to: GstElement.self)
}

/// The same object as a bin, which the caller knows it to be.
func bin(_ element: UnsafeMutablePointer<GstElement>) -> UnsafeMutablePointer<GstBin> {
  // SAFETY: a GstBin begins with its GstElement.
  unsafe UnsafeMutableRawPointer(element).assumingMemoryBound(to: GstBin.self)
}

private func missingElements(of context: OpaquePointer?) -> [String] {
  // SAFETY: the array and its strings are ours, and freed together after the copy.
  guard let names = unsafe gst_parse_context_get_missing_elements(context) else { return [] }
  defer { unsafe g_strfreev(names) }
  var missing: [String] = []
  var index = 0
  while let name = unsafe names[index] {
    unsafe missing.append(String(cString: name))
    index += 1
  }
  return missing
}
