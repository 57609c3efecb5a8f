public import Uncanny
internal import UncannyScenes

/// A picture that is black, with or without a logo in it.
public struct Black: Exemplified {
  /// A sample this far above black still counts as black, as part of the range from black to white.
  public var level: Float = 0.08
  /// How much of the picture must be black.
  public var area: Float = 0.94
  /// The most that the black part may vary: a night scene does, a black picture does not.
  public var deviation: Float = 3.5

  /// A picture whose tones lie closer together than this, in code values, is one color.
  private static let flat = 8

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let range = measurements.geometry.range
    let top = Int(range.black + level * range.span)
    let share = measurements.tone.share(in: 0...top)
    guard share.isFinite else { return nil }
    let spread = measurements.tone.deviation(ofDarkest: area)
    let evidence = SIMD4<Float>(share, spread, measurements.tone.mean, 0)
    guard share >= area, spread <= deviation else {
      // as dark as black and as flat as a color is still only a dark picture
      let isFlat = measurements.tone.quantile(0.97) - measurements.tone.quantile(0.03) < Self.flat
      return isFlat && share < 1 - area
        ? Finding(fault: 1, score: 0.8, confidence: 0.8, evidence: evidence) : Finding(score: 0, evidence: evidence)
    }
    let score = 0.5 + 0.5 * (share - area) / max(1 - area, 0.001)
    return Finding(score: min(1, score), confidence: 1 - 0.5 * spread / deviation, evidence: evidence)
  }
}

extension Black {
  public static let needs: Features = .tone

  public static let parameters = [
    Parameter<Black>("level", \.level, in: 0...0.5, unit: "share of the range", "how far above black still is black"),
    Parameter<Black>(
      "area", \.area, in: 0.5...1, unit: "share of the picture", "how much of the picture must be black"),
    Parameter<Black>(
      "deviation", \.deviation, in: 0.5...20, unit: "code values", "the most that the black part may vary"),
  ]

  public static let card = Card(
    id: "black", family: .signal, title: "black picture, or one of a single color",
    faults: [
      Card.Fault(title: "black"),
      Card.Fault(
        "color", title: "one color that is not black",
        severity: Escalation(.info, [.init(after: .seconds(2), severity: .warning)])),
    ],
    severity: Escalation(
      .info,
      [.init(after: .seconds(0.5), severity: .warning), .init(after: .seconds(2), severity: .error)]),
    delay: .milliseconds(120),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(60), release: .milliseconds(60)),
    evidence: ["black area (share)", "deviation (code values)", "mean (code values)"],
    sees:
      "At least 60 ms, three frames at 25 a second, in which nearly all of the picture is black: a lost source, a gap in an edit, a fade "
      + "that never comes back. A station logo or a clock may still be there. `black.color` is a picture of a single color that is not black: "
      + "a slate, a blue screen, a gray that a decoder makes up.",
    why: "A feed can be up, at the right bit rate, and show nothing.",
    method: "The histogram of the luma. A frame is black when 94 % of the samples lie within 8 % of the range above "
      + "black, and those vary by less than 3.5 code values, which tells black with noise from a night scene. EBU QC "
      + "0016B asks for three frames of one color and gives 90 % and 10.5 % as an example; the narrower level and the limit on the "
      + "variation are ours, set between coded black with noise (deviation 2 code values) and dark scenes (6 and more). A picture is of one color when 94 % of its luma lies within 8 code values, above black.",
    limits:
      "A very dark and flat shot, such as a closed door at night, is black to it. A black slate with a line of text "
      + "is black; one with a page of text is not.",
    undecided: "no frame was decoded",
    references: ["EBU QC 0016B, Constant Colour Frames"])

  public static func message(for event: Event) -> String {
    event.fault == "black"
      ? "black picture\(event.lasting), \(event.evidence[0].percent) of the area"
      : "a single color, luma \(event.evidence[2].whole), that is not black\(event.lasting)"
  }
}

extension Black {
  public static let examples = [
    Example(
      "three frames of black, with grain and a logo",
      Scene.street(count: 40).showing(.plain(.black, count: 3), in: 20..<23).grain(1.5)
        .logo(Region(x: 0.85, y: 0.06, width: 0.1, height: 0.1)),
      .event("black", 20..<23)),
    Example(
      "the feed ends in black",
      Scene.street(count: 15).cut(to: .plain(.black, count: 15)), .event("black", 15..<30)),
    Example(
      "a blue screen between two shots",
      Scene.street(count: 20).cut(to: .plain(Ink(y: 60, cb: 190, cr: 110), count: 15)).cut(
        to: .street(count: 20, seed: 5)),
      .event("black.color", 20..<35)),
    Example(
      "black within a picture that stands still",
      Scene.street(count: 60).frozen(10..<60).showing(.plain(.black, count: 10), in: 30..<40), .event("black", 30..<40)),
    .nearMiss(
      "two frames of white between two shots",
      Scene.street(count: 20).cut(to: .plain(.white, count: 2))
        .cut(to: .street(count: 20, seed: 5))),
    .nearMiss(
      "two frames of black between two shots",
      Scene.street(count: 20).cut(to: .plain(.black, count: 2)).cut(to: .street(count: 20, seed: 5))),
    .nearMiss(
      "a wall at night that is hardly lighter than black",
      Scene.plain(.black, count: 30).changing { _, picture in picture.fill(.left(0.4), with: Ink(y: 32)) }.grain(1)),
    .nearMiss("a night scene", Scene.street(count: 30, levels: 16...48).grain(1)),
    .nearMiss(
      "a black slate with lettering",
      Scene.plain(.black, count: 30).logo(Region(x: 0.2, y: 0.4, width: 0.6, height: 0.15))),
  ]
}
