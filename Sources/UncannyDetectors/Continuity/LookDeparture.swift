internal import Uncanny

/// How a shot departs from an earlier one of the same setup.
struct LookDeparture {
  /// One for each fault of a setup seen before, in the order of the card.
  let findings: [Finding]
  /// The worst of theirs.
  let score: Float

  init(
    _ difference: ShotLook.Difference, _ own: ShotLook.Figures, from usual: ShotLook.Figures, by look: Look
  ) {
    let exposure = max(
      abs(difference.exposure) / look.exposure, Self.factor(difference.contrast, 1, limit: look.contrast),
      // as much as a lens loses by itself in a second setting
      difference.corners.isFinite ? abs(difference.corners) / (Self.corners * look.exposure) : 0)
    let saturation = Self.factor(difference.saturation, 1, limit: look.saturation)
    // what has hardly any color left has no temperature to speak of
    let isColored = difference.saturation > Self.leastColored && difference.saturation < 1 / Self.leastColored
    let white = isColored ? max(abs(difference.temperature) / look.temperature, abs(difference.tint) / look.tint) : 0
    let grain = Self.grain(own.grain, usual.grain, limit: look.grain)
    // grain is fine detail too; but a blur takes both away
    let isGrain = grain >= 1 && own.grain > usual.grain && own.sharpness > usual.sharpness
    let sharpness = isGrain ? 0 : Self.sharpness(own.sharpness, usual.sharpness, limit: look.sharpness)
    findings = [
      Finding(
        fault: 0, score: exposure.asScore, confidence: 0.85,
        evidence: [difference.exposure, difference.contrast, difference.corners, 0]),
      Finding(
        fault: 1, score: max(saturation, white).asScore, confidence: 0.85,
        evidence: [isColored ? difference.temperature : .nan, difference.tint, difference.saturation, 0]),
      Finding(
        fault: 2, score: grain.asScore, confidence: 0.8,
        evidence: [own.grain, usual.grain, 0, 0]),
      Finding(
        fault: 3, score: sharpness.asScore, confidence: 0.7,
        evidence: [own.sharpness, usual.sharpness, 0, 0]),
    ]
    score = findings.reduce(0) { max($0, $1.score) }
  }

  /// How many times the limit the grain has changed: by code values, and by a factor of two.
  static func grain(_ own: Float, _ usual: Float, limit: Float) -> Float {
    let ratio = factor(max(0, own) + 0.3, max(0, usual) + 0.3, limit: 2)
    return min(abs(own - usual) / limit, ratio)
  }

  /// How many times the limit the sharpness has changed, by a factor.
  static func sharpness(_ own: Float, _ usual: Float, limit: Float) -> Float {
    factor(max(0, own) + 0.05, max(0, usual) + 0.05, limit: limit)
  }

  static func factor(_ own: Float, _ usual: Float, limit: Float) -> Float {
    let (ratio, most) = (max(own, 1e-4) / max(usual, 1e-4), max(limit, 1.001))
    return abs(ratio.octaves) / most.octaves
  }

  private static let corners: Float = 1.25
  private static let leastColored: Float = 0.25
}

extension Float {
  /// Half where a limit is reached, never more than 1; what is not a number cannot be told and is nothing.
  var asScore: Float { isFinite ? Swift.min(1, 0.5 * self) : self == .infinity ? 1 : 0 }

  /// The logarithm to the base of 2.
  var octaves: Float { Float(decibels(Double(self)) / decibels(2)) }
}
