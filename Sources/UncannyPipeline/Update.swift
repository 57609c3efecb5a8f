public import Uncanny
public import UncannyReport

/// What a session tells its sinks while it runs.
public enum Update: Sendable {
  /// An event or a shot; with the input that it is about, and the time from the arrival of the frame that decided to the
  /// result, where there is one.
  case change(Outcome.Change, source: String, latency: ClockTime?)
  /// Something a person should know that is no finding: a source that reconnects, a warning of a decoder.
  case notice(String)
  /// How far the session has come; some five times a second, also while nothing comes.
  case progress(Progress)

  /// How far a session has come.
  public struct Progress: Sendable, Equatable {
    /// Frames that were looked at.
    public var frames: Int
    /// Stream time of the last frame.
    public var position: ClockTime
    /// Of the whole medium, where that is known.
    public var duration: ClockTime?
    /// Since the session began.
    public var elapsed: ClockTime
    /// How it comes in, and how the analysis keeps up.
    public var intake: Intake
  }
}

/// Where updates go: a file of event lines, a terminal, a page.
///
/// Thread: a session calls its sinks one after the other from one task; a sink that waits makes the others wait, but never
/// the stream.
public protocol Sink: Sendable {
  func receive(_ update: Update) async
  /// The session is over; nothing comes after it.
  func finish() async
}

extension Sink {
  /// Nothing to close.
  public func finish() async {}
}
