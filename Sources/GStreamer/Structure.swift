/// A name and named values: what caps, element messages and events are made of.
public struct Structure: Sendable, Equatable {
  /// Such as `GstUDPSrcTimeout` or `video/x-raw`.
  public var name: String
  /// The fields whose type `Value` knows; lists, ranges and objects are left out.
  public var fields: [String: Value]

  /// A structure of your own, to be posted.
  public init(name: String, fields: [String: Value] = [:]) {
    self.name = name
    self.fields = fields
  }

  /// One field, or a property of an element.
  public enum Value: Sendable, Equatable {
    /// Text; also an enumeration or a set of flags, by nick.
    case string(String)
    /// A signed integer of any width.
    case int(Int64)
    /// An unsigned integer of any width; times are nanoseconds.
    case uint(UInt64)
    /// A floating-point number of either width.
    case double(Double)
    /// True or false.
    case bool(Bool)
    /// Such as a frame rate of 30000/1001.
    case fraction(Int, Int)
  }

  /// The field's value; `nil` when there is no such field or it is of a kind that is left out.
  public subscript(field: String) -> Value? { fields[field] }
}

extension Structure.Value {
  /// The text of a string; `nil` for all else.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The number of either integer kind, if it fits; `nil` for all else.
  public var int: Int64? {
    switch self {
    case .int(let value): value
    case .uint(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// The number of any numeric kind, a fraction divided out; `nil` for all else.
  public var double: Double? {
    switch self {
    case .double(let value): value
    case .int(let value): Double(value)
    case .uint(let value): Double(value)
    case .fraction(let numerator, let denominator) where denominator != 0: Double(numerator) / Double(denominator)
    default: nil
    }
  }

  /// The truth of a boolean; `nil` for all else.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }
}
