public import Uncanny
internal import UncannyScenes

/// A coding grid that shows.
public struct Blockiness: Exemplified {
  /// By how much the step across a grid line must exceed that beside it, in code values.
  public var step: Float = 1.2
  /// And by what share of the picture's mean step.
  public var contrast: Float = 0.25

  /// The sides that blocks have in the codecs of the trade, in samples.
  private static let periods = [8, 16]
  /// So many grid lines must fit into the picture to speak of a grid.
  private static let leastLines = 5

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    var excess: Float = 0
    var best = 0
    for period in Self.periods {
      guard
        let across = Self.excess(in: measurements.profile.columns, every: period, over: measurements.geometry.height),
        let down = Self.excess(in: measurements.profile.rows, every: period, over: measurements.geometry.width)
      else { continue }
      // a grid has lines both ways; a fence, a staircase or a ticker has not
      let weaker = min(across, down)
      if weaker > excess || best == 0 {
        excess = max(0, weaker)
        best = period
      }
    }
    guard best > 0 else { return nil }
    let energy = max(measurements.profile.energy, 0.01)
    let isVisible = excess >= contrast * energy
    return Finding(
      score: isVisible ? min(1, 0.5 * excess / step) : 0, confidence: min(1, 0.5 + excess / energy / 2),
      evidence: SIMD4(excess, excess / energy, Float(best), 0))
  }

  /// The mean step across lines `period` apart less that of their neighbours, at the phase where it is greatest, in code
  /// values; `nil` where the side is too short.
  private static func excess(in profile: [UInt32], every period: Int, over length: Int) -> Float? {
    guard profile.count >= leastLines * period, length > 0 else { return nil }
    var greatest: Float = 0
    for phase in 0..<period {
      var sum: Float = 0
      var lines: Float = 0
      var line = phase < 2 ? phase + period : phase
      while line + 1 < profile.count {
        sum += Float(profile[line]) - (Float(profile[line - 1]) + Float(profile[line + 1])) / 2
        lines += 1
        line += period
      }
      if lines > 0 { greatest = max(greatest, sum / lines) }
    }
    return greatest / Float(length)
  }
}

extension Blockiness {
  public static let needs: Features = .profile

  public static let parameters = [
    Parameter<Blockiness>("step", \.step, in: 0.1...20, unit: "code values", "how far the grid must stand out"),
    Parameter<Blockiness>(
      "contrast", \.contrast, in: 0...4, unit: "mean steps", "how far it must stand out against the picture's texture"),
  ]

  public static let card = Card(
    id: "blockiness", family: .signal, title: "visible coding blocks", faults: [Card.Fault(title: "visible blocks")],
    severity: Escalation(.warning), delay: .milliseconds(160),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.35, hold: .milliseconds(100), release: .milliseconds(300)),
    evidence: ["excess (code values)", "contrast (mean steps)", "grid (samples)"],
    sees: "Squares of 8 or 16 samples: too low a bit rate, a decoder without its deblocking filter, lost slices.",
    why: "Viewers see blocks before they see anything else.",
    method:
      "The absolute step from each column to the next is summed over the rows, and from each row to the next over "
      + "the columns. A grid raises these sums at a regular distance: the excess is the mean step at the lines of a grid "
      + "less that beside them, for each phase, and the weaker of the two directions counts. It is a fault from 1.2 code "
      + "values on, and when it is a quarter of the mean step. Ordinary filmed and generated clips stay below 0.6; clips "
      + "coded at a quantiser of 46 without deblocking reach 1.7 to 5.9.",
    limits: "A picture that was scaled after coding has a grid of another size, which is not looked for. Local damage "
      + "counts only by its share of the picture. Pixel art and mosaics are grids.",
    undecided: "the picture is smaller than five blocks",
    references: [
      "Wang, Sheikh, Bovik, No-reference perceptual quality assessment of JPEG compressed images, ICIP 2002 (the idea)"
    ])

  public static func message(for event: Event) -> String {
    "blocks of \(Int(event.evidence[2])) samples stand out by \(event.evidence[0].tenths) code values\(event.lasting)"
  }
}

extension Blockiness {
  public static let examples = [
    Example(
      "blocks of eight samples in a part of the clip",
      Scene.street(count: 40).blocks(8, in: 10..<30), .event("blockiness", 10..<30)),
    Example("blocks of sixteen samples all along", Scene.street(count: 20).blocks(16), .event("blockiness", 0..<20)),
    .nearMiss("a street under grain", Scene.street(count: 20).grain(3)),
    .nearMiss("a fence that stands on the grid", Scene.fence(count: 20)),
    .nearMiss("blocks that come and go within three frames", Scene.street(count: 30).blocks(8, in: 10..<12)),
  ]
}
