/// An element of XML, as far as this program writes it: attributes in their order, and elements or text within.
///
/// Any text is taken: what XML 1.0 forbids becomes U+FFFD, and what would change its meaning is escaped.
///
/// Thread: any.
struct XMLElement: Sendable, Equatable {
  var name: String
  var attributes: [Attribute]
  var children: [XMLElement] = []
  /// Written where there are no children.
  var text: String?

  struct Attribute: Sendable, Equatable {
    var name: String
    var value: String
  }

  /// An element with others within; attributes without a value are left out.
  init(_ name: String, _ attributes: KeyValuePairs<String, String?>, _ children: [XMLElement] = []) {
    self.init(name, attributes.map { ($0.key, $0.value) }, children)
  }

  /// The same with attributes of any number.
  init(_ name: String, _ attributes: [(String, String?)], _ children: [XMLElement]) {
    self.name = name
    self.attributes = attributes.compactMap { name, value in value.map { Attribute(name: name, value: $0) } }
    self.children = children
  }

  /// An element with others within.
  init(_ name: String, _ children: [XMLElement]) { self.init(name, [:], children) }

  /// An element with text within.
  init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) {
    self.init(name, attributes)
    self.text = text
  }

  /// A whole document.
  ///
  /// - Parameter type: what the document type declaration names; `nil` for none.
  func document(type: String? = nil) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + (type.map { "<!DOCTYPE \($0)>\n" } ?? "") + lines(depth: 0)
  }

  private func lines(depth: Int) -> String {
    let indent = String(repeating: "  ", count: depth)
    let head = attributes.reduce(indent + "<" + name) {
      "\($0) \($1.name)=\"\(Self.escaped($1.value, isAttribute: true))\""
    }
    if let text, children.isEmpty { return "\(head)>\(Self.escaped(text, isAttribute: false))</\(name)>\n" }
    if children.isEmpty { return head + "/>\n" }
    return head + ">\n" + children.map { $0.lines(depth: depth + 1) }.joined() + "\(indent)</\(name)>\n"
  }

  private static func escaped(_ text: String, isAttribute: Bool) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": shown += "&amp;"
      case "<": shown += "&lt;"
      case ">": shown += "&gt;"
      case "\"": shown += "&quot;"
      // a reader would make them spaces, or one line break of two
      case "\r",
        "\t" where isAttribute, "\n" where isAttribute:
        shown += "&#\(scalar.value);"
      case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value & 0xFFFE == 0xFFFE:
        shown += "\u{FFFD}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
