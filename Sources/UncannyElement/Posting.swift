internal import CGStreamer
internal import Uncanny

/// Tells the listeners of the signal of a change, and posts it on the bus; `UncannyElement` says what stands in it.
///
/// Thread: any; the handlers of the signal run on it.
func announce(_ change: Outcome.Change, onBus: Bool, from element: UnsafeMutablePointer<GstElement>) {
  let isHeard = unsafe EventSignal.isHeard(from: element)
  guard onBus || isHeard, let made = unsafe MessageStructure(change)?.pointer else { return }
  if isHeard { unsafe EventSignal.emit(made, from: element) }
  guard onBus else {
    unsafe gst_structure_free(made)
    return
  }
  unsafe post(made, from: element)
}

/// Posts on the bus how much of the plan frames get from now on.
func announce(_ effort: Effort, from element: UnsafeMutablePointer<GstElement>) {
  if let made = unsafe MessageStructure(effort)?.pointer { unsafe post(made, from: element) }
}

private func post(_ structure: UnsafeMutablePointer<GstStructure>, from element: UnsafeMutablePointer<GstElement>) {
  // SAFETY: the element lives during the call; the structure goes to the message, and the message to the bus.
  let source = unsafe UnsafeMutableRawPointer(element).assumingMemoryBound(to: GstObject.self)
  _ = unsafe gst_element_post_message(element, gst_message_new_element(source, structure))
}
