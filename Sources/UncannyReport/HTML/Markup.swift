/// A piece of a page. Text becomes one by being escaped, so that nothing a file says is ever markup.
///
/// What is written is HTML that is well-formed XML too: every element is closed, every attribute quoted.
///
/// Thread: any.
struct Markup: Sendable, Equatable {
  /// As it stands in the page.
  private(set) var source: String

  private init(source: String) { self.source = source }

  /// Text in which nothing is markup.
  init(_ text: String) { source = Self.escaped(text) }

  /// Nothing.
  static let nothing = Markup(source: "")

  /// What the program itself says, as it is: a style sheet or a script, in which there is no `<` and no `&`.
  static func verbatim(_ text: StaticText) -> Markup { Markup(source: text.text) }

  /// JSON within a script element that holds data: what could end the element is written as JSON escapes it.
  static func data(_ json: String) -> Markup {
    var source = ""
    for scalar in json.unicodeScalars {
      switch scalar {
      case "<": source += "\\u003c"
      case ">": source += "\\u003e"
      case "&": source += "\\u0026"
      default: source.unicodeScalars.append(scalar)
      }
    }
    return Markup(source: source)
  }

  /// One after the other.
  static func joined(_ parts: [Markup]) -> Markup {
    var source = ""
    for part in parts { source += part.source }
    return Markup(source: source)
  }

  /// An element; attributes without a value are left out.
  static func element(_ name: StaticString, _ attributes: [(StaticString, String?)], _ content: Markup) -> Markup {
    var source = "<\(name)"
    for (name, value) in attributes {
      if let value { source += " \(name)=\"\(escaped(value))\"" }
    }
    source += empty.contains("\(name)") ? "/>" : ">\(content.source)</\(name)>"
    return Markup(source: source)
  }

  /// Elements that have no content and no end.
  private static let empty: Set<String> = ["br", "hr", "img", "input", "meta"]

  /// What XML forbids, and what would turn the direction of the text around it, becomes U+FFFD.
  private static func escaped(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: shown += "&amp;"
      case 0x3C: shown += "&lt;"
      case 0x3E: shown += "&gt;"
      case 0x22: shown += "&quot;"
      case 0x27: shown += "&#39;"
      case 0x09, 0x0A, 0x0D: shown += " "
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: shown += "\u{FFFD}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}

/// Text that stands in the program, and did not come from outside.
struct StaticText: Sendable, Equatable, ExpressibleByStringLiteral {
  let text: String
  init(stringLiteral text: StaticString) { self.text = "\(text)" }
}

/// Puts pieces together; a string among them is text.
@resultBuilder enum MarkupBuilder {
  static func buildExpression(_ text: String) -> Markup { Markup(text) }
  static func buildExpression(_ markup: Markup) -> Markup { markup }
  static func buildExpression(_ markup: Markup?) -> Markup { markup ?? .nothing }
  static func buildExpression(_ parts: [Markup]) -> Markup { .joined(parts) }
  static func buildBlock(_ parts: Markup...) -> Markup { .joined(parts) }
  static func buildOptional(_ part: Markup?) -> Markup { part ?? .nothing }
  static func buildEither(first: Markup) -> Markup { first }
  static func buildEither(second: Markup) -> Markup { second }
  static func buildArray(_ parts: [Markup]) -> Markup { .joined(parts) }
}

/// An element with what is in it.
func element(
  _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
  @MarkupBuilder _ content: () -> Markup
) -> Markup {
  .element(name, attributes.map { ($0.key, $0.value) }, content())
}

/// An element with nothing in it.
func element(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) -> Markup {
  .element(name, attributes.map { ($0.key, $0.value) }, .nothing)
}
