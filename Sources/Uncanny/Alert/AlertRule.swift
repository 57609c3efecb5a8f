/// Which events somebody must hear of, and when.
public struct AlertRule: Sendable, Equatable {
  /// Unique among the rules of a run.
  public var name: String
  /// Detectors or faults, by dotted prefix: `flash` is `flash.red` too. Empty for all.
  public var faults: [String]
  /// The least severity that counts. An event whose severity rises with its length counts from then on.
  public var severity: Severity
  /// How long an event must have lasted, from the first frame concerned.
  public var lasting: ClockTime
  /// For how long after an alert the same rule, fault and source give no other.
  public var cooldown: ClockTime
  /// When nothing is said; `nil` for never. What lasts until they are over is said then.
  public var quiet: QuietHours?
  /// Words for the receiver, by name.
  public var labels: [String: String]
  /// The names of the channels that hear of it; `nil` for all.
  public var channels: [String]?

  public init(
    name: String, faults: [String] = [], severity: Severity = .error, lasting: ClockTime = .zero,
    cooldown: ClockTime = .seconds(60), quiet: QuietHours? = nil, labels: [String: String] = [:],
    channels: [String]? = nil
  ) {
    self.name = name
    self.faults = faults
    self.severity = severity
    self.lasting = lasting
    self.cooldown = cooldown
    self.quiet = quiet
    self.labels = labels
    self.channels = channels
  }

  /// Whether a fault of that dotted name is one of the rule's.
  public func concerns(_ fault: String) -> Bool {
    faults.isEmpty || faults.contains { fault == $0 || fault.hasPrefix($0 + ".") }
  }

  /// How long an event must have lasted before the rule holds; `nil` when it never will.
  ///
  /// - Parameters:
  ///   - severity: what the event has now.
  ///   - escalation: how that rises with its length.
  func patience(at severity: Severity, _ escalation: Escalation) -> ClockTime? {
    if severity >= self.severity { return lasting }
    return escalation.steps.first { $0.severity >= self.severity }.map { max(lasting, $0.after) }
  }
}
