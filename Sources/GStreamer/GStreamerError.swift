internal import CGStreamer

/// What GStreamer says went wrong, in its own words.
public struct GStreamerError: Error, Equatable, CustomStringConvertible {
  /// The family of the error, such as `gst_parse_error` or `gst-resource-error-quark`.
  public var domain: String
  /// The number within the domain.
  public var code: Int
  /// GStreamer's own text, for people.
  public var message: String
  /// Where and why, for engineers; often several lines.
  public var debug: String?
  /// The name of the element it comes from; `nil` when no element was involved.
  public var source: String?
  /// The factory names of elements that are asked for but not installed.
  public var missingElements: [String]

  /// An error of your own making in GStreamer's form.
  public init(
    domain: String = Self.wrapperDomain, code: Int = 0, message: String, debug: String? = nil, source: String? = nil,
    missingElements: [String] = []
  ) {
    self.domain = domain
    self.code = code
    self.message = message
    self.debug = debug
    self.source = source
    self.missingElements = missingElements
  }

  /// The domain of errors that this module reports where GStreamer only answers "no".
  public static let wrapperDomain = "gstreamer-swift"

  /// The element's name, where there is one, and the text.
  public var description: String {
    source.map { "\($0): \(message)" } ?? message
  }

  /// Whether an element found nothing installed for what it was given.
  public var isMissingPlugin: Bool {
    domain == "gst-core-error-quark" && code == Int(GST_CORE_ERROR_MISSING_PLUGIN.rawValue)
  }

  /// The error of an element whose factory is not installed, worded as the parser words it.
  public static func missingElement(_ factory: String) -> Self {
    Self(
      domain: "gst_parse_error", code: Int(GST_PARSE_ERROR_NO_SUCH_ELEMENT.rawValue),
      message: "no element \"\(factory)\"", missingElements: [factory])
  }
}

extension GStreamerError {
  /// Copies an error and frees it.
  init(taking error: UnsafeMutablePointer<GError>, debug: String? = nil, source: String? = nil) {
    // SAFETY: the caller owns the error, which is read before it is freed.
    self.init(
      domain: unsafe String(lent: g_quark_to_string(error.pointee.domain)) ?? "",
      code: unsafe Int(error.pointee.code),
      message: unsafe String(lent: error.pointee.message) ?? "",
      debug: debug, source: source)
    unsafe g_error_free(error)
  }
}
