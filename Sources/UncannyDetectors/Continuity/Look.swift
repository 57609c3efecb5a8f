public import Uncanny
internal import UncannyScenes

/// A shot that does not look like the film it is in.
public struct Look: ExemplifiedShots {
  /// By how many stops a setup may be brighter or darker than it was.
  public var exposure: Float = 0.6
  /// By which factor the tones may lie further apart or closer together.
  public var contrast: Float = 1.5
  /// By how many kelvin it may be cooler or warmer.
  public var temperature: Float = 900
  /// By how many stops of green it may be greener or more magenta.
  public var tint: Float = 0.3
  /// By which factor its colors may be stronger or weaker.
  public var saturation: Float = 1.6
  /// By how many code values its grain may be stronger or weaker, where that is also a factor of two.
  public var grain: Float = 1
  /// By which factor it may be sharper or softer.
  public var sharpness: Float = 1.6
  /// How many times as wide the limits are in another setup.
  public var elsewhere: Float = 2.5

  public init() {}

  public func compare(_ shot: ShotSummary, with earlier: [ShotSummary]) -> [Finding] {
    guard let look = shot.look, !earlier.isEmpty else { return [] }
    var nearest: LookDeparture?
    var isSeen = false
    for other in earlier {
      guard let theirs = other.look else { continue }
      let difference = look.difference(from: theirs)
      guard difference.isOfSameSetup else { continue }
      isSeen = true
      let departure = LookDeparture(difference, look.figures, from: theirs.figures, by: self)
      // a shot that departs itself may excuse another, but accuses none
      if other.isFaulty, departure.score >= 0.5 { continue }
      if departure.score < nearest?.score ?? .infinity { nearest = departure }
    }
    if let nearest { return nearest.findings }
    if isSeen { return [.clean] }
    let film = FilmLook(of: earlier)
    var departure = film.departure(of: look.figures, by: self)
    for other in earlier {
      guard let theirs = other.look?.figures else { continue }
      departure.moderate(by: film.departure(of: look.figures, from: theirs, by: self))
    }
    return departure.findings
  }
}

extension Look {
  public static let needs: Features = []

  public static let parameters = [
    Parameter<Look>("exposure", \.exposure, in: 0.05...10, unit: "stops", "how much brighter or darker a setup may be"),
    Parameter<Look>("contrast", \.contrast, in: 1.01...10, unit: "factor", "how much its contrast may change"),
    Parameter<Look>("temperature", \.temperature, in: 50...20000, unit: "K", "how much cooler or warmer it may be"),
    Parameter<Look>("tint", \.tint, in: 0.02...5, unit: "stops of green", "how much greener or more magenta it may be"),
    Parameter<Look>("saturation", \.saturation, in: 1.01...20, unit: "factor", "how much its saturation may change"),
    Parameter<Look>("grain", \.grain, in: 0.05...50, unit: "code values", "how much its grain may change"),
    Parameter<Look>("sharpness", \.sharpness, in: 1.01...20, unit: "factor", "how much its sharpness may change"),
    Parameter<Look>("elsewhere", \.elsewhere, in: 1...20, unit: "factor", "how much wider the limits are elsewhere"),
  ]

  public static let card = Card(
    id: "look", family: .continuity, title: "a shot that does not look like its film",
    faults: [
      Card.Fault(
        "exposure", title: "a setup seen before, in another exposure or contrast",
        evidence: ["exposure (stops)", "contrast (factor)", "corners (stops)"]),
      Card.Fault(
        "color", title: "a setup seen before, in another color",
        evidence: ["temperature (K)", "tint (stops of green)", "saturation (factor)"]),
      Card.Fault(
        "grain", title: "a setup seen before, with other grain",
        evidence: ["grain (code values)", "usual grain (code values)"]),
      Card.Fault(
        "sharpness", title: "a setup seen before, sharper or softer",
        evidence: ["sharpness (ratio)", "usual sharpness (ratio)"]),
      Card.Fault(
        "scene", title: "another setup, in a grade that the film has not had", severity: Escalation(.info),
        evidence: ["exposure (stops)", "temperature (K)", "saturation (factor)", "contrast (factor)"]),
      Card.Fault(
        "texture", title: "another setup, with grain or sharpness that the film has not had",
        severity: Escalation(.info),
        evidence: [
          "grain (code values)", "usual grain (code values)", "sharpness (ratio)", "usual sharpness (ratio)",
        ]),
    ],
    severity: Escalation(.warning), scope: .film, delay: .milliseconds(1500),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero),
    evidence: [],
    sees: "TODO.",
    why: "TODO.",
    method: "TODO.",
    limits: "TODO.",
    undecided: "needs two shots that are long enough to have a look",
    references: ["TODO"])

  public static func message(for event: Event) -> String { LookWords.message(for: event) }
}

extension Look {
  public static let examples = [
    Example(
      "cut back to a street, half as bright", street.cut(to: other).cut(to: street.gain(0.7)),
      .event("look.exposure", 90..<135)),
    Example(
      "cut back to a street, warmer", street.cut(to: other).cut(to: street.tinted(-14, 12)),
      .event("look.color", 90..<135)),
    Example(
      "cut back to a street, with grain", street.cut(to: other).cut(to: street.grain(5)),
      .event("look.grain", 90..<135), .event("look.sharpness", 90..<135)),
    Example(
      "cut back to a street, out of focus", street.cut(to: other).cut(to: street.blurred(1.5)),
      .event("look.sharpness", 90..<135)),
    Example(
      "by night", street.cut(to: .street(count: 45, seed: 5, levels: 20...45)), .event("look.scene", 45..<90)),
    Example(
      "another street, much grainier", street.cut(to: other.grain(9)), .event("look.texture", 45..<90)),
    .nearMiss("cut to and fro between two streets", street.cut(to: other).cut(to: street).cut(to: other)),
    .nearMiss(
      "cut back to a street that is a little darker and warmer",
      street.cut(to: other).cut(to: street.gain(0.9).tinted(-2, 2))),
    .nearMiss(
      "two streets in different light, cut to and fro",
      street.cut(to: other.gain(0.8)).cut(to: street).cut(to: other.gain(0.8))),
  ]

  private static let street = Scene.street(count: 45, pan: 0)
  private static let other = Scene.street(count: 45, seed: 5, pan: 0)
}
