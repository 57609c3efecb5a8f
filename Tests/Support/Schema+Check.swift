/// Why a document cannot be used as a schema.
public enum SchemaError: Error, Equatable {
  case unnamed
  case unknownKeyword(String, at: String)
  case unknownFormat(at: String)
  case badPattern(String, at: String)
  case malformed(String, at: String)
}

extension Schema {
  private static let annotations: Set<String> = ["$schema", "$id", "title", "description"]
  private static let keywords: Set<String> = [
    "$ref", "additionalProperties", "const", "enum", "format", "items", "maximum", "minimum", "pattern", "properties",
    "required", "type",
  ]
  private static let types: Set<String> = ["array", "boolean", "integer", "null", "number", "object", "string"]

  /// Refuses a schema that says what the validation would not notice.
  static func check(_ schema: JSON, at path: String) throws {
    guard let members = schema.members else { throw SchemaError.malformed("schema", at: path) }
    for (keyword, value) in members.sorted(by: { $0.key < $1.key }) where !annotations.contains(keyword) {
      guard keywords.contains(keyword) else { throw SchemaError.unknownKeyword(keyword, at: path) }
      let isSound =
        switch keyword {
        case "$ref": value.text != nil
        case "enum": value.elements?.isEmpty == false
        case "maximum", "minimum": value.number != nil
        case "required": value.elements?.allSatisfy { $0.text != nil } == true
        case "type": (value.elements ?? [value]).allSatisfy { types.contains($0.text ?? "") }
        default: true
        }
      guard isSound else { throw SchemaError.malformed(keyword, at: path) }
    }
    if let format = schema["format"], format.text != "date-time" { throw SchemaError.unknownFormat(at: path) }
    if let pattern = schema["pattern"] {
      guard let text = pattern.text, (try? Regex(text)) != nil else {
        throw SchemaError.badPattern(pattern.text ?? "", at: path)
      }
    }
    if let items = schema["items"] { try check(items, at: path + "[]") }
    if let properties = schema["properties"] {
      guard let rules = properties.members else { throw SchemaError.malformed("properties", at: path) }
      for (name, rule) in rules.sorted(by: { $0.key < $1.key }) { try check(rule, at: "\(path).\(name)") }
    }
    switch schema["additionalProperties"] {
    case nil, .bool: break
    case .some(let rule): try check(rule, at: path + ".*")
    }
  }
}
