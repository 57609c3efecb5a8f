internal import Uncanny

/// One place of a pipeline at which frames are looked at.
///
/// Thread: any.
protocol Analysis: Sendable {
  /// How far it has come.
  var tally: Tally { get }
  /// The detectors that do not run for want of learned models, and why.
  var skipped: [String: String] { get }
  /// What the parts of the work have taken so far; nothing where nobody counts.
  var spent: Costs { get }
  /// Ends it, and says what it came to; `nil` when it never began.
  func finish() -> Summary?
}

/// What came of a frame that brought something, or was learnt of the medium on the way.
struct News: Sendable {
  /// Which analysis of the session it comes from.
  var analysis: Int
  var changes: [Outcome.Change] = []
  /// From the frame's arrival to now; `nil` where that is not known.
  var latency: ClockTime?
  /// Facts about the medium by tag name.
  var tags: [String: String] = [:]
  /// Whether the changes are about sound: their times are running time.
  var isSound = false
  /// How much of the plan frames get from now on; `nil` where that has not changed.
  var effort: Effort?
  /// The frame that the news is about; there with `effort`.
  var stamp: Stamp?
}
