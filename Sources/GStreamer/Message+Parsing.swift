internal import CGStreamer

extension Message {
  /// Copies what a message of the bus says; the message stays its owner's.
  ///
  /// Thread: any; does not block.
  init(lent message: UnsafeMutablePointer<GstMessage>) {
    // SAFETY: the message lives during the call, and each parser is the one for the type that is asked first.
    let source = unsafe String(nameOf: message.pointee.src) ?? ""
    switch unsafe message.pointee.type {
    case GST_MESSAGE_EOS: self = .eos
    case GST_MESSAGE_ERROR: self = unsafe .error(GStreamerError(message, source, gst_message_parse_error))
    case GST_MESSAGE_WARNING: self = unsafe .warning(GStreamerError(message, source, gst_message_parse_warning))
    case GST_MESSAGE_INFO: self = unsafe .info(GStreamerError(message, source, gst_message_parse_info))
    case GST_MESSAGE_STATE_CHANGED:
      var (old, new, pending) = (GST_STATE_VOID_PENDING, GST_STATE_VOID_PENDING, GST_STATE_VOID_PENDING)
      unsafe gst_message_parse_state_changed(message, &old, &new, &pending)
      let isPipeline = unsafe message.pointee.src.map { unsafe isInstance($0, of: gst_pipeline_get_type()) }
      self = .stateChanged(source: source, isPipeline: isPipeline ?? false, from: State(old), to: State(new))
    case GST_MESSAGE_ELEMENT: self = unsafe Message(element: message, source: source)
    case GST_MESSAGE_LATENCY: self = .latency
    case GST_MESSAGE_BUFFERING:
      var percent: gint = 0
      unsafe gst_message_parse_buffering(message, &percent)
      self = .buffering(percent: Int(percent))
    case GST_MESSAGE_STREAM_START: self = .streamStart
    case GST_MESSAGE_ASYNC_DONE: self = .asyncDone
    case GST_MESSAGE_DURATION_CHANGED: self = .durationChanged
    case GST_MESSAGE_QOS: self = .qos(source: source)
    case GST_MESSAGE_TAG: self = unsafe .tag(tags(of: message))
    case let type: self = unsafe .other(String(lent: gst_message_type_get_name(type)) ?? "")
    }
  }

  private init(element message: UnsafeMutablePointer<GstMessage>, source: String) {
    // SAFETY: as in `init(lent:)`; the structure is the message's own.
    if unsafe gst_is_missing_plugin_message(message) != 0 {
      self = unsafe .missingPlugin(
        description: String(taking: gst_missing_plugin_message_get_description(message)) ?? "",
        detail: String(taking: gst_missing_plugin_message_get_installer_detail(message)) ?? "")
    } else if let structure = unsafe gst_message_get_structure(message) {
      self = unsafe .element(source: source, Structure(lent: structure))
    } else {
      self = .other("element")
    }
  }
}

extension GStreamerError {
  fileprivate typealias Parser = (
    UnsafeMutablePointer<GstMessage>?, UnsafeMutablePointer<UnsafeMutablePointer<GError>?>?,
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  ) -> Void

  /// Copies the error that a message carries.
  fileprivate init(_ message: UnsafeMutablePointer<GstMessage>, _ source: String, _ parse: Parser) {
    // SAFETY: the parser gives us copies of both, which are freed as they are read.
    var error: UnsafeMutablePointer<GError>?
    var debug: UnsafeMutablePointer<CChar>?
    unsafe parse(message, &error, &debug)
    let text = unsafe String(taking: debug)
    if let error = unsafe error {
      unsafe self.init(taking: error, debug: text, source: source)
    } else {
      self.init(message: "unknown error", debug: text, source: source)
    }
  }
}

private func tags(of message: UnsafeMutablePointer<GstMessage>) -> [String: String] {
  // SAFETY: the list is given to us and freed here; what it holds is copied before.
  var list: UnsafeMutablePointer<GstTagList>?
  unsafe gst_message_parse_tag(message, &list)
  guard let list = unsafe list else { return [:] }
  defer { unsafe gst_tag_list_unref(list) }
  return unsafe tagTexts(in: list)
}

/// The tags of a list whose values can be said in a few words.
func tagTexts(in list: UnsafePointer<GstTagList>) -> [String: String] {
  // SAFETY: the list lives during the call; what it holds is copied.
  var tags: [String: String] = [:]
  for index in 0..<UInt32(max(0, unsafe gst_tag_list_n_tags(list))) {
    guard let tag = unsafe gst_tag_list_nth_tag_name(list, index),
      let value = unsafe gst_tag_list_get_value_index(list, tag, 0)
    else { continue }
    let name = unsafe String(cString: tag)
    let known: Structure.Value? = unsafe Structure.Value(value)
    switch known {
    case .string(let text): tags[name] = text
    case .int(let number): tags[name] = "\(number)"
    case .uint(let number): tags[name] = "\(number)"
    case .double(let number): tags[name] = "\(number)"
    case .bool(let truth): tags[name] = "\(truth)"
    case .fraction(let numerator, let denominator): tags[name] = "\(numerator)/\(denominator)"
    case nil where unsafe value.pointee.g_type == gst_date_time_get_type():
      unsafe tags[name] = String(taking: gst_value_serialize(value))
    case nil: continue
    }
  }
  return tags
}
