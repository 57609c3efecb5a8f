public import Uncanny

/// How an input comes in, and how the analysis keeps up with it, at one moment.
public struct Intake: Sendable, Equatable {
  /// What is known of the source.
  public enum Connection: String, Sendable, Codable, CaseIterable {
    /// Nothing has come yet.
    case waiting
    /// Pictures come.
    case live
    /// It is there, and no picture comes.
    case stalled
    /// It is away, and is sought again.
    case away
    /// It is over.
    case ended
  }

  /// Whether pictures come.
  public var connection = Connection.waiting
  /// How often a source that was away has come back.
  public var returns = 0
  /// Frames that arrived.
  public var received = 0
  /// Frames that were looked at.
  public var analyzed = 0
  /// Frames that there was no time for.
  public var dropped = 0
  /// Frames that could not be read.
  public var unreadable = 0
  /// Of the latest frame; 0 before the first.
  public var width = 0
  /// Of the latest frame; 0 before the first.
  public var height = 0
  /// Frames a second; `nil` when nobody can say.
  public var rate: Double?
  /// Stream time of the latest frame that was looked at.
  public var position = ClockTime.zero
  /// When the latest frame arrived; `nil` before the first.
  public var lastArrival: ContinuousClock.Instant?
  /// From arrival to results.
  public var latencies = LatencyCounts()
  /// How much of the plan frames get.
  public var effort = Effort.full
  /// What the parts of the work have taken so far.
  public var spent = Costs()
  /// Detectors that have nothing to look at, and why.
  public var idle: [String: String] = [:]

  public init() {}
}
