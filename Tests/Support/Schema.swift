/// A JSON Schema, as far as the formats of this program use one.
///
/// Known: `type`, `required`, `enum`, `const`, `pattern`, `minimum`, `maximum`, `items`, `properties`,
/// `additionalProperties`, `$ref` to the `$id` of another document, and the format `date-time`. A schema that says anything
/// else is refused, so that no rule is passed over in silence.
public struct Schema: Sendable {
  private let documents: [String: JSON]

  /// - Throws: `SchemaError` when a document has no `$id`, or holds a keyword or format that is not known here.
  public init(_ documents: [JSON]) throws {
    var named: [String: JSON] = [:]
    for document in documents {
      guard let id = document["$id"]?.text else { throw SchemaError.unnamed }
      try Self.check(document, at: id)
      named[id] = document
    }
    self.documents = named
  }

  /// What is wrong with a value, each with its path; empty when nothing is.
  ///
  /// - Parameters:
  ///   - value: what was written.
  ///   - id: the `$id` of the document it should obey.
  ///   - isClosed: whether members that the schema does not name are wrong too: a reader must accept them, but this
  ///     program has no business to write them.
  public func violations(in value: JSON, of id: String, isClosed: Bool = false) -> [String] {
    guard let document = documents[id] else { return ["no schema \(id)"] }
    return violations(in: value, of: document, at: "$", isClosed: isClosed)
  }

  private func violations(in value: JSON, of schema: JSON, at path: String, isClosed: Bool) -> [String] {
    var found: [String] = []
    if let id = schema["$ref"]?.text {
      guard let target = documents[id] else { return ["\(path): no schema \(id)"] }
      found += violations(in: value, of: target, at: path, isClosed: isClosed)
    }
    if let type = schema["type"] {
      let names = type.elements?.compactMap { $0.text } ?? [type.text ?? ""]
      if !names.contains(value.type), !(value.type == "integer" && names.contains("number")) {
        return found + ["\(path): is \(value.type), not \(names.joined(separator: " or "))"]
      }
    }
    if let allowed = schema["enum"]?.elements, !allowed.contains(value) { found.append("\(path): is none of its enum") }
    if let constant = schema["const"], constant != value { found.append("\(path): is not its const") }
    if let number = value.number {
      if let least = schema["minimum"]?.number, number < least { found.append("\(path): is less than \(least)") }
      if let most = schema["maximum"]?.number, number > most { found.append("\(path): is more than \(most)") }
    }
    if let text = value.text {
      if let pattern = schema["pattern"]?.text, !Self.matches(text, pattern) {
        found.append("\(path): does not match \(pattern)")
      }
      if schema["format"] != nil, !Self.isDateTime(text) { found.append("\(path): is no date-time") }
    }
    if let rule = schema["items"] {
      for (index, element) in (value.elements ?? []).enumerated() {
        found += violations(in: element, of: rule, at: "\(path)[\(index)]", isClosed: isClosed)
      }
    }
    if let members = value.members {
      found += violations(inMembers: members, of: schema, at: path, isClosed: isClosed)
    }
    return found
  }

  private func violations(
    inMembers members: [String: JSON], of schema: JSON, at path: String, isClosed: Bool
  ) -> [String] {
    var found: [String] = []
    for name in schema["required"]?.elements?.compactMap({ $0.text }) ?? [] where members[name] == nil {
      found.append("\(path): has no \(name)")
    }
    let rules = schema["properties"]?.members
    let others = schema["additionalProperties"]
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      let inner = "\(path).\(name)"
      if let rule = rules?[name] {
        found += violations(in: member, of: rule, at: inner, isClosed: isClosed)
      } else if others == .bool(false) || (isClosed && others == nil && rules != nil) {
        found.append("\(inner): is not declared")
      } else if let others, others.members != nil {
        found += violations(in: member, of: others, at: inner, isClosed: isClosed)
      }
    }
    return found
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let regex = try? Regex(pattern) else { return false }
    return text.firstMatch(of: regex) != nil
  }

  /// Whether the text is a time of day as RFC 3339 writes it.
  private static func isDateTime(_ text: String) -> Bool {
    let parts = /^\d{4}-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-](\d\d):(\d\d))$/
    guard let match = text.wholeMatch(of: parts) else { return false }
    func number(_ digits: Substring?) -> Int { digits.flatMap { Int($0) } ?? 0 }
    return (1...12).contains(number(match.1)) && (1...31).contains(number(match.2)) && number(match.3) < 24
      && number(match.4) < 60 && number(match.5) <= 60 && number(match.8) < 24 && number(match.9) < 60
  }
}
