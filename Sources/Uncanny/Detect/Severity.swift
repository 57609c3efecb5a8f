/// How much an event matters.
public enum Severity: Int, Comparable, Sendable, CaseIterable {
  case info, warning, error, critical

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  /// As it is written in reports and on the command line.
  public var name: String { "\(self)" }

  /// The severity of that name; `nil` when there is none.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// How the severity of an event rises with its length.
public struct Escalation: Sendable, Equatable {
  /// The severity from the beginning on.
  public var first: Severity
  /// Severities from a length on, in rising order.
  public var steps: [Step]

  /// A severity that is reached with time.
  public struct Step: Sendable, Equatable {
    /// How long an event must have lasted.
    public var after: ClockTime
    public var severity: Severity

    public init(after: ClockTime, severity: Severity) {
      self.after = after
      self.severity = severity
    }
  }

  public init(_ first: Severity, _ steps: [Step] = []) {
    self.first = first
    self.steps = steps
  }

  /// The severity of an event that has lasted for `length`.
  public func severity(after length: ClockTime) -> Severity {
    steps.last { length >= $0.after }?.severity ?? first
  }
}
