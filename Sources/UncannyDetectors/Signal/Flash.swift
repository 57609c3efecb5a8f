public import Uncanny
internal import UncannyScenes

/// Flashing that may harm people with photosensitive epilepsy.
public struct Flash: Exemplified {
  /// How much of the picture must flash at once.
  public var area: Float = 0.25
  /// How far luminance must change, in cd/m2 on a display of 200 cd/m2.
  public var luminance: Float = 20
  /// The darker state must be darker than this, in cd/m2.
  public var darker: Float = 160
  /// How far saturated red must change, in units of (R - G - B) x 320.
  public var red: Float = 20
  /// How many flashes in a second are allowed.
  public var flashes: Float = 3

  private var light: Grid?
  private var redness: Grid?
  private var general = FlashCount()
  private var saturated = FlashCount()

  /// Cells change together when they change within this time: a flash may take three frames to rise.
  private static let together = ClockTime.milliseconds(100)

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    guard measurements.cells.count > 0 else { return nil }
    let now = measurements.stamp
    light = light ?? Grid(count: measurements.cells.count)
    redness = redness ?? Grid(count: measurements.cells.count)
    light?.takeLuminance(measurements.cells, range: measurements.geometry.range)
    if let shares = light?.step(
      by: UInt16(luminance * Grid.unit), below: UInt16(darker * Grid.unit), at: now, together: Self.together)
    {
      general.update(shares, atLeast: area, at: now)
    }
    redness?.takeRed(measurements.cells, measurements.color, range: measurements.geometry.range)
    if let shares = redness?.step(
      by: UInt16(red * Grid.redUnit), below: .max, at: now, together: Self.together)
    {
      saturated.update(shares, atLeast: area, at: now)
    }
    let worst = score(saturated, at: now) >= max(0.5, score(general, at: now)) ? 1 : 0
    let count = worst == 1 ? saturated : general
    return Finding(
      fault: worst, score: score(count, at: now), confidence: 0.9, onset: count.first(at: now),
      evidence: SIMD4(Float(count.changes) / 2, count.area, 0, 0))
  }

  /// 0.5 at the first change more than the allowed flashes have, two thirds at twice as many, and so on towards 1.
  private func score(_ count: FlashCount, at now: Stamp) -> Float {
    guard count.isGoingOn(at: now), count.area >= area else { return 0 }
    let excess = Float(count.changes) / (2 * flashes + 1)
    return excess / (1 + excess)
  }
}

extension Flash {
  public static let needs: Features = [.color]

  public static let parameters = [
    Parameter<Flash>("area", \.area, in: 0.01...1, unit: "share of the picture", "how much of it must flash at once"),
    Parameter<Flash>("luminance", \.luminance, in: 1...200, unit: "cd/m2", "how far luminance must change"),
    Parameter<Flash>("darker", \.darker, in: 1...200, unit: "cd/m2", "the darker state must be darker than this"),
    Parameter<Flash>("red", \.red, in: 1...320, unit: "(R-G-B)x320", "how far saturated red must change"),
    Parameter<Flash>("flashes", \.flashes, in: 1...20, unit: "a second", "how many are allowed"),
  ]

  public static let card = Card(
    id: "flash", family: .signal, title: "flashing that may harm",
    faults: [Card.Fault("general", title: "flashes of light"), Card.Fault("red", title: "flashes of saturated red")],
    severity: Escalation(.error), delay: .milliseconds(1100),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .milliseconds(100)),
    evidence: ["flashes (a second)", "area (share)"],
    sees: "More than three flashes within a second over more than a quarter of the picture: of light, or to and from "
      + "saturated red.",
    why: "It can set off a seizure, and broadcasters must not transmit it.",
    method: "Each cell of about 1/200 of the picture's width is followed by itself: a change counts when its luminance "
      + "has moved by 20 cd/m2 from its last extreme and the darker state lies below 160 cd/m2, on a display of 200 "
      + "cd/m2 with a gamma of 2.1. When a quarter of the cells more have changed the one way than "
      + "the other within 100 ms, the picture has changed: in motion as many fall as rise. So it has when a quarter each "
      + "rise and fall in one frame. Two opposing changes are a flash, and the seventh change within a second is one too "
      + "many, if a quarter of the cells have themselves changed four times in a row. "
      + "Grain is averaged away in the cells and adds no area. For red, the change is one of (R - G - B) x 320 by 20, "
      + "in linear light, of cells that are saturated red: R / (R + G + B) of at least 0.8.",
    limits:
      "For standard dynamic range only: PQ and HLG are judged as if they were not. "
      + "Patterns (stripes) are not judged, nor flashing within the limits that lasts longer than five seconds. Red is "
      + "computed by the matrix of BT.709. Not a certified test.",
    undecided: "no frame was decoded",
    references: [
      "ITU-R BT.1702-3, Guidance for the reduction of photosensitive epileptic seizures caused by television",
      "Ofcom, Guidance Note on Section 2, Annex 1", "W3C, WCAG 2.2, success criterion 2.3.1",
    ])

  public static func message(for event: Event) -> String {
    let kind = event.fault == "flash.red" ? "red flashes" : "flashes"
    return
      "\(event.evidence[0].tenths) \(kind) a second over \(event.evidence[1].percent) of the picture\(event.lasting)"
  }
}

extension Flash {
  public static let examples = [
    Example(
      "half of the picture flashes six times a second",
      Scene.street(count: 60).flashing(.left(0.5), .white, .black, period: 2, in: 15..<40),
      // the first flash begins with its second state or its first, the last ends with the stretch or before it
      .event("flash.general", 15..<40, tolerance: 2, late: 10)),
    Example(
      "it flashes in saturated red",
      Scene.street(count: 60).flashing(.left(0.5), .red, Ink(y: 63), period: 2, in: 15..<40),
      .event("flash.red", 15..<40, tolerance: 2, late: 10)),
    .nearMiss(
      "a fifth of the picture flashes",
      Scene.street(count: 60, pan: 0).flashing(.left(0.2), .white, .black, period: 2, in: 15..<40)),
    .nearMiss(
      "three flashes in a second",
      Scene.plain(.black, count: 60).flashing(.full, .white, .black, period: 4, in: 15..<39)),
    .nearMiss(
      "it flashes between two bright states",
      Scene.plain(.white, count: 60).flashing(.full, .white, Ink(y: 220), period: 2, in: 15..<40)),
  ]
}
