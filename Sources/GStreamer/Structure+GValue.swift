internal import CGStreamer

extension Structure {
  /// Copies a structure that stays another's.
  init(lent structure: UnsafePointer<GstStructure>) {
    // SAFETY: the callers hold the structure's owner during the call; names and values are copied.
    self.init(name: unsafe String(lent: gst_structure_get_name(structure)) ?? "")
    for index in 0..<UInt32(max(0, unsafe gst_structure_n_fields(structure))) {
      guard let field = unsafe gst_structure_nth_field_name(structure, index),
        let value = unsafe gst_structure_get_value(structure, field)
      else { continue }
      fields[unsafe String(cString: field)] = unsafe Value(value)
    }
  }

  /// A structure of GStreamer with the same name and fields; the caller frees it or gives it away.
  ///
  /// - Throws: when GStreamer does not take the name.
  func made() throws(GStreamerError) -> UnsafeMutablePointer<GstStructure> {
    // SAFETY: a structure made here is ours until returned; values are copied into it.
    guard isStructureName(name), let made = unsafe gst_structure_new_empty(name) else {
      throw GStreamerError(message: "\"\(name)\" is no name for a structure")
    }
    for (field, value) in fields {
      unsafe value.withGValue { unsafe gst_structure_set_value(made, field, $0) }
    }
    return unsafe made
  }
}

/// What `gst_structure_new_empty` takes: it answers anything else with a critical warning.
private func isStructureName(_ name: String) -> Bool {
  func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
  func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  guard let first = name.utf8.first, isLetter(first) else { return false }
  return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || "/-_.:+".utf8.contains($0) }
}

extension Structure.Value {
  /// Copies a value of GLib; `nil` for kinds that are left out.
  init?(_ value: UnsafePointer<GValue>) {
    // SAFETY: the getter called is the one for the value's type, which is asked first; text is copied.
    let type = unsafe value.pointee.g_type
    if type == gst_fraction_get_type() {
      self = unsafe .fraction(
        Int(gst_value_get_fraction_numerator(value)), Int(gst_value_get_fraction_denominator(value)))
      return
    }
    switch g_type_fundamental(type) {
    case .string:
      guard let text = unsafe String(lent: g_value_get_string(value)) else { return nil }
      self = .string(text)
    case .enumeration, .flags:
      guard let text = unsafe String(taking: gst_value_serialize(value)) else { return nil }
      self = .string(text)
    case .boolean: self = unsafe .bool(g_value_get_boolean(value) != 0)
    case .int: self = unsafe .int(Int64(g_value_get_int(value)))
    case .long: self = unsafe .int(Int64(g_value_get_long(value)))
    case .int64: self = unsafe .int(Int64(g_value_get_int64(value)))
    case .uint: self = unsafe .uint(UInt64(g_value_get_uint(value)))
    case .ulong: self = unsafe .uint(UInt64(g_value_get_ulong(value)))
    case .uint64: self = unsafe .uint(UInt64(g_value_get_uint64(value)))
    case .float: self = unsafe .double(Double(g_value_get_float(value)))
    case .double: self = unsafe .double(g_value_get_double(value))
    default: return nil
    }
  }

  /// Lends the value in GLib's form.
  func withGValue(_ body: (UnsafePointer<GValue>) -> Void) {
    // SAFETY: the value is initialized to the type that is then set, and unset before it goes.
    var value = GValue()
    switch self {
    case .string(let text):
      unsafe g_value_init(&value, .string)
      unsafe g_value_set_string(&value, text)
    case .int(let number):
      unsafe g_value_init(&value, .int64)
      unsafe g_value_set_int64(&value, gint64(number))
    case .uint(let number):
      unsafe g_value_init(&value, .uint64)
      unsafe g_value_set_uint64(&value, guint64(number))
    case .double(let number):
      unsafe g_value_init(&value, .double)
      unsafe g_value_set_double(&value, number)
    case .bool(let truth):
      unsafe g_value_init(&value, .boolean)
      unsafe g_value_set_boolean(&value, truth ? 1 : 0)
    case .fraction(let numerator, let denominator):
      unsafe g_value_init(&value, gst_fraction_get_type())
      unsafe gst_value_set_fraction(&value, gint(clamping: numerator), max(1, gint(clamping: denominator)))
    }
    unsafe body(&value)
    unsafe g_value_unset(&value)
  }
}

/// GLib's fundamental types, which are macros in C.
extension GType {
  static let boolean = GType(5 << 2)
  static let int = GType(6 << 2)
  static let uint = GType(7 << 2)
  static let long = GType(8 << 2)
  static let ulong = GType(9 << 2)
  static let int64 = GType(10 << 2)
  static let uint64 = GType(11 << 2)
  static let enumeration = GType(12 << 2)
  static let flags = GType(13 << 2)
  static let float = GType(14 << 2)
  static let double = GType(15 << 2)
  static let string = GType(16 << 2)
}
