/// A value for a property of an element: a literal, or one of four types.
public enum PropertyValue: Sendable, Equatable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
  /// Text for a text property, unchanged; for others as in a launch description, such as the nick of an enumeration.
  case string(String)
  /// A whole number, for a numeric property of any kind, or an enumeration.
  case int(Int)
  /// A number, for a floating-point property.
  case double(Double)
  /// True or false.
  case bool(Bool)

  /// From `"snow"`.
  public init(stringLiteral value: String) { self = .string(value) }
  /// From `7`.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// From `0.5`.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// From `true`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// As it stands in a launch description.
  var text: String {
    switch self {
    case .string(let value): value
    case .int(let value): "\(value)"
    case .double(let value): "\(value)"
    case .bool(let value): "\(value)"
    }
  }
}
