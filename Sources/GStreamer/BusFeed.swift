internal import CGStreamer
internal import Synchronization

/// Turns the messages of a bus into values of a stream, on the threads that post them.
///
/// There is no main loop: the bus's synchronous handler yields into the stream and drops the message.
///
/// Thread: any; nothing here blocks.
final class BusFeed: Sendable {
  let messages: AsyncStream<Message>
  private let continuation: AsyncStream<Message>.Continuation
  private let failure = Mutex<GStreamerError?>(nil)

  init() {
    // Unbounded, because an error or the end of stream must not be lost to a burst of others.
    (messages, continuation) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
  }

  /// The first error so far: why a change of state failed.
  var firstError: GStreamerError? { failure.withLock { $0 } }

  /// Ends the stream; what was yielded before can still be read.
  func finish() { continuation.finish() }

  /// Makes this the only reader of a pipeline's bus, which keeps it alive.
  func attach(to pipeline: UnsafeMutablePointer<GstElement>) {
    // SAFETY: the bus comes with a reference that is given back; the box is released by the bus's destroy notify.
    guard let bus = unsafe gst_element_get_bus(pipeline) else { return }
    unsafe gst_bus_set_sync_handler(bus, handleMessage, Unmanaged.passRetained(self).toOpaque(), releaseFeed)
    unsafe gst_object_unref(bus)
  }

  fileprivate func receive(_ message: UnsafeMutablePointer<GstMessage>) {
    // SAFETY: the handler lends a live message.
    let value = unsafe Message(lent: message)
    switch value {
    case .error(let error): failure.withLock { $0 = $0 ?? error }
    case .latency: unsafe recalculateLatency(above: message.pointee.src)
    default: break
    }
    continuation.yield(value)
  }
}

private func handleMessage(
  bus: UnsafeMutablePointer<GstBus>?, message: UnsafeMutablePointer<GstMessage>?, box: gpointer?
) -> GstBusSyncReply {
  // SAFETY: `box` is the feed that `attach` retained; a dropped message is ours to give back.
  guard let message = unsafe message, let box = unsafe box else { return GST_BUS_PASS }
  unsafe Unmanaged<BusFeed>.fromOpaque(box).takeUnretainedValue().receive(message)
  unsafe gst_message_unref(message)
  return GST_BUS_DROP
}

private func releaseFeed(box: gpointer?) {
  // SAFETY: called once by the bus for the reference that `attach` made.
  if let box = unsafe box { unsafe Unmanaged<BusFeed>.fromOpaque(box).release() }
}

/// Lets the pipeline that `source` is in distribute the latency anew, on a thread of GStreamer's pool: the thread that
/// posts the message may hold locks that the query needs.
private func recalculateLatency(above source: UnsafeMutablePointer<GstObject>?) {
  // SAFETY: each step up gives a new reference and the one below is given back; the call keeps its own.
  guard let source = unsafe source else { return }
  var top = unsafe UnsafeMutableRawPointer(gst_object_ref(source)).assumingMemoryBound(to: GstObject.self)
  while let parent = unsafe gst_object_get_parent(top) {
    unsafe gst_object_unref(top)
    unsafe top = parent
  }
  if unsafe isInstance(top, of: gst_bin_get_type()) {
    unsafe gst_element_call_async(
      UnsafeMutableRawPointer(top).assumingMemoryBound(to: GstElement.self), distributeLatency, nil, nil)
  }
  unsafe gst_object_unref(top)
}

private func distributeLatency(element: UnsafeMutablePointer<GstElement>?, _: gpointer?) {
  // SAFETY: checked to be a bin before the call was made, and kept alive by it.
  guard let element = unsafe element else { return }
  _ = unsafe gst_bin_recalculate_latency(UnsafeMutableRawPointer(element).assumingMemoryBound(to: GstBin.self))
}
