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
  /// What is more than this part of the picture is the whole.
  private static let most: Float = 0.6
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
    guard slide >= color, slides.part.share >= area, slides.part.share <= Self.most,
      slides.part.spread <= Self.spread * slide,
      slides.part.rest <= Self.calm * slide
    else { return nil }
    return min(1, 0.5 + 0.25 * (slide / color - 1) + 0.05 * (slides.part.share / area - 1))
  }
}

extension Drift {
  public static let needs: Features = .trails

  public static let parameters = [
    Parameter<Drift>(
      "color", \.color, in: 1...100, unit: "code values of chroma", "how far the color of a part must slide"),
    Parameter<Drift>("area", \.area, in: 0.001...1, unit: "share of the points", "how large that part must be"),
    Parameter<Drift>(
      "exposure", \.exposure, in: 1...200, unit: "code values of luma", "how far the exposure of the whole must slide"),
  ]

  public static let card = Card(
    id: "drift", family: .continuity, title: "color or exposure that slides within a shot",
    faults: [
      Card.Fault("part", title: "a part of the picture changes its color"),
      Card.Fault("exposure", title: "the whole picture becomes brighter or darker", severity: Escalation(.info)),
      Card.Fault("color", title: "the whole picture changes its color", severity: Escalation(.info)),
    ],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(500),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(150), release: .milliseconds(500)),
    evidence: [
      "slide of a part (code values)", "part (share)", "slide of the exposure (code values)",
      "slide of the color (code values)",
    ],
    sees:
      "Color that slides away from what it was, little by little: of a part of the picture, such as a red truck "
      + "that becomes orange, while the rest stays (`drift.part`); or of the whole, as by a camera that sets its "
      + "exposure (`drift.exposure`) or its white balance (`drift.color`), which is information.",
    why:
      "From one frame to the next nothing is to be seen, so that measures of neighboring frames find nothing; over "
      + "a second the product has another color.",
    method:
      "Followed points keep the color that they had when they were first seen, the mean of three moments; after "
      + "ten moments and 0.4 s it is compared with that of now, wherever the point has moved. Points whose chroma is "
      + "more than 5 code values away, and got there in steps of less than half of that, and touch, are one part. It "
      + "is told when it has 4 % of the points, when its mean is 8 code values away, when its points differ by less "
      + "than 0.6 of that, and when the median of the rest has gone less than 0.15 of it. The whole slides when the "
      + "median of all luma is 12 code values away, or that of all chroma half of what a part must be, and 70 % of "
      + "the points go along. The score is 0.5 there; for a part it grows by 0.25 with each further 8 code values, "
      + "and by 0.05 with each further 4 % of the points. Measured: a truck that goes from red to orange 14.8 code "
      + "values on 10 % of the points; of 5.3 minutes of filmed clips, on which the conditions were chosen, no part, "
      + "and five times the whole.",
    limits:
      "A point that was covered, or left the picture, begins anew, so that a long slide under a moving camera is "
      + "seen only by what stays in view. A lamp that is dimmed changes the color of what it lights.",
    undecided: "no shot lasted long enough, or showed too little that can be followed",
    references: [
      "Huang et al., VBench: comprehensive benchmark suite for video generative models, CVPR 2024 (for comparison: "
        + "consistency of neighboring frames)"
    ])

  public static func message(for event: Event) -> String {
    switch event.fault {
    case "drift.exposure":
      "the whole picture is \(Int(abs(event.evidence[2]).rounded())) code values "
        + "\(event.evidence[2] < 0 ? "darker" : "brighter") than it was\(event.lasting)"
    case "drift.color":
      "the whole picture's color is \(Int(event.evidence[3].rounded())) code values from what it was\(event.lasting)"
    default:
      "a part of the picture, \(event.evidence[1].percent) of it, has slid by \(Int(event.evidence[0].rounded())) "
        + "code values in color\(event.lasting)"
    }
  }
}

extension Drift {
  public static let examples = [
    Example(
      "a thing changes its color",
      Scene.ground(count: 45, tinted: { [0, 0, min(30, max(0, Float($0 - 8)))] }).grain(1),
      .event("drift.part", 20..<45, tolerance: 4)),
    Example(
      "the whole picture becomes darker",
      Scene.ground(count: 45, isWhole: true, tinted: { [-min(30, max(0, Float($0 - 8))), 0, 0] }).grain(1),
      .event("drift.exposure", 22..<45, tolerance: 4)),
    Example(
      "the whole picture becomes blue",
      Scene.ground(count: 45, isWhole: true, tinted: { [0, min(20, max(0, Float($0 - 8))), 0] }).grain(1),
      .event("drift.color", 18..<45, tolerance: 6, late: 2)),
    .nearMiss("a thing of another color", Scene.ground(count: 40, tinted: { _ in [0, -10, 30] }).grain(1)),
    .nearMiss(
      "a thing changes its color at once", Scene.ground(count: 40, tinted: { [0, 0, $0 < 20 ? 0 : 30] }).grain(1)),
    .nearMiss("things go past", Scene.street(count: 40).scaled(by: 2)),
  ]
}
