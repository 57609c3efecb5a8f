public import Uncanny

extension Wire.Report {
  /// The severity of the worst event; `nil` when there is none.
  public var worst: Severity? { events.map { $0.severity.severity }.max() }

  /// Whether an event is as severe as this, or worse: what `--fail-on` asks.
  public func reaches(_ severity: Severity) -> Bool { worst.map { $0 >= severity } ?? false }
}
