internal import CGStreamer
internal import Uncanny
internal import UncannyDetectors

/// A property of the element.
enum Property: Sendable {
  case plan
  case overlay
  case message
  case meta
  case budget
  /// A parameter of a detector.
  case parameter(detector: String, title: String, Catalog.Setting)
  /// Words that can be set of a detector.
  case words(detector: String, title: String, Catalog.TextSetting)

  /// In the order of their numbers, which begin with 1: those of the element, then those of the detectors of pictures, as it
  /// gets no sound.
  static let all: [Property] =
    [.plan, .overlay, .message, .meta, .budget]
    + Catalog.standard.entries.filter { $0.medium == .picture }.flatMap { entry in
      entry.texts.map { .words(detector: entry.card.id, title: entry.card.title, $0) }
        + entry.parameters.map { .parameter(detector: entry.card.id, title: entry.card.title, $0) }
    }

  static subscript(number: UInt32) -> Property? {
    let index = Int(number) - 1
    return all.indices.contains(index) ? all[index] : nil
  }

  /// How GObject describes it: a reference that is floating.
  var specification: UnsafeMutablePointer<GParamSpec>? {
    // Read, written, and only looked at when a run starts; without the flags for static strings, all text is copied.
    let flags = GParamFlags(rawValue: G_PARAM_READABLE.rawValue | G_PARAM_WRITABLE.rawValue | Self.mutableWhenReady)
    switch self {
    case .plan:
      return unsafe g_param_spec_string(
        "plan", "Plan",
        "Which detectors run: default, all or none, then detectors to add (freeze:tolerance=2) or "
          + "take out (-blockiness), separated by commas", "default", flags)
    case .overlay:
      return unsafe g_param_spec_boolean("overlay", "Overlay", "Draw what is found into the picture", 1, flags)
    case .message:
      return unsafe g_param_spec_boolean("message", "Message", "Post what is found on the bus", 1, flags)
    case .meta:
      return unsafe g_param_spec_boolean("meta", "Meta", "Attach what is found to the buffers", 1, flags)
    case .budget:
      return unsafe g_param_spec_double(
        "budget", "Budget",
        "How long a frame may take, in milliseconds, before parts of the plan are left out; 0 for as long as it takes",
        0,
        10_000, 0, flags)
    case .parameter(let detector, let title, let setting):
      return unsafe g_param_spec_double(
        "\(detector)-\(setting.name)", "\(title): \(setting.name)", "\(setting.blurb) (\(setting.unit))",
        Self.decimal(setting.range.lowerBound), Self.decimal(setting.range.upperBound), Self.decimal(setting.initial),
        flags)
    case .words(let detector, let title, let setting):
      return unsafe g_param_spec_string(
        "\(detector)-\(setting.name)", "\(title): \(setting.name)",
        "\(setting.blurb) (\(setting.kind == .words ? "words, joined by +" : "a file"))", "", flags)
    }
  }

  /// Puts a value that GObject has checked into the settings.
  func set(_ value: UnsafePointer<GValue>, in settings: inout Settings) {
    // SAFETY: GObject converts the value to the property's own type before it is set; the text is copied.
    switch self {
    case .plan: settings.setPlan(unsafe g_value_get_string(value).map { unsafe String(cString: $0) } ?? "default")
    case .overlay: settings.overlay = unsafe g_value_get_boolean(value) != 0
    case .message: settings.message = unsafe g_value_get_boolean(value) != 0
    case .meta: settings.meta = unsafe g_value_get_boolean(value) != 0
    case .budget: settings.budget = unsafe g_value_get_double(value)
    case .parameter(let detector, _, let setting):
      settings.setValue(Float(unsafe g_value_get_double(value)), of: setting.name, in: detector)
    case .words(let detector, _, let setting):
      let words = unsafe g_value_get_string(value).map { unsafe String(cString: $0) } ?? ""
      settings.setWords(words, of: setting.name, in: detector)
    }
  }

  /// Reads the settings into a value of the property's type.
  func get(_ value: UnsafeMutablePointer<GValue>, from settings: Settings) {
    // SAFETY: GObject has initialized the value to the property's own type, and copies the text.
    switch self {
    case .plan: unsafe g_value_set_string(value, settings.planText)
    case .overlay: unsafe g_value_set_boolean(value, settings.overlay ? 1 : 0)
    case .message: unsafe g_value_set_boolean(value, settings.message ? 1 : 0)
    case .meta: unsafe g_value_set_boolean(value, settings.meta ? 1 : 0)
    case .budget: unsafe g_value_set_double(value, settings.budget)
    case .parameter(let detector, _, let setting):
      unsafe g_value_set_double(value, Self.decimal(settings.value(of: setting, in: detector)))
    case .words(let detector, _, let setting):
      unsafe g_value_set_string(value, settings.words(of: setting, in: detector))
    }
  }

  /// The number that the shortest text of `value` says, so that a user's 0.1 is not below a least value of 0.1.
  private static func decimal(_ value: Float) -> Double { Double("\(value)") ?? Double(value) }

  /// GST_PARAM_MUTABLE_READY.
  private static let mutableWhenReady: Int32 = 1 << 10
}
