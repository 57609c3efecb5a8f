internal import Uncanny

/// The usual look of a film, and how much its shots differ: medians, so that a few shots do not decide.
struct FilmLook {
  private let middle: ShotLook.Figures
  private let spread: ShotLook.Figures

  init(of shots: [ShotSummary]) {
    func median(_ number: (ShotLook.Figures) -> Float) -> Float {
      Self.median(of: shots.count) { shots[$0].look.map { number($0.figures) } ?? .nan }
    }
    func figures(_ make: ((ShotLook.Figures) -> Float) -> Float) -> ShotLook.Figures {
      ShotLook.Figures(
        exposure: make { $0.exposure }, contrast: make { $0.contrast }, temperature: make { $0.temperature },
        tint: make { $0.tint }, saturation: make { $0.saturation }, grain: make { $0.grain },
        sharpness: make { $0.sharpness })
    }
    let middle = figures(median)
    self.middle = middle
    spread = figures { number in
      let center = number(middle)
      return median { abs(number($0) - center) }
    }
  }

  /// How a shot departs from the middle of the film, wider where its shots differ among themselves.
  func departure(of own: ShotLook.Figures, by look: Look) -> Departure {
    Self.departure(of: own, from: middle, by: look, spread: spread)
  }

  /// How a shot departs from one other.
  static func departure(of own: ShotLook.Figures, from other: ShotLook.Figures, by look: Look) -> Departure {
    departure(of: own, from: other, by: look, spread: nil)
  }

  private static func departure(
    of own: ShotLook.Figures, from usual: ShotLook.Figures, by look: Look, spread: ShotLook.Figures?
  ) -> Departure {
    func excess(_ distance: Float, _ limit: Float, _ deviation: Float?) -> Float {
      // three standard deviations, of which the median deviation is two thirds
      let wide = deviation.map { $0.isFinite ? 4.45 * $0 : 0 } ?? 0
      return abs(distance) / max(limit * look.elsewhere, wide)
    }
    let exposure = excess(own.exposure - usual.exposure, look.exposure, spread?.exposure)
    let temperature = excess(own.temperature - usual.temperature, look.temperature, spread?.temperature)
    let saturation =
      LookDeparture.factor(own.saturation + 0.03, usual.saturation + 0.03, limit: look.saturation) / look.elsewhere
    let grain = LookDeparture.grain(own.grain, usual.grain, limit: look.grain) / look.elsewhere
    let sharpness =
      LookDeparture.sharpness(own.sharpness, usual.sharpness, limit: look.sharpness) / look.elsewhere
    return Departure(
      scene: Finding(
        fault: 4, score: max(exposure.asScore, temperature.asScore, saturation.asScore), confidence: 0.6,
        evidence: [
          own.exposure - usual.exposure, own.temperature - usual.temperature,
          own.saturation / max(0.01, usual.saturation), own.contrast / max(0.1, usual.contrast),
        ]),
      texture: Finding(
        fault: 5, score: max(grain.asScore, sharpness.asScore), confidence: 0.6,
        evidence: [own.grain, usual.grain, own.sharpness, usual.sharpness]))
  }

  /// A shot held against a film.
  struct Departure {
    var scene: Finding
    var texture: Finding

    var findings: [Finding] { [scene, texture] }

    /// A shot that is like another does not depart, whatever the others look like.
    mutating func moderate(by other: Departure) {
      scene.score = min(scene.score, other.scene.score)
      texture.score = min(texture.score, other.texture.score)
    }
  }

  /// The lower median of numbers, without keeping them; what is not a number is left out.
  private static func median(of count: Int, _ number: (Int) -> Float) -> Float {
    var total = 0
    for index in 0..<count where number(index).isFinite { total += 1 }
    for index in 0..<count {
      let value = number(index)
      guard value.isFinite else { continue }
      var (below, equal) = (0, 0)
      for other in 0..<count {
        if number(other) < value { below += 1 }
        if number(other) == value { equal += 1 }
      }
      if below * 2 < total, (below + equal) * 2 >= total { return value }
    }
    return .nan
  }
}
