internal import CGStreamer
internal import Uncanny

/// The element as GObject knows it: a class derived from `GstVideoFilter`, whose instances hold an `Analyzer`.
enum ElementType {
  /// Registered once in the life of the process.
  static let type: GType = {
    // SAFETY: the table is copied; the functions are of the signatures that GObject calls them with.
    var info = unsafe GTypeInfo()
    unsafe info.class_size = guint16(MemoryLayout<GstVideoFilterClass>.size)
    unsafe info.instance_size = guint16(analyzerOffset + MemoryLayout<UnsafeMutableRawPointer?>.size)
    unsafe info.class_init = initializeClass
    unsafe info.instance_init = initializeInstance
    return unsafe g_type_register_static(gst_video_filter_get_type(), "GstUncanny", &info, GTypeFlags(rawValue: 0))
  }()

  /// Whether a pointer to an object is one to an element of ours.
  static func isInstance(_ object: UnsafeMutableRawPointer) -> Bool {
    // SAFETY: the caller passes a live object, which begins with its type.
    unsafe g_type_check_instance_is_a(object.assumingMemoryBound(to: GTypeInstance.self), type) != 0
  }

  /// The Swift half of an instance.
  static func analyzer(of instance: UnsafeMutableRawPointer?) -> Analyzer? {
    // SAFETY: the callers pass live instances of our type; `initializeInstance` retained what is there.
    guard let box = unsafe instance.flatMap({ unsafe slot(of: $0).pointee }) else { return nil }
    return unsafe Unmanaged<Analyzer>.fromOpaque(box).takeUnretainedValue()
  }

  /// Where the analyzer stands in an instance: behind what belongs to the parent.
  private static let analyzerOffset = unsafe MemoryLayout<GstVideoFilter>.stride

  fileprivate static func slot(of instance: UnsafeMutableRawPointer) -> UnsafeMutablePointer<UnsafeMutableRawPointer?> {
    // SAFETY: the instance is as large as `type` says; the memory is zero before it is set.
    unsafe (instance + analyzerOffset).assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
  }
}

private func initializeClass(_ theClass: gpointer?, _: gpointer?) {
  // SAFETY: GObject calls this once with the class, which begins with those of its parents.
  guard let theClass = unsafe theClass else { return }
  let object = unsafe theClass.assumingMemoryBound(to: GObjectClass.self)
  unsafe object.pointee.finalize = finalizeInstance
  EventSignal.install(in: unsafe object.pointee.g_type_class.g_type)
  BufferMeta.register()
  unsafe installProperties(in: object)
  unsafe describe(theClass.assumingMemoryBound(to: GstElementClass.self))
  unsafe installCallbacks(in: theClass.assumingMemoryBound(to: GstVideoFilterClass.self))
}

private func initializeInstance(_ instance: UnsafeMutablePointer<GTypeInstance>?, _: gpointer?) {
  // SAFETY: called once for each new instance; `finalizeInstance` releases what is retained here.
  guard let instance = unsafe instance else { return }
  unsafe ElementType.slot(of: UnsafeMutableRawPointer(instance)).pointee =
    Unmanaged.passRetained(Analyzer()).toOpaque()
}

private func finalizeInstance(_ object: UnsafeMutablePointer<GObject>?) {
  // SAFETY: called once, when nobody has the instance any more.
  guard let object = unsafe object else { return }
  let slot = unsafe ElementType.slot(of: UnsafeMutableRawPointer(object))
  if let box = unsafe slot.pointee { unsafe Unmanaged<Analyzer>.fromOpaque(box).release() }
  unsafe slot.pointee = nil
  unsafe parentClass(as: GObjectClass.self)?.pointee.finalize?(object)
}

/// Says what the element is and what its pads take.
private func describe(_ theClass: UnsafeMutablePointer<GstElementClass>) {
  // SAFETY: all text is copied, unlike by the variant for static text; the class takes the templates.
  unsafe gst_element_class_set_metadata(
    theClass, "Uncanny", "Filter/Analyzer/Video", "Watches video and reports faults", "The uncanny authors")
  let text = """
    video/x-raw, format=(string){ I420, NV12, I420_10LE, P010_10LE }, width=(int)[ 1, \(Plane.largest) ], \
    height=(int)[ 1, \(Plane.largest) ], framerate=(fraction)[ 0/1, \(Int32.max)/1 ]
    """
  guard let caps = unsafe gst_caps_from_string(text) else { return }
  unsafe gst_element_class_add_pad_template(
    theClass, gst_pad_template_new("sink", GST_PAD_SINK, GST_PAD_ALWAYS, caps))
  unsafe gst_element_class_add_pad_template(
    theClass, gst_pad_template_new("src", GST_PAD_SRC, GST_PAD_ALWAYS, caps))
  unsafe gst_caps_unref(caps)
}

private func installProperties(in theClass: UnsafeMutablePointer<GObjectClass>) {
  // SAFETY: the class takes the specifications, whose text is copied.
  unsafe theClass.pointee.set_property = setProperty
  unsafe theClass.pointee.get_property = getProperty
  for (index, property) in Property.all.enumerated() {
    unsafe g_object_class_install_property(theClass, guint(index + 1), property.specification)
  }
}

private func setProperty(
  _ object: UnsafeMutablePointer<GObject>?, _ number: guint, _ value: UnsafePointer<GValue>?,
  _: UnsafeMutablePointer<GParamSpec>?
) {
  // SAFETY: GObject passes an instance and a value that it has checked.
  guard let property = Property[number], let value = unsafe value else { return }
  unsafe ElementType.analyzer(of: object)?.change { unsafe property.set(value, in: &$0) }
}

private func getProperty(
  _ object: UnsafeMutablePointer<GObject>?, _ number: guint, _ value: UnsafeMutablePointer<GValue>?,
  _: UnsafeMutablePointer<GParamSpec>?
) {
  // SAFETY: GObject passes an instance and a value of the property's type.
  guard let property = Property[number], let value = unsafe value else { return }
  guard let settings = unsafe ElementType.analyzer(of: object)?.settings else { return }
  unsafe property.get(value, from: settings)
}
