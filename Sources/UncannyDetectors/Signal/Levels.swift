public import Uncanny
internal import UncannyScenes

/// A signal beyond the limits that broadcasters accept.
public struct Levels: Exemplified {
  /// How much of the picture must lie beyond.
  public var area: Float = 0.01

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let gamut = measurements.gamut
    // the limits are those of standard dynamic range
    guard measurements.geometry.transfer == .standard, gamut.share.isFinite else { return nil }
    let luma = gamut.lumaShare
    // too bright a white is out of every gamut too: what the luma explains is not told twice
    let color = max(0, gamut.share - luma)
    let isLuma = luma >= area || luma >= color
    return Finding(
      fault: isLuma ? 0 : 1, score: min(1, 0.5 * (isLuma ? luma : color) / area), confidence: 0.9,
      evidence: SIMD4(luma, gamut.share, gamut.lowest, gamut.highest))
  }
}

extension Levels {
  public static let needs: Features = .gamut

  public static let parameters = [
    Parameter<Levels>("area", \.area, in: 0.0005...1, unit: "share of the picture", "how much of it may lie beyond")
  ]

  public static let card = Card(
    id: "levels", family: .signal, title: "signal out of range",
    faults: [
      Card.Fault("luma", title: "luma below black or above white"),
      Card.Fault("gamut", title: "colors that no display can show"),
    ],
    severity: Escalation(.info), delay: .milliseconds(240),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(200), release: .milliseconds(500)),
    evidence: [
      "luma beyond (share)", "R'G'B' beyond (share)", "lowest R'G'B' (of white)", "highest R'G'B' (of white)",
    ],
    sees: "More than a hundredth of the picture with luma below -1 % or above 103 %, or with red, green or blue below "
      + "-5 % or above 105 %.",
    why: "Broadcasters send such a programme back; displays clip it, each in its own way. Much of it is the sign of a "
      + "full-range picture that was flagged as narrow.",
    method:
      "The limits of EBU R 103. R', G' and B' are computed by the matrix and the range of the stream from means of "
      + "4x4 luma samples and the chroma that goes with them: that is the transient filter, since overshoots of a "
      + "sample or two are in every filtered and coded picture. What is out of gamut because its luma is, counts as "
      + "luma, and is not told again. Of 58 filmed clips from the web, three have 5 to 8 % of luma beyond for as long as "
      + "they last, and two 2 % of color for a part of it; in the others neither reaches the hundredth. Of 105 generated "
      + "clips one has color beyond.",
    limits:
      "Because ordinary clips have it too, and displays show them all the same, it is information. "
      + "In full range luma cannot exceed. 10-bit pictures are measured in 8 bits. PQ and HLG are not judged. A wrong "
      + "matrix in the caps makes legal colors look illegal, and hides illegal ones.",
    undecided: "no frame was decoded, or the picture is in PQ or HLG, which is not judged",
    references: [
      "EBU R 103, Video signal tolerance in digital television systems",
      "Technical Standards for Delivery of Television Programmes (DPP), 2.3, video levels and gamut",
    ])

  public static func message(for event: Event) -> String {
    let (low, high) = (event.evidence[2].percent, event.evidence[3].percent)
    return event.fault == "levels.luma"
      ? "luma out of range in \(event.evidence[0].percent) of the picture\(event.lasting)"
      : "colors out of range, from \(low) to \(high), in \(event.evidence[1].percent) of the picture\(event.lasting)"
  }
}

extension Levels {
  public static let examples = [
    Example(
      "white above white in one and a half hundredths of the picture",
      Scene.street(count: 40).changing(10..<30) { _, picture in picture.fill(.twentyCells, with: Ink(y: 250)) },
      .event("levels.luma", 10..<30)),
    Example(
      "a full-range picture flagged as narrow",
      Scene.street(count: 40).showing(.wedge(0...255, count: 20), in: 10..<30), .event("levels.luma", 10..<30)),
    Example(
      "a blue that no display can show in a tenth of the picture",
      Scene.street(count: 40).changing(10..<30) { _, picture in
        picture.fill(Region(x: 0.25, y: 1 / 3, width: 0.25, height: 1 / 3), with: Ink(y: 110, cb: 230, cr: 128))
      },
      .event("levels.gamut", 10..<30)),
    .nearMiss("color bars of 100 %", Scene.bars(1, count: 20)),
    .nearMiss("color bars of 75 %", Scene.bars(0.75, count: 20)),
    .nearMiss(
      "white above white in half a hundredth",
      Scene.street(count: 20).changing { _, picture in picture.fill(.sixCells, with: Ink(y: 250)) }),
    .nearMiss("a gray wedge from black to white", Scene.wedge(16...235, count: 20)),
  ]
}

extension Region {
  /// 20 of 1296 squares of 4x4 samples in a picture of 192x108: 1.5 %.
  fileprivate static let twentyCells = Region(x: 48 / 192, y: 32 / 108, width: 20 / 192, height: 16 / 108)
  /// 6 of them: 0.5 %.
  fileprivate static let sixCells = Region(x: 48 / 192, y: 32 / 108, width: 12 / 192, height: 8 / 108)
}
