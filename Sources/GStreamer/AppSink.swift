internal import CGStreamer
internal import Synchronization

/// The end of a pipeline where its data comes to us.
///
/// For one `appsink` element make one `AppSink`: its callbacks replace those of any other.
///
/// Thread: any. The callbacks run on the streaming thread, one at a time, and may wait only as long as the stream may.
public final class AppSink: Sendable {
  /// The `appsink` itself, for its properties.
  public let element: Element
  private let callbacks = SinkCallbacks()

  /// Takes over an element; `nil` when it is no `appsink`.
  public init?(_ element: Element) {
    // SAFETY: the element is checked to be an appsink, which copies the table of functions and keeps the box until its
    // destroy notify.
    guard unsafe isInstance(element.pointer, of: gst_app_sink_get_type()) else { return nil }
    self.element = element
    var table = GstAppSinkCallbacks()
    unsafe table.eos = handleEOS
    unsafe table.new_sample = handleSample
    unsafe gst_app_sink_set_callbacks(
      UnsafeMutableRawPointer(element.pointer).assumingMemoryBound(to: GstAppSink.self), &table,
      Unmanaged.passRetained(callbacks).toOpaque(), releaseCallbacks)
  }

  /// Calls `body` with each sample from now on, in place of an earlier one; its answer goes upstream.
  ///
  /// The appsink keeps `body` as long as the pipeline lives, also when this object is gone.
  public func onSample(_ body: @escaping @Sendable (borrowing Sample) -> FlowResult) {
    callbacks.handlers.withLock { $0.sample = body }
  }

  /// Calls `body` when the stream has ended here, in place of an earlier one.
  public func onEOS(_ body: @escaping @Sendable () -> Void) {
    callbacks.handlers.withLock { $0.eos = body }
  }
}

/// What an appsink keeps for us.
private final class SinkCallbacks: Sendable {
  struct Handlers {
    var sample: (@Sendable (borrowing Sample) -> FlowResult)?
    var eos: (@Sendable () -> Void)?
  }

  let handlers = Mutex(Handlers())
  let cache = CapsCache()

  func receive(_ sample: OpaquePointer) -> FlowResult {
    // SAFETY: the caller holds the sample during the call.
    guard let lent = unsafe Sample(lent: sample, cache: cache) else { return .ok }
    let handlers = handlers.withLock { $0 }
    return handlers.sample?(lent) ?? .ok
  }
}

private func handleSample(sink: UnsafeMutablePointer<GstAppSink>?, box: gpointer?) -> GstFlowReturn {
  // SAFETY: `box` is what `init` retained; the pulled sample is ours until given back. It is there, so nothing waits.
  guard let box = unsafe box, let sample = unsafe gst_app_sink_try_pull_sample(sink, 0) else { return GST_FLOW_OK }
  defer { unsafe gst_sample_unref(sample) }
  return unsafe Unmanaged<SinkCallbacks>.fromOpaque(box).takeUnretainedValue().receive(sample).flowReturn
}

private func handleEOS(sink: UnsafeMutablePointer<GstAppSink>?, box: gpointer?) {
  // SAFETY: `box` is what `init` retained.
  guard let box = unsafe box else { return }
  let handlers = unsafe Unmanaged<SinkCallbacks>.fromOpaque(box).takeUnretainedValue().handlers.withLock { $0 }
  handlers.eos?()
}

private func releaseCallbacks(box: gpointer?) {
  // SAFETY: called once by the appsink for the reference that `init` made.
  if let box = unsafe box { unsafe Unmanaged<SinkCallbacks>.fromOpaque(box).release() }
}
