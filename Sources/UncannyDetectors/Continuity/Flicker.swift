public import Uncanny
internal import UncannyScenes

/// Brightness that swings to and fro while nothing moves that would explain it.
public struct Flicker: Exemplified {
  /// How far the brightness must swing, from one extreme to the next, in code values.
  public var swing: Float = 2
  /// How far it may swing; beyond is a flash.
  public var flash: Float = 25
  /// How much of the picture must swing, where all of it does not.
  public var area: Float = 0.16

  private var whole = BrightnessCurve()
  private var zones = [BrightnessCurve](repeating: BrightnessCurve(), count: Self.columns * Self.rows)
  private var changes = BrightnessChanges(zones: Self.columns * Self.rows)

  /// Since when a part has flickered, and when all of it did last.
  private var partly: ClockTime?
  private var wholly: ClockTime?

  /// A part must have flickered for so long without the whole, and with more of it the whole does.
  private static let settling = ClockTime.milliseconds(300)
  private static let most: Float = 0.58
  /// So long after the whole has flickered, a part that still does is what is left of it.
  private static let trailing = ClockTime.seconds(1.6)
  private static let columns = 4
  private static let rows = 3

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    guard measurements.flow.isFresh else { return nil }
    let now = measurements.stamp
    changes.take(measurements.flow, columns: Self.columns, rows: Self.rows)
    whole.advance(by: changes.whole, at: now, reversing: swing)
    var count = 0
    var worst: BrightnessCurve.Rhythm?
    var (left, top, right, bottom) = (Self.columns, Self.rows, 0, 0)
    for zone in zones.indices {
      zones[zone].advance(by: changes.median(of: zone), at: now, reversing: swing)
      guard let rhythm = rhythm(of: zones[zone], at: now) else { continue }
      count += 1
      if rhythm.swing > worst?.swing ?? 0 { worst = rhythm }
      let (column, row) = (zone % Self.columns, zone / Self.columns)
      (left, top, right, bottom) = (min(left, column), min(top, row), max(right, column), max(bottom, row))
    }
    let part = Float(count) / Float(zones.count)
    if let rhythm = rhythm(of: whole, at: now) ?? (part >= Self.most ? worst : nil) {
      wholly = now.running
      return finding(0, rhythm, area: 1, [], at: now)
    }
    guard let worst, part >= area else {
      partly = nil
      return changes.share >= Self.least ? Finding(score: 0, evidence: SIMD4(0, 0, part, changes.share)) : nil
    }
    let since = partly ?? now.running
    partly = since
    let isOver = wholly.map { now.running - $0 <= Self.trailing } ?? false
    if !isOver, now.running - since >= Self.settling {
      let region = Region(
        x: Float(left) / Float(Self.columns), y: Float(top) / Float(Self.rows),
        width: Float(right - left + 1) / Float(Self.columns), height: Float(bottom - top + 1) / Float(Self.rows))
      return finding(1, worst, area: part, [region], at: now)
    }
    return Finding(score: 0, evidence: SIMD4(0, 0, part, changes.share))
  }

  /// With less of the picture found again nothing can be told.
  private static let least: Float = 0.3

  private func rhythm(of curve: BrightnessCurve, at now: Stamp) -> BrightnessCurve.Rhythm? {
    guard let rhythm = curve.rhythm(at: now), rhythm.swing >= swing, rhythm.swing <= flash else { return nil }
    return rhythm
  }

  private func finding(
    _ fault: Int, _ rhythm: BrightnessCurve.Rhythm, area: Float, _ regions: [Region], at now: Stamp
  ) -> Finding {
    let length = Float((now.running - rhythm.since.running).seconds)
    let badness = area.squareRoot() * min(rhythm.swing / 4, 4) * min(length, 4)
    return Finding(
      fault: fault, score: 0.5 + 0.5 * badness / (2 + badness),
      confidence: min(0.95, 0.5 + 0.3 * changes.share + 0.05 * min(rhythm.swing, 4)), onset: rhythm.since,
      regions: regions, evidence: SIMD4(rhythm.swing, rhythm.rate, area, changes.share))
  }
}

extension Flicker {
  public static let needs: Features = .trails

