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
  /// The shot whose look the film has been given; `nil` where it is its own measure.
  public var reference: ShotSummary?

  public init() {}

  public func compare(_ shot: ShotSummary, with earlier: [ShotSummary]) -> [Finding] {
    guard let look = shot.look else { return [] }
    let held = reference?.look.map { ReferenceDeparture(of: look, from: $0, by: self).findings }
    return compare(look, with: earlier) + (held ?? [])
  }

  /// Holds a look against those of the film so far.
  private func compare(_ look: ShotLook, with earlier: [ShotSummary]) -> [Finding] {
    guard !earlier.isEmpty else { return [] }
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
      departure.moderate(by: FilmLook.departure(of: look.figures, from: theirs, by: self))
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

  /// A picture to hold every shot against.
  public static let references = [
    ReferenceParameter(
      "reference", \Look.reference, "a picture, or a clip, with the look that every shot has to have"
    ) { $0.look == nil ? "no look to hold against: not of standard dynamic range, or no picture" : nil }
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
      Card.Fault(
        "reference-exposure", title: "not the exposure or the contrast of the reference",
        evidence: ["exposure (stops)", "contrast (factor)", "corners (stops)"], isAboutReference: true),
      Card.Fault(
        "reference-color", title: "not the color of the reference",
        evidence: ["temperature (K)", "tint (stops of green)", "saturation (factor)"], isAboutReference: true),
      Card.Fault(
        "reference-texture", title: "not the grain or the sharpness of the reference", severity: Escalation(.info),
        evidence: [
          "grain (code values)", "usual grain (code values)", "sharpness (ratio)", "usual sharpness (ratio)",
        ], isAboutReference: true),
    ],
    severity: Escalation(.warning), scope: .film, delay: .milliseconds(1500),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero),
    evidence: [],
    sees:
      "A shot that is graded, lit or processed unlike the others. When the film cuts back to a setup that it has shown "
      + "before, the two are compared point by point: exposure and contrast, color, grain and sharpness, each told "
      + "with how far it is off. A setup that is new is held against the film as a whole, and told of, as information, "
      + "where its grade or its texture is like that of no shot before: day to night, another place. With `reference`, "
      + "every shot is held against a picture as well, and a grade that is not that of the picture is a warning.",
    why:
      "A cut back to the same place in another light, or without the grain of its neighbors, breaks a scene; takes that were "
      + "generated one by one do it at every other cut.",
    method:
      "Each half second a picture of 64x36 cells is kept; of a shot that is long enough the first and the last half "
      + "second are left out. Two shots are of one setup when the structure of their pictures, near the beginning or near "
      + "the end, is alike in blocks of 8x8 cells that may move by three, and a curve of the tones, or of the distance "
      + "from the center, explains how their light differs. Then the medians over all cells say by how much: light goes with the signal to "
      + "the power of 2.2; the temperature is that which D65 white would get (McCamy). "
      + "The least departure from any earlier shot of the setup counts, so that two grades cut to and fro are told "
      + "of once; a shot that was told of accuses no other. Up to 64 earlier shots are kept. A reference, of a clip its "
      + "first frame, is compared point by point where it shows the setup of the shot, and otherwise as a whole, with the "
      + "limits of another setup. "
      + "The first and the last third of 159 clips lie within 0.25 of each other in 107 cases, pictures of different clips at 0.35 and "
      + "more (99 %), the same setup by day and by night at 0.29. In 98 % of the former exposure differs by less than 0.5 stops, saturation by a factor of less than 1.2, "
      + "grain by less than 0.55 code values, sharpness by a factor of less than 1.5; rendered sequences with a grade of 3 % a channel on each "
      + "shot differ by up to 760 K and 0.16 stops of green. Of twelve films cut from filmed clips, A B A B A, none "
      + "is told of; with the second A 1.1 stops darker, at 5000 K or 9000 K, gray, greener or noisy, eleven each are, with 1.1 to 1.3 stops and 1500 to 1700 K, and nothing else in them. "
      + "36 rendered sequences, six montages and ten films of several shots have no warning.",
    limits:
      "What is seen of a setup for the first time is the measure for it, even if it was the shot that was wrong. A setup is only known "
      + "again when the framing is nearly the same and most of the picture has not moved: one film in twelve was not. More contrast that clips is found in half "
      + "of the films, a blur of two samples in half, a vignette only where it is mild. Where grain is lost that was no stronger than one code value, nobody "
      + "is told. A dark or white picture, and one in which all is of one color, hide their white balance. Not for PQ and HLG. After a seek the film begins "
      + "anew. What departs only later in a long shot is told then. How bright a setup is depends on what is in it: a reference for a film of "
      + "many setups says more about white, saturation and contrast than about exposure, and its grain and sharpness are those "
      + "of its own size and coding.",
    undecided: "needs two shots that are long enough to have a look",
    references: [
      "McCamy, Correlated color temperature as an explicit function of chromaticity coordinates, Color Research & Application 17(2), 1992",
      "ITU-R BT.709 (primaries and white)",
    ])

  public static func message(for event: Event) -> String { LookWords.message(for: event) }
}

extension Look {
  public static let examples = [
    Example(
      "cut back to a street, a stop darker", street.cut(to: other).cut(to: street.gain(0.7)),
      .event("look.exposure", 90..<135)),
    Example(
      "cut back to a street, warmer", street.cut(to: other).cut(to: street.tinted(-14, 12)),
      .event("look.color", 90..<135)),
    Example(
      "cut back to a street, with grain", street.cut(to: other).cut(to: street.grain(5)),
      .event("look.grain", 90..<135)),
    Example(
      "cut back to a street, out of focus, its grain gone",
      street.grain(2).cut(to: other.grain(2)).cut(to: street.grain(2).blurred(1.5)),
      .event("look.grain", 90..<135), .event("look.sharpness", 90..<135)),
    Example(
      "by night", street.cut(to: .street(count: 45, seed: 5, levels: 20...45)), .event("look.scene", 45..<90)),
    Example(
      "another street, much grainier", street.cut(to: other.grain(9)), .event("look.texture", 45..<90)),
    Example(
      "a street that is darker than the picture it is held against", other.cut(to: street.gain(0.7)),
      .event("look.reference-exposure", 45..<90)
    ).holding(against: street),
    Example(
      "a street that is grainier than the picture it is held against", other.cut(to: street.grain(9)),
      .event("look.texture", 45..<90), .event("look.reference-texture", 45..<90)
    ).holding(against: street),
    Example(
      "a street that is warmer than the picture it is held against", other.cut(to: street.tinted(-14, 12)),
      .event("look.scene", 45..<90), .event("look.reference-color", 45..<90)
    ).holding(against: street),
    Example.nearMiss("a street that is like the picture it is held against", other.cut(to: street.gain(0.95)))
      .holding(against: street),
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
