/// The output types, one for each object of the formats in `docs/formats`: what they say stays readable for ever.
///
/// They are apart from the types of the core, so that the core may change without changing what is written. Every number
/// is made sound when a value is made and is constant afterwards: none is infinite or not-a-number, shares lie in 0...1,
/// times and frames are not negative. What is unknown is absent.
///
/// Thread: any; all are values.
public enum Wire {
  /// How much an event matters.
  public enum Severity: String, Sendable, Codable, CaseIterable {
    case info, warning, error, critical
  }

  /// What a detector is about.
  public enum Family: String, Sendable, Codable, CaseIterable {
    case signal, continuity, origin, audio, stream
  }
}
