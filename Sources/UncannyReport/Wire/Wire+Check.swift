extension Wire {
  /// What one detector decided, also when it found nothing.
  public struct Check: Sendable, Equatable, Codable {
    /// Not to have looked, and not to have been able to tell, are not the same as to have found nothing.
    public enum Verdict: String, Sendable, Codable { case clear, found, undecided, skipped }

    /// Kebab-case.
    public let detector: String
    /// What it decided.
    public let verdict: Verdict
    /// For `undecided` and `skipped`; `nil` with the others.
    public let why: String?
    /// The worst score of any frame, 0...1; `nil` when the detector never could tell.
    public let score: Double?
    /// The evidence at the worst score, by name; and `events_dropped` when not all its events were kept.
    public let values: [String: Double]

    /// Scores are clamped to 0...1; numbers that are none are left out.
    public init(
      detector: String, verdict: Verdict, why: String? = nil, score: Double? = nil, values: [String: Double] = [:]
    ) {
      self.detector = detector
      self.verdict = verdict
      self.why = why
      self.score = score?.sound.map { min(1, max(0, $0)) }
      self.values = values.compactMapValues { $0.sound }
    }
  }
}
