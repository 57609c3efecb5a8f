public import Uncanny
internal import UncannyScenes

/// False contours where there should be a smooth run of tones.
public struct Banding: Exemplified {
  /// How much of the picture must lie on steps of staircases.
  public var area: Float = 0.03
  /// How far the tones must have drawn together, 0...1.
  public var concentration: Float = 0.5

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let stairs = measurements.staircases
    guard stairs.isFinite else { return nil }
    let tones = measurements.tone.posterization(in: measurements.geometry.range)
    let drawn = tones?.concentration ?? 0
    let score = 0.5 * max(stairs / area, drawn / concentration)
    return Finding(
      score: min(1, score), confidence: 0.8, evidence: SIMD4(stairs, drawn, Float(tones?.distance ?? 0), 0))
  }
}

extension Banding {
  public static let needs: Features = [.tone, .staircases]

  public static let parameters = [
    Parameter<Banding>("area", \.area, in: 0.001...1, unit: "share of the picture", "how much must lie on steps"),
    Parameter<Banding>(
      "concentration", \.concentration, in: 0.05...1, unit: "share", "how far tones must have drawn together"),
  ]

  public static let card = Card(
    id: "banding", family: .signal, title: "false contours", faults: [Card.Fault(title: "banding")],
    severity: Escalation(.warning), delay: .milliseconds(240),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(160), release: .milliseconds(200)),
    evidence: ["staircases (share)", "drawn together (share)", "distance (code values)"],
    sees: "Skies, walls and fades that break into steps, and pictures that were cut down to a few tones.",
    why: "A contour where there is none is what viewers notice first in dark and smooth scenes, and a wrong bit depth "
      + "anywhere in the chain makes it.",
    method:
      "Two signs, of which the stronger counts. Staircases: on every fourth row and column of the means of 4x4 samples, "
      + "runs that are flat within an eighth of a code value, next to runs that are flat too and 1.4 to 15 code values apart, "
      + "again and again in the same direction, as in CAMBI a contour is a step between flat surroundings, of low contrast and over a "
      + "length that the eye takes in; a fault from 3 % of the picture on. Steps of one code value, which every smooth run of eight bits has, do not "
      + "count. Posterization: the tones lie at a regular distance of 4 to 32 code values, and keep to a quarter of it; a "
      + "fault when half of what chance leaves free is gone. In 166 filmed, drawn and generated clips staircases took at most 2.1 % "
      + "and tones drew together by at most 0.36; gradients in steps of two and four code values gave 19 and 42 %, footage "
      + "cut down to every twelfth tone 0.77 to 0.96.",
    limits:
      "Drawings in a few flat tones at even distances are posterized, as they are meant to be. Contours of a single code "
      + "value, seen on a bright screen in the dark, are let pass. Contours of chroma alone are not looked at. "
      + "Banding that was covered with noise afterwards is not found.",
    undecided: "no frame was decoded",
    references: [
      "Tandon et al., CAMBI: Contrast-aware multiscale banding index, PCS 2021 (the idea)",
      "MovieLabs QC Vocabulary 1.1: BANDING",
    ])

  public static func message(for event: Event) -> String {
    event.evidence[1] >= 0.5
      ? "picture is cut down to tones \(Int(event.evidence[2])) code values apart\(event.lasting)"
      : "false contours on \(event.evidence[0].percent) of the picture\(event.lasting)"
  }
}

extension Banding {
  public static let examples = [
    Example(
      "every twelfth tone is left", Scene.street(count: 40).posterized(12, in: 10..<30), .event("banding", 10..<30)),
    Example("a sky in steps of three", Scene.sky(count: 12).scaled(by: 3).posterized(3), .event("banding", 0..<12)),
    .nearMiss("a sky as smooth as eight bits are", Scene.sky(count: 12).scaled(by: 3)),
    .nearMiss(
      "a sky in steps of three under grain", Scene.sky(count: 12).scaled(by: 3).grain(2).posterized(3).grain(1.5)),
    .nearMiss("a title card", .card(count: 20)),
  ]
}
