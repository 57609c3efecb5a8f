internal import CGStreamer
internal import Synchronization

/// A closure that a pad calls with what passes; it stays, also when this object is gone, until removed.
///
/// Thread: any. The closure runs on the pad's streaming thread.
@safe public final class Probe: Sendable {
  private let pad: Pad
  private let identifier: Mutex<gulong>

  fileprivate init(_ pad: Pad, _ identifier: gulong) {
    self.pad = pad
    self.identifier = Mutex(identifier)
  }

  /// Takes the closure off the pad; a call that is running goes on. A second time does nothing.
  public func remove() {
    let known = identifier.withLock { identifier in
      defer { identifier = 0 }
      return identifier
    }
    // SAFETY: the pad lives as long as self, and the identifier is used once.
    if known != 0 { unsafe gst_pad_remove_probe(pad.pointer, known) }
  }
}

extension Pad {
  /// Calls `body` with each buffer that passes, also those that come in lists.
  @discardableResult
  public func onBuffer(_ body: @escaping @Sendable (borrowing Buffer) -> Void) -> Probe {
    add(Handler(buffer: body), GST_PAD_PROBE_TYPE_BUFFER.rawValue | GST_PAD_PROBE_TYPE_BUFFER_LIST.rawValue)
  }

  /// Calls `body` with each buffer that passes, made writable: what it draws goes downstream of this pad only.
  @discardableResult
  public func onWritableBuffer(_ body: @escaping @Sendable (borrowing WritableBuffer) -> Void) -> Probe {
    add(Handler(writable: body), GST_PAD_PROBE_TYPE_BUFFER.rawValue | GST_PAD_PROBE_TYPE_BUFFER_LIST.rawValue)
  }

  /// Lets a buffer pass where `isWanted` says so, and drops the others; those that come in lists pass.
  @discardableResult
  public func letPass(where isWanted: @escaping @Sendable (borrowing Buffer) -> Bool) -> Probe {
    add(Handler(isWanted: isWanted), GST_PAD_PROBE_TYPE_BUFFER.rawValue)
  }

  /// Calls `body` with each event that passes downstream, before it has its effect.
  ///
  /// Thread: `body` runs on the streaming thread, and for a flush on the thread that seeks.
  @discardableResult
  public func onEvent(_ body: @escaping @Sendable (PadEvent) -> Void) -> Probe {
    add(Handler(event: body), GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM.rawValue | GST_PAD_PROBE_TYPE_EVENT_FLUSH.rawValue)
  }

  private func add(_ handler: Handler, _ types: UInt32) -> Probe {
    // SAFETY: the pad keeps the retained handler until it calls the destroy notify.
    let mask = GstPadProbeType(rawValue: types)
    let box = unsafe Unmanaged.passRetained(handler).toOpaque()
    return unsafe Probe(self, gst_pad_add_probe(pointer, mask, handleProbe, box, releaseHandler))
  }
}

/// What a pad keeps for us: one of four closures.
@safe private final class Handler: Sendable {
  private let buffer: (@Sendable (borrowing Buffer) -> Void)?
  private let writable: (@Sendable (borrowing WritableBuffer) -> Void)?
  private let event: (@Sendable (PadEvent) -> Void)?
  private let isWanted: (@Sendable (borrowing Buffer) -> Bool)?
  private let cache = CapsCache()

  init(
    buffer: (@Sendable (borrowing Buffer) -> Void)? = nil,
    writable: (@Sendable (borrowing WritableBuffer) -> Void)? = nil,
    event: (@Sendable (PadEvent) -> Void)? = nil,
    isWanted: (@Sendable (borrowing Buffer) -> Bool)? = nil
  ) {
    self.buffer = buffer
    self.writable = writable
    self.event = event
    self.isWanted = isWanted
  }

  /// Lends what the probe carries; a buffer that had to be copied takes the old one's place.
  ///
  /// - Returns: whether it passes.
  func receive(_ info: UnsafeMutablePointer<GstPadProbeInfo>, on pad: UnsafeMutablePointer<GstPad>) -> Bool {
    // SAFETY: the probe's type says what its data is. `make_writable` takes the reference that the probe holds and
    // gives the one that it holds from then on.
    guard let data = unsafe info.pointee.data else { return true }
    if let isWanted {
      return unsafe isWanted(Buffer(pointer: data.assumingMemoryBound(to: GstBuffer.self), pad: pad))
    }
    let type = unsafe info.pointee.type.rawValue
    if type & GST_PAD_PROBE_TYPE_BUFFER.rawValue != 0 {
      if writable != nil { unsafe info.pointee.data = madeWritable(data) }
      guard let current = unsafe info.pointee.data else { return true }
      unsafe lend(current.assumingMemoryBound(to: GstBuffer.self), on: pad)
    } else if type & GST_PAD_PROBE_TYPE_BUFFER_LIST.rawValue != 0 {
      if writable != nil { unsafe info.pointee.data = madeWritable(data) }
      guard let list = unsafe info.pointee.data.map({ OpaquePointer($0) }) else { return true }
      for index in 0..<(unsafe gst_buffer_list_length(list)) {
        let item =
          unsafe writable == nil
          ? gst_buffer_list_get(list, index) : gst_buffer_list_get_writable(list, index)
        if let item = unsafe item { unsafe lend(item, on: pad) }
      }
    } else {
      unsafe event?(PadEvent(lent: data.assumingMemoryBound(to: GstEvent.self)))
    }
    return true
  }

  private func lend(_ item: UnsafeMutablePointer<GstBuffer>, on pad: UnsafeMutablePointer<GstPad>) {
    // SAFETY: the probe holds the buffer during the call; the caps are given back once the cache knows them.
    if let writable {
      let current = unsafe gst_pad_get_current_caps(pad)
      let caps = unsafe current.map { unsafe cache.caps(at: $0) }
      if let current = unsafe current { unsafe gst_caps_unref(current) }
      unsafe writable(WritableBuffer(pointer: item, pad: pad, caps: caps))
    } else {
      unsafe buffer?(Buffer(pointer: item, pad: pad))
    }
  }
}

private func madeWritable(_ data: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  // SAFETY: buffers and lists are mini objects; the reference passes through.
  unsafe UnsafeMutableRawPointer(gst_mini_object_make_writable(data.assumingMemoryBound(to: GstMiniObject.self)))
}

private func handleProbe(
  pad: UnsafeMutablePointer<GstPad>?, info: UnsafeMutablePointer<GstPadProbeInfo>?, box: gpointer?
) -> GstPadProbeReturn {
  // SAFETY: `box` is what `add` retained.
  guard let pad = unsafe pad, let info = unsafe info, let box = unsafe box else { return GST_PAD_PROBE_OK }
  let passes = unsafe Unmanaged<Handler>.fromOpaque(box).takeUnretainedValue().receive(info, on: pad)
  return passes ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP
}

private func releaseHandler(box: gpointer?) {
  // SAFETY: called once by the pad for the reference that `add` made.
  if let box = unsafe box { unsafe Unmanaged<Handler>.fromOpaque(box).release() }
}
