internal import CGStreamer

/// An element of a pipeline: a reference to it, not the element itself.
///
/// Thread: any.
@safe public final class Element: Sendable {
  nonisolated(unsafe) let pointer: UnsafeMutablePointer<GstElement>

  /// Makes an element, which is in no pipeline yet; GStreamer invents a name when there is none.
  ///
  /// - Throws: `missingElement` when the factory is not installed.
  public init(factory: String, name: String? = nil) throws(GStreamerError) {
    GStreamer.initialize()
    // SAFETY: a new element's floating reference becomes ours.
    guard let made = unsafe gst_element_factory_make(factory, name) else {
      throw GStreamerError.missingElement(factory)
    }
    unsafe pointer = sunk(made)
  }

  init(takingOwnershipOf pointer: UnsafeMutablePointer<GstElement>) {
    // SAFETY: the caller gives its reference, which `deinit` gives back.
    unsafe self.pointer = pointer
  }

  init(borrowing pointer: UnsafeMutablePointer<GstElement>) {
    // SAFETY: the caller holds the element during the call; after that we have our own reference.
    unsafe self.pointer = gst_object_ref(pointer).assumingMemoryBound(to: GstElement.self)
  }

  deinit {
    // SAFETY: the one reference of the initializers.
    unsafe gst_object_unref(pointer)
  }

  /// The name, which is unique within its bin.
  public var name: String {
    // SAFETY: an element begins with its GstObject; the text is ours to free.
    unsafe String(nameOf: UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: GstObject.self)) ?? ""
  }

  /// The name of the kind of element, such as `x264enc`.
  public var factoryName: String {
    // SAFETY: the factory is lent and lives as long as its element; its name never changes.
    guard let factory = unsafe gst_element_get_factory(pointer) else { return "" }
    return unsafe String(
      taking: gst_object_get_name(UnsafeMutableRawPointer(factory).assumingMemoryBound(to: GstObject.self))) ?? ""
  }

  /// What it says it does, in the words of GStreamer's classes, such as `Codec/Decoder/Video`; empty where it says nothing.
  public var kind: String {
    // SAFETY: the factory is lent and lives as long as its element; its texts are copied.
    guard let factory = unsafe gst_element_get_factory(pointer),
      let text = unsafe gst_element_factory_get_metadata(factory, "klass")
    else { return "" }
    return unsafe String(cString: text)
  }

  /// Whether data ends here.
  public var isSink: Bool { hasFlag(GST_ELEMENT_FLAG_SINK) }

  /// Whether data begins here.
  public var isSource: Bool { hasFlag(GST_ELEMENT_FLAG_SOURCE) }

  private func hasFlag(_ flag: GstElementFlags) -> Bool {
    // SAFETY: the element lives as long as self.
    unsafe pointer.pointee.object.flags & UInt32(flag.rawValue) != 0
  }

  /// The pad of this name, such as `src`; `nil` when the element has none now.
  public func pad(named name: String) -> Pad? {
    // SAFETY: the pad comes with a reference, which the new object owns.
    guard let pad = unsafe gst_element_get_static_pad(pointer, name) else { return nil }
    return unsafe Pad(takingOwnershipOf: pad)
  }

  /// Ends the stream here: a source stops, any other element passes the end on.
  public func sendEOS() {
    // SAFETY: the event is new and the element takes it.
    _ = unsafe gst_element_send_event(pointer, gst_event_new_eos())
  }

  /// Posts a message on the bus in the element's name, as the element itself does: it arrives as `Message.element`.
  ///
  /// - Throws: when the structure's name is none, or the element is in no pipeline.
  public func post(_ structure: Structure) throws(GStreamerError) {
    // SAFETY: the structure goes to the message and the message to the bus; the source is referenced by it.
    let source = unsafe UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: GstObject.self)
    let message = try unsafe gst_message_new_element(source, structure.made())
    guard unsafe gst_element_post_message(pointer, message) != 0 else {
      throw GStreamerError(message: "no pipeline takes the message \"\(structure.name)\"", source: name)
    }
  }
}
