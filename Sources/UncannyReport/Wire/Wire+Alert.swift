public import Uncanny

extension Wire {
  /// An alert as it is sent: the body of a webhook, the standard input of a command.
  public struct Alert: Sendable, Equatable, Codable {
    /// The version of the format.
    public enum Schema: String, Sendable, Codable { case version1 = "uncanny.alert/1" }

    /// Whether the fault still lasts.
    public enum State: String, Sendable, Codable { case fired, resolved }

    /// Why an alert resolves.
    public enum Reason: String, Sendable, Codable {
      /// The fault is over.
      case ended
      /// Nobody looks any more.
      case stopped
      /// The program that looked was killed; this was written when the next one began.
      case interrupted
    }

    /// Always version 1.
    public let schema: Schema
    /// Unique for ever; the same when the alert fires and when it resolves.
    public let id: String
    /// Whether the fault still lasts.
    public let state: State
    /// `nil` while it lasts.
    public let reason: Reason?
    /// The name of the rule.
    public let rule: String
    /// What it was when the alert fired, and stays.
    public let severity: Severity
    /// The rule's words for the receiver.
    public let labels: [String: String]
    /// The time of day when it fired, ISO 8601.
    public let fired: String
    /// The time of day when it resolved; `nil` while it lasts.
    public let resolved: String?
    /// Events of the same rule, fault and source that were not told of by themselves.
    public let others: Int
    /// The event that fired it.
    public let event: Event

    /// - Parameters:
    ///   - fired: the time of day, ISO 8601 with a zone.
    ///   - resolved: the same; only for an alert that is.
    public init(_ alert: Uncanny.Alert, id: String, fired: String, resolved: String? = nil, event: Event) {
      schema = .version1
      self.id = id
      rule = alert.rule.name
      severity = Wire.Severity(alert.severity)
      labels = alert.rule.labels
      self.fired = fired
      others = alert.others.soundCount
      self.event = event
      switch alert.state {
      case .fired:
        state = .fired
        reason = nil
        self.resolved = nil
      case .resolved(let why):
        state = .resolved
        reason = why == .ended ? .ended : .stopped
        self.resolved = resolved
      }
    }

    /// The alert of a program that was killed, resolved.
    ///
    /// - Parameter resolved: the time of day, ISO 8601 with a zone.
    public init(interrupting alert: Alert, resolved: String) {
      schema = .version1
      id = alert.id
      state = .resolved
      reason = .interrupted
      rule = alert.rule
      severity = alert.severity
      labels = alert.labels
      fired = alert.fired
      self.resolved = resolved
      others = alert.others
      event = alert.event
    }
  }

  /// An event as the store gives it.
  public struct StoredEvent: Sendable, Equatable, Codable {
    /// The version of the format.
    public enum Schema: String, Sendable, Codable { case version1 = "uncanny.stored-event/1" }

    /// Always version 1.
    public let schema: Schema
    /// Which run of the program; with the event's source and id, unique in the store.
    public let run: String
    /// The time of day of its first frame, ISO 8601.
    public let began: String
    /// The time of day at which it was over; `nil` while it lasts.
    public let ended: String?
    /// Whether the program was killed while it lasted: its end is when the next one began.
    public let interrupted: Bool
    /// The event.
    public let event: Event

    /// - Parameters:
    ///   - began: the time of day, ISO 8601 with a zone.
    ///   - ended: the same.
    public init(run: String, began: String, ended: String?, interrupted: Bool, event: Event) {
      schema = .version1
      self.run = run
      self.began = began
      self.ended = ended
      self.interrupted = interrupted
      self.event = event
    }
  }
}
