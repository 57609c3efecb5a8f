/// A stretch of the stream in which a detector's findings held.
public struct Event: Sendable, Equatable {
  /// Unique within the run, from 1 on, in the order in which the events were decided.
  public var id: Int
  /// The id of the detector.
  public var detector: String
  public var family: Card.Family
  /// Dotted: `flash.red`, or just the detector.
  public var fault: String
  public var severity: Severity
  /// The first frame concerned.
  public var start: Stamp
  /// The first frame after it; `nil` while it lasts.
  public var end: Stamp?
  /// The frame that completed the evidence: with the card's delay, the one that decided.
  public var decided: Stamp
  /// The index of the shot in which it starts.
  public var shot: Int?
  /// The worst score so far.
  public var score: Float
  /// The confidence of the worst finding.
  public var confidence: Float
  /// Where, on the frame of the worst finding; empty means the whole picture.
  public var regions: [Region]
  /// The frame on which the worst finding was made.
  public var worst: Stamp
  /// The evidence of the worst finding, named by the card.
  public var evidence: SIMD4<Float>
  /// The curves of the latest finding that had any.
  public var curves: [Curve] = []
  /// What is said of it where no numbers do: who did what.
  public var remark: String?

  public init(
    id: Int, detector: String, family: Card.Family, fault: String, severity: Severity, start: Stamp, end: Stamp? = nil,
    decided: Stamp, shot: Int? = nil, score: Float, confidence: Float, regions: [Region] = [], worst: Stamp? = nil,
    evidence: SIMD4<Float> = .zero
  ) {
    self.id = id
    self.detector = detector
    self.family = family
    self.fault = fault
    self.severity = severity
    self.start = start
    self.end = end
    self.decided = decided
    self.shot = shot
    self.score = score
    self.confidence = confidence
    self.regions = regions
    self.worst = worst ?? decided
    self.evidence = evidence
  }

  /// How long it has lasted by `now`, or in all once it has ended.
  public func length(by now: Stamp) -> ClockTime { (end ?? now).running - start.running }
}
