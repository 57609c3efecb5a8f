extension Wire {
  /// The report of one run over one input.
  public struct Report: Sendable, Equatable, Codable {
    /// The version of the format.
    public enum Schema: String, Sendable, Codable { case version1 = "uncanny.report/1" }

    /// What the run came to: the worst event decides.
    public enum Verdict: String, Sendable, Codable {
      /// Nothing of `warning` or above.
      case pass
      /// The worst is a warning.
      case warn
      /// Something is an error or critical.
      case fail

      /// The verdict on a run whose worst event is of this severity; `nil` means no event.
      public init(worst: Severity?) {
        switch worst {
        case nil, .info: self = .pass
        case .warning: self = .warn
        case .error, .critical: self = .fail
        }
      }
    }

    /// Always version 1.
    public let schema: Schema
    /// What made the report.
    public let tool: Tool
    /// What was looked at.
    public let media: Media
    /// Follows from the worst event.
    public let verdict: Verdict
    /// In order.
    public let shots: [Shot]
    /// Who or what was followed across the shots; empty where nothing was, or nobody asked.
    public let subjects: [Subject]
    /// In order of their start, then of their id.
    public let events: [Event]
    /// One for each detector that ran, in the order of the catalogue.
    public let checks: [Check]
    /// What is said about where the pictures come from; `nil` when nothing is.
    public let origin: Origin?
    /// How fast it went; the one part in which equal runs differ.
    public let performance: Performance

    /// A report whose verdict follows from its events.
    public init(
      tool: Tool, media: Media, shots: [Shot], subjects: [Subject] = [], events: [Event], checks: [Check],
      origin: Origin? = nil, performance: Performance
    ) {
      schema = .version1
      self.tool = tool
      self.media = media
      verdict = Verdict(worst: events.map { $0.severity }.max { $0.severity < $1.severity })
      self.shots = shots
      self.subjects = subjects
      self.events = events
      self.checks = checks
      self.origin = origin
      self.performance = performance
    }
  }
}
