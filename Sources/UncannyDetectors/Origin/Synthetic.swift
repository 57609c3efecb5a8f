public import Uncanny

/// A shot that scores like generated ones.
public struct Synthetic: ExemplifiedShots {
  /// Which share of shots is taken to be generated before they are looked at.
  public var prior: Float = 0.16
  /// How far below one half nothing is said.
  public var band: Float = 0.1

  public init() {}

  public func compare(_ shot: ShotSummary, with earlier: [ShotSummary]) -> [Finding] {
    guard let traces = shot.traces else { return [] }
    let odds = TraceOdds(of: traces)
    guard let value = value(of: odds) else { return [] }
    return [
      Finding(
        score: value, confidence: odds.confidence,
        evidence: [odds.texture, odds.motion, odds.rest, odds.trust])
    ]
  }

  /// The likelihood, with its sentence; `nil` where there are too few pictures.
  public func likelihood(of shot: ShotSummary) -> Likelihood? {
    guard let traces = shot.traces else { return nil }
    let odds = TraceOdds(of: traces)
    let value = value(of: odds)
    return Likelihood(value: value, confidence: odds.confidence, statement: SyntheticWords.statement(value, odds))
  }

  /// The likelihood, 0...0.75; `nil` where the evidence is too near to saying neither.
  private func value(of odds: TraceOdds) -> Float? {
    let before = max(0.001, min(0.999, prior))
    let exponent = logarithm(before / (1 - before)) + odds.trust * odds.logarithm
    let likelihood = 1 / (1 + power(2.718_281_8, -max(-20, min(20, exponent))))
    guard likelihood > 0.5 || likelihood < 0.5 - band else { return nil }
    // by this evidence alone nothing is surer than three quarters
    return likelihood > 0.5 ? 0.5 + (likelihood - 0.5) / 2 : likelihood
  }
}
