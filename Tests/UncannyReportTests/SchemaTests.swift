import TestSupport
import Testing

@Suite struct SchemaTests {
  private func isValid(_ value: String, _ schema: String, isClosed: Bool = false) throws -> Bool {
    let other = #"{"$id": "other", "type": "object", "required": ["a"]}"#
    let rules = try JSON(parsing: schema)
    guard case .object(var members) = rules else { return false }
    members["$id"] = .string("rules")
    let checked = try Schema([.object(members), JSON(parsing: other)])
    return try checked.violations(in: JSON(parsing: value), of: "rules", isClosed: isClosed).isEmpty
  }

  @Test(arguments: [
    (#"{"type": "string"}"#, #""a""#, "1"),
    (#"{"type": "integer"}"#, "2", "2.5"),
    (#"{"type": "number"}"#, "2", "true"),
    (#"{"type": "number"}"#, "2.5", "\"2.5\""),
    (#"{"type": "boolean"}"#, "false", "0"),
    (#"{"type": "array"}"#, "[]", "{}"),
    (#"{"type": "object"}"#, "{}", "[]"),
    (#"{"type": ["number", "null"]}"#, "null", "\"\""),
    (#"{"type": ["integer", "null"]}"#, "1", "1.5"),
    (#"{"required": ["a", "b"]}"#, #"{"a": null, "b": 1}"#, #"{"a": 1}"#),
    (#"{"enum": ["x", "y"]}"#, #""y""#, #""z""#),
    (#"{"const": "x"}"#, #""x""#, #""y""#),
    (#"{"pattern": "^[a-z]+$"}"#, #""abc""#, #""aBc""#),
    (#"{"minimum": 0}"#, "0", "-0.1"),
    (#"{"maximum": 1}"#, "1", "1.1"),
    (#"{"items": {"type": "string"}}"#, #"["a", "b"]"#, #"["a", 1]"#),
    (#"{"properties": {"a": {"type": "string"}}}"#, #"{"a": "", "b": 1}"#, #"{"a": 1}"#),
    (#"{"additionalProperties": false, "properties": {"a": {}}}"#, #"{"a": 1}"#, #"{"b": 1}"#),
    (#"{"additionalProperties": {"type": "string"}}"#, #"{"b": ""}"#, #"{"b": 1}"#),
    (#"{"$ref": "other"}"#, #"{"a": 1}"#, #"{"b": 1}"#),
    (#"{"items": {"$ref": "other"}}"#, #"[{"a": 1}]"#, #"[{"a": 1}, {}]"#),
    (#"{"$ref": "nowhere"}"#, "", "1"),
    (#"{"format": "date-time"}"#, #""2025-01-31T23:59:60.5Z""#, #""2025-01-31 23:59:60Z""#),
    (#"{"format": "date-time"}"#, #""2025-01-31t00:00:00+05:30""#, #""2025-13-31T00:00:00Z""#),
    (#"{"format": "date-time"}"#, "null", #""2025-01-31T00:00:00""#),
  ])
  func `each rule lets the good value pass and catches the bad one`(schema: String, good: String, bad: String) throws {
    if !good.isEmpty { #expect(try isValid(good, schema)) }
    #expect(try !isValid(bad, schema))
  }

  @Test func `a closed object has only declared members`() throws {
    let schema = #"{"properties": {"a": {"properties": {"b": {}}}, "free": {"type": "object"}}}"#
    #expect(try isValid(#"{"a": {"b": 1}, "free": {"x": 1}}"#, schema, isClosed: true))
    #expect(try !isValid(#"{"a": {"c": 1}}"#, schema, isClosed: true))
    #expect(try isValid(#"{"a": {"c": 1}}"#, schema))
  }

  @Test func `a violation says where it is`() throws {
    let schema = try Schema([
      JSON(parsing: #"{"$id": "s", "properties": {"list": {"items": {"required": ["a"]}}}}"#)
    ])
    let found = try schema.violations(in: JSON(parsing: #"{"list": [{"a": 1}, {}]}"#), of: "s")
    #expect(found == ["$.list[1]: has no a"])
  }

  @Test(arguments: [
    #"{"$id": "s", "minLength": 1}"#, #"{"$id": "s", "properties": {"a": {"oneOf": []}}}"#,
    #"{"$id": "s", "format": "email"}"#, #"{"$id": "s", "pattern": "("}"#, #"{"$id": "s", "type": "int"}"#,
    #"{"$id": "s", "items": [1]}"#, #"{"type": "string"}"#,
  ])
  func `a schema that is not understood is refused`(text: String) throws {
    let document = try JSON(parsing: text)
    #expect(throws: SchemaError.self) { try Schema([document]) }
  }

  @Test func `text that is no single value is refused`() {
    for text in ["", "1, 2", "{", "NaN"] {
      #expect(throws: (any Error).self) { try JSON(parsing: text) }
    }
  }
}
