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
  private var smooth: Level?
  private var general = FlashCount()
  private var saturated = FlashCount()
  /// The fault that was found last, whose end is told.
  private var found = Fault.general

  private enum Fault: Int, Sendable { case general, red, extended }

  /// Cells that differ by more than this, in code values, are not averaged with each other.
  private static let edge: Float = 8
  /// Flashing within the limits may last so long of any five seconds.
  private static let longest = ClockTime.seconds(4)

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let geometry = measurements.geometry
    guard measurements.cells.count > 0, geometry.transfer == .standard else { return nil }
    let now = measurements.stamp
    var light = light ?? Grid(count: measurements.cells.count)
    var redness = redness ?? Grid(count: measurements.cells.count)
    var cells = smooth ?? measurements.cells
    // moved out of the way, so that they are changed where they are
    (self.light, self.redness, smooth) = (nil, nil, nil)
    defer { (self.light, self.redness, smooth) = (light, redness, cells) }
    Kernels.smooth(measurements.cells, limit: Self.edge, into: &cells)
    let limit = 2 * flashes + 1
    light.takeLuminance(cells, geometry)
    let lights = light.step(by: luminance * Grid.unit, below: darker * Grid.unit, at: now)
    general.update(lights, atLeast: area, limit: limit, at: now)
    redness.takeRed(cells, measurements.color, geometry)
    let reds = redness.step(by: red * RedScale.steps + 1, below: .infinity, at: now)
    saturated.update(reds, atLeast: area, limit: limit, at: now)
    return finding(at: now)
  }

  private mutating func finding(at now: Stamp) -> Finding {
    let (light, red) = (score(general, at: now), score(saturated, at: now))
    if max(light, red) >= 0.5 {
      return red >= light ? finding(.red, red, saturated, at: now) : finding(.general, light, general, at: now)
    }
    let isRed = saturated.duration.total > general.duration.total
    let longer = isRed ? saturated : general
    let extended = min(1, 0.5 * Float(longer.duration.total.seconds / Self.longest.seconds))
    if extended >= 0.5, longer.isGoingOn(at: now) { return finding(.extended, extended, longer, at: now) }
    let isOver = found == .red || found == .extended && isRed ? saturated.last : general.last
    let worst = red > light ? saturated : general
    return Finding(
      fault: found.rawValue, score: min(0.49, max(light, red, extended)), confidence: 0.9, over: isOver?.following(),
      evidence: evidence(of: worst))
  }

  private mutating func finding(_ fault: Fault, _ score: Float, _ count: FlashCount, at now: Stamp) -> Finding {
    found = fault
    let onset = fault == .extended ? count.duration.since : count.first(at: now)
    return Finding(
      fault: fault.rawValue, score: score, confidence: 0.9, onset: onset, evidence: evidence(of: count))
  }

  private func evidence(of count: FlashCount) -> SIMD4<Float> {
    SIMD4(Float(count.changes) / 2, count.area, Float(count.duration.total.seconds), 0)
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
    faults: [
      Card.Fault("general", title: "flashes of light"), Card.Fault("red", title: "flashes of saturated red"),
      Card.Fault(
        "extended", title: "long flashing within the limits", severity: Escalation(.warning),
        delay: .milliseconds(6100)),
    ],
    severity: Escalation(.error), delay: .milliseconds(1000),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .seconds(1)),
    evidence: ["flashes (a second)", "area (share)", "within the limits (s of the last 5)"],
    sees: "More than three flashes within a second over more than a quarter of the picture: of light, or to and from "
      + "saturated red. Also two or three flashes a second that go on for four of five seconds.",
    why: "It can set off a seizure, and broadcasters must not transmit it.",
    method: "Each cell of about 1/200 of the picture's width is followed by itself: a change counts when its luminance "
      + "has moved by 20 cd/m2 from its last extreme and the darker state lies below 160 cd/m2, on a display of 200 "
      + "cd/m2 with a gamma of 2.1. Grain is averaged away between the cells of one surface, so that it adds neither "
      + "height nor area. When a quarter of the cells more have changed the one way than "
      + "the other within 100 ms, the picture has changed: in motion as many fall as rise. So it has "
      + "when a quarter each rise and fall in one frame, or one of the two does so suddenly: flashing that leaves the "
      + "mean alone. Two opposing changes are a flash, and the seventh change within a second is one too "
      + "many, if a quarter of the cells have themselves changed four times in a row. An event goes from the frame of the "
      + "first change to the frame after the last. For red, the change is one of (R - G - B) x 320 by more than 20, "
      + "in linear light by the matrix of the stream, where one of the two states is saturated: R / (R + G + B) of at "
      + "least 0.8. The limits are those of the guidance; patterns on both sides of each of them, at 25 to 60 frames a second, "
      + "are part of the program's library and its tests.",
    limits:
      "Standard dynamic range only: PQ and HLG are not judged. Between states that are both brighter than 160 cd/m2 "
      + "nothing counts; the contrast rule of BT.1702-3 for them is not applied. "
      + "Patterns (stripes) are not judged. 10-bit pictures are judged in 8 bits: a step of one code value is 0.6 cd/m2 "
      + "at the limit of 20. A flash whose parts move against each other counts when one of them alone is large "
      + "enough. Not a certified test.",
    undecided: "no frame was decoded, or the picture is in PQ or HLG, which is not judged",
    references: [
      "Ofcom, Guidance Note on Section 2, Annex 1",
      "ITU-R BT.1702-3, Guidance for the reduction of photosensitive epileptic seizures caused by television",
      "W3C, WCAG 2.2, success criterion 2.3.1",
      "Lee, Digital image smoothing and the sigma filter, Computer Vision, Graphics, and Image Processing 24, 1983",
    ])

  public static func message(for event: Event) -> String {
    let rate = event.evidence[0].tenths
    let area = event.evidence[1].percent
    return switch event.fault {
    case "flash.red": "\(rate) red flashes a second over \(area) of the picture\(event.lasting)"
    case "flash.extended":
      "long flashing within the limits: \(rate) a second over \(area) of the picture\(event.lasting)"
    default: "\(rate) flashes a second over \(area) of the picture\(event.lasting)"
    }
  }
}

extension Flash {
  public static let examples = [
    Example(
      "half of the picture flashes six times a second",
      Scene.street(count: 60).flashing(.left(0.5), .white, .black, period: 2, in: 15..<40),
      // the first flash begins with its second state or its first, the last ends with the stretch or before it
      .event("flash.general", 15..<40, tolerance: 2, late: 3)),
    Example(
      "it flashes in saturated red",
      Scene.street(count: 60).flashing(.left(0.5), .red, Ink(y: 63), period: 2, in: 15..<40),
      .event("flash.red", 15..<40, tolerance: 2, late: 3)),
    Example(
      "two and a half flashes a second that go on for six seconds",
      Scene.plain(.black, count: 190).flashing(.full, .white, .black, period: 5, in: 10..<160),
      .event("flash.extended", 10..<156, tolerance: 1)),
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
