internal import Uncanny

/// How a shot departs from the look that its film has been given.
struct ReferenceDeparture {
  /// One each for exposure, color and texture.
  let findings: [Finding]

  init(of own: ShotLook, from reference: ShotLook, by look: Look) {
    let difference = own.difference(from: reference)
    let (figures, usual) = (own.figures, reference.figures)
    let texture = SIMD4(figures.grain, usual.grain, figures.sharpness, usual.sharpness)
    if difference.isOfSameSetup {
      // as a setup that comes back is held against what it was
      let same = LookDeparture(difference, figures, from: usual, by: look).findings
      findings = [
        Self.finding(6, same[0].score, 0.85, same[0].evidence), Self.finding(7, same[1].score, 0.85, same[1].evidence),
        Self.finding(8, max(same[2].score, same[3].score), 0.5, texture),
      ]
      return
    }
    let departure = FilmLook.departure(of: figures, from: usual, by: look)
    let exposure = max(
      abs(difference.exposure) / look.exposure, LookDeparture.factor(difference.contrast, 1, limit: look.contrast))
    let saturation = LookDeparture.factor(figures.saturation + 0.03, usual.saturation + 0.03, limit: look.saturation)
    // what cannot be told is nothing
    let color =
      [difference.temperature / look.temperature, difference.tint / look.tint, saturation]
      .map { $0.isFinite ? abs($0) : 0 }.max() ?? 0
    findings = [
      Self.finding(6, (exposure / look.elsewhere).asScore, 0.6, [difference.exposure, difference.contrast, .nan, 0]),
      Self.finding(
        7, (color / look.elsewhere).asScore, 0.6, [difference.temperature, difference.tint, difference.saturation, 0]),
      Self.finding(8, departure.texture.score, 0.5, texture),
    ]
  }

  private static func finding(_ fault: Int, _ score: Float, _ confidence: Float, _ evidence: SIMD4<Float>) -> Finding {
    Finding(fault: fault, score: score, confidence: confidence, evidence: evidence)
  }
}
