public import Uncanny
internal import UncannyScenes

/// Color or exposure that slides away from what it was in the same shot.
public struct Drift: Exemplified {
  /// How far the color of a part must slide.
  public var color: Float = 8
  /// How large that part must be.
  public var area: Float = 0.04
  /// How far the exposure of the whole must slide.
  public var exposure: Float = 12

  private var slides: Slides?

  /// The parts of what slides differ by no more than this part of the slide, and the rest has slid by no more than that.
  private static let spread: Float = 0.6
  private static let calm: Float = 0.15
  /// Of the points, so many must go along with the whole.
  private static let consent: Float = 0.7
  /// The whole slides in color when it does by this part of what a part must.
  private static let whole: Float = 0.5

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let trails = measurements.trails
    guard measurements.flow.isFresh, trails.count > 0 else { return nil }
    if slides == nil { slides = Slides(trails) }
    slides?.take(trails)
    guard let slides, slides.canTell else { return nil }
    let evidence = SIMD4(slides.part.slide.length, slides.part.share, slides.whole.x, slides.whole.chroma.length)
    if let score = partScore(slides), let largest = slides.clusters.largest {
      return Finding(
        fault: 0, score: score, confidence: 1 - slides.part.rest / max(1, slides.part.slide.length),
        regions: [slides.clusters.region(of: largest, measurements)], evidence: evidence)
    }
    let exposed = abs(slides.whole.x) / exposure
    if exposed >= 1, slides.consent.x >= Self.consent {
      return Finding(fault: 1, score: min(1, 0.5 * exposed), confidence: slides.consent.x, evidence: evidence)
    }
    let colored = slides.whole.chroma.length / (Self.whole * color)
    if colored >= 1, slides.consent.y >= Self.consent {
      return Finding(fault: 2, score: min(1, 0.5 * colored), confidence: slides.consent.y, evidence: evidence)
    }
    return Finding(score: 0, evidence: evidence)
  }

  private func partScore(_ slides: Slides) -> Float? {
    let slide = slides.part.slide.length
    guard slide >= color, slides.part.share >= area, slides.part.spread <= Self.spread * slide,
      slides.part.rest <= Self.calm * slide
    else { return nil }
    return min(1, 0.5 + 0.25 * (slide / color - 1) + 0.05 * (slides.part.share / area - 1))
  }
}

extension Drift {
  public static let needs: Features = .trails

  public static let parameters = [
    Parameter<Drift>("color", \.color, in: 1...100, unit: "code values of chroma", "how far the color of a part must slide"),
    Parameter<Drift>("area", \.area, in: 0.001...1, unit: "share of the points", "how large that part must be"),
    Parameter<Drift>("exposure", \.exposure, in: 1...200, unit: "code values of luma", "how far the exposure of the whole must slide"),
  ]

  public static let card = Card(
    id: "drift", family: .continuity, title: "color or exposure that slides within a shot",
    faults: [
      Card.Fault("part", title: "a part of the picture changes its color"),
      Card.Fault("exposure", title: "the whole picture becomes brighter or darker", severity: Escalation(.info)),
      Card.Fault("color", title: "the whole picture changes its color", severity: Escalation(.info)),
    ],
    severity: Escalation(.warning), scope: .shot, cost: .heavy, delay: .milliseconds(500),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(150), release: .milliseconds(500)),
    evidence: [
      "slide of a part (code values)", "part (share)", "slide of the exposure (code values)",
      "slide of the color (code values)",
    ],
    sees: "",
    why: "",
    method: "",
    limits: "",
    undecided: "no shot lasted long enough, or showed too little that can be followed",
    references: [])

  public static func message(for event: Event) -> String {
    "color slides"
  }
}

extension Drift {
  public static let examples: [Example] = []
}
