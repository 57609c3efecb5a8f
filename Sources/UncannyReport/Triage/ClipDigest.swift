internal import Uncanny

/// What is worth keeping of the report on one clip of many: enough to judge it now, and again with other weights.
///
/// Events of one fault stand together, so that the size is bounded by the number of faults that there are.
public struct ClipDigest: Sendable, Equatable, Codable {
  /// One fault, over all of its events.
  public struct Fault: Sendable, Equatable, Codable {
    /// Dotted, as in events.
    public let fault: String
    /// The highest of its events.
    public let severity: Wire.Severity
    /// How many events there are.
    public let count: Int
    /// Seconds that they last together.
    public let seconds: Double
    /// Of the worst event, 0...1, as are all below.
    public let score: Double
    /// How sure.
    public let confidence: Double
    /// When it begins, in seconds from the start of the clip.
    public let time: Double
    /// The frame it begins with, counted from 0.
    public let frame: Int
    /// One sentence.
    public let message: String
  }

  /// Seconds; `nil` when not known.
  public let duration: Double?
  /// Frames that came.
  public let frames: Int
  /// Samples a row; 0 without a picture.
  public let width: Int
  /// Rows; 0 without a picture.
  public let height: Int
  /// Frames a second; `nil` when not known.
  public let frameRate: Double?
  /// Whether it was looked at to its end, and was whole.
  public let isComplete: Bool
  /// By name.
  public let faults: [Fault]
  /// The detectors that could not tell, by id.
  public let undecided: [String]

  /// What is worth keeping of a report.
  ///
  /// - Parameter isPart: whether only a part was to be looked at; then it is complete with that.
  public init(_ report: Wire.Report, isPart: Bool = false) {
    duration = report.media.duration
    frames = report.media.frames
    width = report.media.width
    height = report.media.height
    frameRate = report.media.frameRate
    isComplete = isPart || report.media.complete ?? true
    undecided = report.checks.filter { $0.verdict == .undecided }.map { $0.detector }.sorted()
    let end = report.media.duration ?? report.events.map { $0.end ?? $0.start }.max() ?? 0
    faults = Dictionary(grouping: report.events) { $0.fault }.values.compactMap { Fault($0, until: end) }
      .sorted { $0.fault < $1.fault }
  }
}

extension ClipDigest.Fault {
  /// - Parameter events: of one fault; `nil` of none.
  fileprivate init?(_ events: [Wire.Event], until end: Double) {
    let worst = events.max { one, other in
      (one.severity.severity, one.score, -one.start) < (other.severity.severity, other.score, -other.start)
    }
    guard let worst else { return nil }
    self.init(
      fault: worst.fault, severity: worst.severity, count: events.count,
      seconds: events.reduce(0) { $0 + max(0, ($1.end ?? end) - $1.start) }, score: worst.score,
      confidence: worst.confidence, time: worst.start, frame: worst.startFrame, message: worst.message)
  }
}
