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
  // SAFETY: the element lives during the call; the structure goes to the message, and the message to the bus.
  let source = unsafe UnsafeMutableRawPointer(element).assumingMemoryBound(to: GstObject.self)
  _ = unsafe gst_element_post_message(element, gst_message_new_element(source, made))
}
