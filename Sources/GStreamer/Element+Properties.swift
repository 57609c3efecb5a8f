internal import CGStreamer

extension Element {
  /// Sets a property to a value of whatever type it takes.
  ///
  /// - Throws: when there is no such property, it cannot be set, or the value does not fit it.
  public func set(_ property: String, to value: PropertyValue) throws(GStreamerError) {
    try set(property, value.text, isLiteral: true)
  }

  /// Sets a property from text as it would stand in a launch description.
  ///
  /// - Throws: as `set(_:to:)`.
  public func set(_ property: String, fromText text: String) throws(GStreamerError) {
    try set(property, text, isLiteral: false)
  }

  /// The value of a property; `nil` when there is none of this name, or it is of a kind that is left out.
  public func get(_ property: String) -> Structure.Value? {
    // SAFETY: the value is initialized to the property's own type and unset after the copy.
    guard let spec = unsafe specification(of: property),
      unsafe spec.pointee.flags.rawValue & G_PARAM_READABLE.rawValue != 0
    else { return nil }
    var value = GValue()
    unsafe g_value_init(&value, spec.pointee.value_type)
    defer { unsafe g_value_unset(&value) }
    unsafe g_object_get_property(object, property, &value)
    return unsafe Structure.Value(&value)
  }

  /// The text of a property; `nil` when it has none.
  public func string(_ property: String) -> String? { get(property)?.string }

  /// The number in an integer property of any width; `nil` when it is no such.
  public func int(_ property: String) -> Int64? { get(property)?.int }

  /// The number in a numeric property; `nil` when it is no such.
  public func double(_ property: String) -> Double? { get(property)?.double }

  /// The truth of a boolean property; `nil` when it is no such.
  public func bool(_ property: String) -> Bool? { get(property)?.bool }

  private func set(_ property: String, _ text: String, isLiteral: Bool) throws(GStreamerError) {
    // SAFETY: the value is initialized to the property's own type and unset at the end; GObject copies it.
    guard let spec = unsafe specification(of: property) else {
      throw GStreamerError(message: "no property \"\(property)\" in element \"\(factoryName)\"", source: name)
    }
    guard unsafe spec.pointee.flags.rawValue & G_PARAM_WRITABLE.rawValue != 0 else {
      throw GStreamerError(message: "property \"\(property)\" cannot be set", source: name)
    }
    var value = GValue()
    unsafe g_value_init(&value, spec.pointee.value_type)
    defer { unsafe g_value_unset(&value) }
    if isLiteral, unsafe spec.pointee.value_type == .string {
      unsafe g_value_set_string(&value, text)
    } else if unsafe gst_value_deserialize_with_pspec(&value, text, spec) == 0 {
      throw GStreamerError(message: "property \"\(property)\" cannot be \"\(text)\"", source: name)
    }
    // GObject itself would only warn, and keep the old value.
    guard unsafe g_param_value_validate(spec, &value) == 0 else {
      throw GStreamerError(message: "\"\(text)\" is out of range for property \"\(property)\"", source: name)
    }
    unsafe g_object_set_property(object, property, &value)
  }

  private var object: UnsafeMutablePointer<GObject> {
    // SAFETY: an element begins with its GObject.
    unsafe UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: GObject.self)
  }

  private func specification(of property: String) -> UnsafeMutablePointer<GParamSpec>? {
    // SAFETY: an instance begins with the pointer to its class, and a class keeps its properties for good.
    let type = unsafe UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: GTypeInstance.self).pointee.g_class
    let known = unsafe UnsafeMutableRawPointer(type)?.assumingMemoryBound(to: GObjectClass.self)
    return unsafe g_object_class_find_property(known, property)
  }
}

extension Element {
  /// Sets a property that holds another element, such as a filter of `playbin`.
  ///
  /// - Throws: when there is no such property, or it holds something else.
  public func set(_ property: String, to element: Element) throws(GStreamerError) {
    // SAFETY: the value holds a reference of its own to the element, and is unset at the end.
    guard let spec = unsafe specification(of: property),
      unsafe g_type_is_a(gst_element_get_type(), spec.pointee.value_type) != 0
    else { throw GStreamerError(message: "no property \"\(property)\" for an element", source: name) }
    var value = GValue()
    unsafe g_value_init(&value, spec.pointee.value_type)
    defer { unsafe g_value_unset(&value) }
    unsafe g_value_set_object(&value, UnsafeMutableRawPointer(element.pointer))
    unsafe g_object_set_property(object, property, &value)
  }
}
