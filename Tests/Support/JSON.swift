internal import FoundationEssentials

/// Any JSON value.
public enum JSON: Sendable, Equatable, Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// The value that `text` is.
  public init(parsing text: String) throws {
    // In an array, as the decoder may want a container at the top.
    let values = try JSONDecoder().decode([JSON].self, from: Data("[\(text)\n]".utf8))
    guard values.count == 1 else { throw NotOneValue() }
    self = values[0]
  }

  /// Takes whatever value comes.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let elements = try? value.decode([JSON].self) {
      self = .array(elements)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  /// The member of an object; `nil` when there is none, or this is no object.
  public subscript(_ key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The element of an array; `nil` when there is none, or this is no array.
  public subscript(_ index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// What a schema calls its type; `integer` for a number without a fraction.
  var type: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number(let number): number.rounded() == number ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
  var members: [String: JSON]? { if case .object(let members) = self { members } else { nil } }
}

/// The text is empty, or holds more than one value.
struct NotOneValue: Error {}
