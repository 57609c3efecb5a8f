internal import CGStreamer

extension Element {
  /// Makes a bin of elements from a description; what stands unlinked at its ends becomes its pads `sink` and `src`.
  ///
  /// - Throws: what the parser says.
  public convenience init(parsingBin description: String) throws(GStreamerError) {
    GStreamer.initialize()
    var problem: UnsafeMutablePointer<GError>?
    // SAFETY: the error is freed by who reads it; a new bin's floating reference becomes ours.
    let bin = unsafe gst_parse_bin_from_description_full(description, 1, nil, GST_PARSE_FLAG_FATAL_ERRORS, &problem)
    if let problem = unsafe problem {
      if let bin = unsafe bin { unsafe gst_object_unref(sunk(bin)) }
      throw unsafe GStreamerError(taking: problem)
    }
    guard let bin = unsafe bin else { throw GStreamerError(message: "the description makes no bin") }
    unsafe self.init(takingOwnershipOf: sunk(bin))
  }

  /// Calls `body` with each pad that the element gets from now on.
  ///
  /// The element keeps `body`, which must not hold the element or its pipeline.
  ///
  /// Thread: `body` runs on a streaming thread of the element, before data flows through the pad.
  public func onPadAdded(_ body: @escaping @Sendable (Pad) -> Void) {
    connect("pad-added", PadListener(added: body, done: nil), unsafe unsafeBitCast(handlePad, to: GCallback.self))
  }

  /// Calls `body` when the element says that it has all the pads that it will have.
  ///
  /// The element keeps `body`, which must not hold the element or its pipeline.
  ///
  /// Thread: a streaming thread of the element.
  public func onNoMorePads(_ body: @escaping @Sendable () -> Void) {
    connect("no-more-pads", PadListener(added: nil, done: body), unsafe unsafeBitCast(handleDone, to: GCallback.self))
  }

  private func connect(_ signal: String, _ listener: PadListener, _ handler: GCallback) {
    // SAFETY: the element keeps the retained listener until it calls the destroy notify; the handler has the signature
    // of the signal.
    let box = unsafe Unmanaged.passRetained(listener).toOpaque()
    _ = unsafe g_signal_connect_data(
      UnsafeMutableRawPointer(pointer), signal, handler, box, releaseListener, GConnectFlags(rawValue: 0))
  }

  /// Puts another element into the bin or pipeline that this one is in, and brings it to the same state.
  ///
  /// - Throws: when this one is in none, or the other's name is taken.
  public func addBeside(_ other: Element) throws(GStreamerError) {
    // SAFETY: an element begins with its GstObject; the parent comes with a reference that is given back.
    let object = unsafe UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: GstObject.self)
    guard let parent = unsafe gst_object_get_parent(object) else {
      throw GStreamerError(message: "is in no pipeline", source: name)
    }
    defer { unsafe gst_object_unref(parent) }
    let bin = unsafe UnsafeMutableRawPointer(parent).assumingMemoryBound(to: GstBin.self)
    guard unsafe gst_bin_add(bin, other.pointer) != 0 else {
      throw GStreamerError(message: "cannot be added to the pipeline", source: other.name)
    }
    _ = unsafe gst_element_sync_state_with_parent(other.pointer)
  }

  /// The element of this name within a bin; `nil` when there is none, or this is no bin.
  public func element(named name: String) -> Element? {
    // SAFETY: checked to be a bin; the element comes with a reference, which the new object owns.
    guard unsafe isInstance(pointer, of: gst_bin_get_type()), let found = unsafe gst_bin_get_by_name(bin(pointer), name)
    else { return nil }
    return unsafe Element(takingOwnershipOf: found)
  }
}

extension Pad {
  /// What flows or can flow through it, such as `audio/x-raw`; `nil` when that is not settled.
  public var mediaType: String? {
    if let caps { return caps.structures.first?.name }
    // SAFETY: the caps come with a reference, which the value owns.
    guard let caps = unsafe gst_pad_query_caps(pointer, nil) else { return nil }
    return unsafe Caps(takingOwnershipOf: caps).structures.first?.name
  }

  /// Ends the stream at this sink pad, as if what feeds it had ended.
  public func sendEOS() {
    // SAFETY: the event is new and the pad takes it.
    _ = unsafe gst_pad_send_event(pointer, gst_event_new_eos())
  }

  /// Whether it is linked to another.
  public var isLinked: Bool { unsafe gst_pad_is_linked(pointer) != 0 }
}

/// What an element keeps for us.
private final class PadListener: Sendable {
  let added: (@Sendable (Pad) -> Void)?
  let done: (@Sendable () -> Void)?

  init(added: (@Sendable (Pad) -> Void)?, done: (@Sendable () -> Void)?) {
    self.added = added
    self.done = done
  }
}

private let handlePad:
  @convention(c) (UnsafeMutablePointer<GstElement>?, UnsafeMutablePointer<GstPad>?, gpointer?) -> Void = {
    _, pad, box in
    // SAFETY: `box` is what `connect` retained; the pad lives during the call, and its object gets its own reference.
    guard let pad = unsafe pad, let box = unsafe box else { return }
    let own = unsafe gst_object_ref(pad).assumingMemoryBound(to: GstPad.self)
    unsafe Unmanaged<PadListener>.fromOpaque(box).takeUnretainedValue().added?(Pad(takingOwnershipOf: own))
  }

private let handleDone: @convention(c) (UnsafeMutablePointer<GstElement>?, gpointer?) -> Void = { _, box in
  // SAFETY: `box` is what `connect` retained.
  guard let box = unsafe box else { return }
  unsafe Unmanaged<PadListener>.fromOpaque(box).takeUnretainedValue().done?()
}

private func releaseListener(box: gpointer?, closure: UnsafeMutablePointer<GClosure>?) {
  // SAFETY: called once by the element for the reference that `connect` made.
  if let box = unsafe box { unsafe Unmanaged<PadListener>.fromOpaque(box).release() }
}