  public static let parameters = [
    Parameter<Flicker>("swing", \.swing, in: 0.25...50, unit: "code values", "how far the brightness must swing"),
    Parameter<Flicker>("flash", \.flash, in: 1...255, unit: "code values", "how far it may swing, beyond is a flash"),
    Parameter<Flicker>("area", \.area, in: 0...1, unit: "share of the picture", "how much must swing if not all does"),
  ]

  public static let card = Card(
    id: "flicker", family: .continuity, title: "flickering brightness",
    faults: [
      Card.Fault("global", title: "the whole picture flickers"),
      Card.Fault("local", title: "a part of the picture flickers"),
    ],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(2200),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .milliseconds(800)),
    evidence: ["swing (code values)", "rate (Hz)", "flickering area (share)", "area found again (share)"],
    sees:
      "Brightness that goes up and down two to fifteen times a second, by too little for a flash, and that motion does "
      + "not explain: lamps that beat with the shutter, a time lapse exposed frame by frame, the shimmer of a "
      + "generated picture.",
    why:
      "The eye is most sensitive to flicker of about ten a second, of half a per cent and more over a large area; a "
      + "still does not show it and an average over the clip hides it.",
    method:
      "Each patch of 8x8 cells is held against where it was in the frame before, so that motion is taken out; what "
      + "is left is how much brighter it has become. The medians over the whole picture and over each of twelve zones "
      + "are added up to curves. A curve turns where it has come back by the least swing; six swings in a row within "
      + "1.6 s, none more than 2.5 times the middle one and at even distances, are a flicker. The steps of a coder at "
      + "its key frames go one way, and are smaller and slower. In 58 filmed clips such swings of the whole reached 1 "
      + "code value, and those of the second largest zone 1.5, but for a time lapse of a flower with 1.5 to 2; gain that "
      + "was made to swing by 3 % gave 2 to 12 where the picture is not dark. Lamps and screens that blink fill less than "
      + "two zones. The score rises with area, swing and length.",
    limits:
      "What is faster than half the frame rate shows at the rate it beats with. What is small, or falls apart into "
      + "parts that swing against each other within a zone, is not seen; nor is fine texture that shimmers about "
      + "a constant mean. A stage light that pulses over most of the picture is a flicker to it.",
    undecided: "too little of the picture is found again from frame to frame",
    references: [
      "de Lange, Research into the dynamic nature of the human fovea-cortex systems, JOSA 48, 1958",
      "IEEE 1789, Recommended Practices for Modulating Current in High-Brightness LEDs, 2015",
    ])

  public static func message(for event: Event) -> String {
    let place = event.fault == "flicker.global" ? "picture" : "part of the picture"
    return
      "\(place) flickers at \(event.evidence[1].tenths) Hz by \(event.evidence[0].tenths) code values\(event.lasting)"
  }
}

extension Flicker {
  public static let examples = [
    Example(
      "the gain swings by three per cent eight times a second",
      Scene.street(count: 75).pulsing(0.03, rate: 8, in: 20..<60), .event("flicker.global", 20..<60, tolerance: 6)),
    Example(
      "a third of the picture does, four times a second",
      Scene.street(count: 75).pulsing(0.05, rate: 4, in: 15..<65, region: .left(0.34)),
      .event("flicker.local", 15..<65, tolerance: 8)),
    Example(
      "a still picture flickers every other frame",
      Scene.street(count: 60, pan: 0).pulsing(0.03, rate: 12.5, in: 10..<50),
      .event("flicker.global", 10..<50, tolerance: 6)),
    .nearMiss("motion without flicker", Scene.street(count: 60)),
    .nearMiss("grain", Scene.street(count: 60).grain(4)),
    .nearMiss("it swings once in two seconds", Scene.street(count: 90).pulsing(0.05, rate: 0.5, in: 0..<90)),
    .nearMiss("it swings twice and no more", Scene.street(count: 60).pulsing(0.05, rate: 5, in: 20..<30)),
    .nearMiss(
      "a lamp blinks",
      Scene.street(count: 75).flashing(
        Region(x: 0.42, y: 0.4, width: 0.06, height: 0.1), Ink(y: 90), Ink(y: 100), period: 3, in: 0..<75)),
  ]
}
