/// What a detector says about one frame: how bad, how sure, where. Small, and without text.
public struct Finding: Sendable, Equatable {
  /// Which of the card's faults, by index.
  public var fault: Int
  /// How bad, 0...1; 0 is a clean frame, which is not the same as no finding.
  public var score: Float
  /// How sure, 0...1.
  public var confidence: Float
  /// When the fault began, if the detector only now can know; never later than this frame.
  public var onset: Stamp?
  /// Where the score is too low for a fault: when the fault before was over, if the detector only now can know.
  public var over: Stamp?
  /// The first frame after the fault, if it is over already when the detector can know of it.
  public var end: Stamp?
  /// Where; empty means the whole picture.
  public var regions: [Region]
  /// Up to four measured numbers, named by the card.
  public var evidence: SIMD4<Float>
  /// What was expected and what was measured, thing by thing; empty for most detectors.
  public var curves: [Curve] = []
  /// What turns on this frame; empty for most detectors.
  public var dials: [Dial] = []

  public init(
    fault: Int = 0, score: Float, confidence: Float = 1, onset: Stamp? = nil, over: Stamp? = nil, end: Stamp? = nil,
    regions: [Region] = [], evidence: SIMD4<Float> = .zero
  ) {
    self.fault = fault
    self.score = score
    self.confidence = confidence
    self.onset = onset
    self.over = over
    self.end = end
    self.regions = regions
    self.evidence = evidence
  }

  /// Nothing wrong.
  public static let clean = Finding(score: 0)
}
