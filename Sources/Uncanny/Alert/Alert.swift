/// An event that a rule says somebody must hear of, or that it is over.
public struct Alert: Sendable, Equatable {
  /// Whether the fault still lasts.
  public enum State: Sendable, Equatable {
    case fired
    case resolved(Reason)
  }

  /// Why an alert resolves.
  public enum Reason: String, Sendable {
    /// The fault is over.
    case ended
    /// Nobody looks any more.
    case stopped
  }

  /// Counted from 1 by the alerter; the same when it fires and when it resolves.
  public var number: Int
  public var state: State
  /// The rule that holds.
  public var rule: AlertRule
  /// The input.
  public var source: String
  /// What it was when the alert fired, and stays.
  public var severity: Severity
  /// The event that fired it, with its end where that is known.
  public var event: Event
  /// When it fires: how many events of the same rule, fault and source came and went unsaid since the last alert. When it
  /// resolves: how many came beside the one that fired it.
  public var others: Int
}
