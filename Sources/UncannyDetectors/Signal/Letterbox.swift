public import Uncanny
internal import UncannyScenes

/// A picture that does not fill the frame, and how large it is.
public struct Letterbox: Exemplified {
  /// The smallest bars that are told, all of a pair together.
  public var least: Float = 0.02
  /// How long bars must have been there to be known.
  public var settling: Float = 0.5

  private var candidate: (bars: PictureBars, since: Stamp)?
  private var known: (bars: PictureBars, since: Stamp)?
  /// Since when the bars have been empty.
  private var empty: Stamp?
  /// The size of the picture before it changed.
  private var before: (width: Float, height: Float)?

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let (width, height) = (measurements.geometry.width, measurements.geometry.height)
    let now = measurements.stamp
    guard let seen = PictureBars(measurements) else { return nil }
    let tolerance = max(2, 0.004 * Float(height))
    if let current = candidate, current.since.running <= now.running,
      current.bars.agrees(with: seen, within: tolerance)
    {
      candidate?.bars.refine(by: seen)
    } else {
      candidate = (seen, now)
    }
    guard let candidate else { return nil }
    var hasChanged = false
    let isKnown = known?.bars.agrees(with: candidate.bars, within: tolerance) ?? false
    if isKnown {
      known?.bars.refine(by: candidate.bars)
    } else if (now.running - candidate.since.running).seconds >= Double(settling) {
      if let known {
        let active = known.bars.active(width: width, height: height)
        before = active
        hasChanged = true
      }
      known = candidate
      empty = candidate.since
    }
    guard let known else { return nil }
    let active = known.bars.active(width: width, height: height)
    let previous = before ?? active
    let evidence = SIMD4(active.width, active.height, previous.width, previous.height)
    let regions = { [known.bars.region(width: width, height: height)] }
    if hasChanged {
      return Finding(
        fault: 2, score: 0.7, confidence: 0.9, onset: known.since, end: now, regions: regions(), evidence: evidence)
    }
    // bars with something in them are none, whatever was known
    guard known.bars.agrees(with: seen, within: tolerance) else {
      empty = nil
      return Finding(score: 0, evidence: evidence)
    }
    let since = empty ?? now
    empty = since
    let isTall = Float(height) - active.height >= least * Float(height)
    let isWide = Float(width) - active.width >= least * Float(width)
    guard isTall || isWide else { return Finding(score: 0, evidence: evidence) }
    return Finding(
      fault: isTall && isWide ? 1 : 0, score: 0.6, confidence: 0.9, onset: since, regions: regions(),
      evidence: evidence)
  }
}

extension Letterbox {
  public static let needs: Features = .profile

  public static let parameters = [
    Parameter<Letterbox>("least", \.least, in: 0...0.5, unit: "share of the side", "the smallest bars that are told"),
    Parameter<Letterbox>("settling", \.settling, in: 0...10, unit: "s", "how long bars must be there to be known"),
  ]

  public static let card = Card(
    id: "letterbox", family: .signal, title: "black bars, and the picture inside of them",
    faults: [
      Card.Fault("bars", title: "bars above and below, or at the sides"),
      Card.Fault(
        "windowbox", title: "bars on all sides",
        severity: Escalation(.info, [.init(after: .seconds(2), severity: .warning)])),
      Card.Fault("changed", title: "the picture inside changes its size"),
    ],
    severity: Escalation(.info), delay: .milliseconds(600),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .milliseconds(200)),
    evidence: [
      "active width (samples)", "active height (samples)", "width before (samples)", "height before (samples)",
    ],
    sees:
      "Black bars, to the row and the column: how large the picture inside is, and of what shape. Bars on all four sides "
      + "are a picture that was fitted into a frame twice. A change of the picture's size is told with what it was before.",
    why:
      "A wrong aspect conversion wastes half the picture, and one that changes between two reels is seen by everybody.",
    method:
      "Lines of cells of about 1/200 of the width belong to a bar while 65 % of them lie within 4 code values of black: the rest may be a "
      + "subtitle or a logo. Near where they end, the row of the greatest change is the edge, if three rows hold 60 % "
      + "of the step from black to the picture, and the bar is flat: a night sky does not end in a straight line. Where "
      + "the picture beside the edge is within 10 code values of black, the frame says nothing. What is seen for half a second is known.",
    limits:
      "Samples are taken to be square. Bars thinner than a cell (8 rows in 1080) are not seen, nor blurred or colored ones. A set with a straight "
      + "black top may be taken for a bar.",
    undecided: "nothing was bright enough for half a second",
    references: ["EBU QC, Active Picture and Letterbox", "SMPTE ST 2016-1, Active Format Description and Bar Data"])

  public static func message(for event: Event) -> String {
    let (width, height) = (event.evidence[0], event.evidence[1])
    let size = "\(width.whole)x\(height.whole), \((width / max(1, height)).hundredths):1"
    switch event.fault {
    case "letterbox.changed":
      return "the picture changes from \(event.evidence[2].whole)x\(event.evidence[3].whole) to \(size)"
    case "letterbox.windowbox": return "bars on all sides of a picture of \(size)\(event.lasting)"
    default:
      let isTall = (event.regions.first?.height ?? 1) < (event.regions.first?.width ?? 1)
      return "bars \(isTall ? "above and below" : "at the sides of") a picture of \(size)\(event.lasting)"
    }
  }
}

extension Letterbox {
  public static let examples = [
    Example("bars above and below", Scene.street(count: 40).letterboxed(0.125), .event("letterbox.bars", 0..<40)),
    Example(
      "a narrow picture in a wide one", Scene.street(count: 40).pillarboxed(0.125), .event("letterbox.bars", 0..<40)),
    Example(
      "bars on all sides", Scene.street(count: 40).letterboxed(0.125).pillarboxed(0.125),
      .event("letterbox.windowbox", 0..<40)),
    Example(
      "bars with a subtitle and a logo in them",
      Scene.street(count: 40).letterboxed(0.15).logo(Region(x: 0.35, y: 0.9, width: 0.3, height: 0.05))
        .logo(Region(x: 0.85, y: 0.04, width: 0.1, height: 0.06)),
      .event("letterbox.bars", 0..<40)),
    Example(
      "the bars go with a cut",
      Scene.street(count: 40).letterboxed(0.125).cut(to: .street(count: 40, seed: 5)),
      .event("letterbox.bars", 0..<40, tolerance: 1), .event("letterbox.changed", 40..<54, late: 3)),
    .nearMiss("a picture that fills the frame", Scene.street(count: 40)),
    .nearMiss("black", Scene.street(count: 20).cut(to: .plain(.black, count: 30)).cut(to: .street(count: 20))),
    .nearMiss(
      "a night sky over a street",
      Scene.street(count: 40).changing { _, picture in
        for y in 0..<picture.height * 2 / 5 {
          for x in 0..<picture.width {
            let ramp = Float(y) / Float(picture.height)
            let index = y * picture.width + x
            picture.luma[index] = UInt8(16 + Float(picture.luma[index]) * ramp * ramp)
          }
        }
      }),
    .nearMiss("a fade from black", Scene.street(count: 40).fadedIn(30)),
  ]
}
