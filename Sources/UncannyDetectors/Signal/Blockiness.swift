public import Uncanny
internal import UncannyScenes

/// A coding grid that shows.
public struct Blockiness: Exemplified {
  /// By how much the step across a grid line must exceed that beside it, in code values, weighed by how far it stands out
  /// against the picture's texture.
  public var visibility: Float = 0.9

  /// The scale, other than 1, at which a grid was seen last, as an index into `scales`; across and down.
  private var seen = SIMD2<Int>(0, 0)
  /// The next scale that is tried.
  private var next = 0

  /// The sides that blocks have in the codecs of the trade, in samples.
  private static let sides: InlineArray<3, Float> = [8, 16, 32]
  /// By how much pictures are scaled after they were coded: between the sizes of the trade.
  private static let scales: [Float] = [
    1.5, 4.0 / 3, 2, 3, 2.25, 2.667, 1.875, 1.25, 1.125, 1.2, 1.667, 1.778, 2.5, 0.75, 0.667, 0.5,
  ]
  /// So many grid lines must fit into the picture to speak of a grid.
  private static let leastLines: Float = 6
  /// So many standard deviations off an even chance no grid is that is not there, whatever is tried.
  private static let certain: Float = 4
  /// Lines that stand out by more times the mean step weigh no more.
  private static let mostContrast: Float = 2

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let (columns, rows) = (measurements.profile.columns, measurements.profile.rows)
    let (width, height) = (Float(measurements.geometry.width), Float(measurements.geometry.height))
    guard Float(min(columns.count, rows.count)) >= Self.leastLines * Self.sides[0] else { return nil }
    next = (next + 1) % Self.scales.count
    let across = Self.strongest(in: columns, over: height, scales: Self.scales[seen[0]], Self.scales[next])
    let down = Self.strongest(in: rows, over: width, scales: Self.scales[seen[1]], Self.scales[next])
    if across.scale != 1 { seen[0] = Self.scales.firstIndex(of: across.scale) ?? 0 }
    if down.scale != 1 { seen[1] = Self.scales.firstIndex(of: down.scale) ?? 0 }
    // a grid has lines both ways; a fence, a staircase or a ticker has not
    let excess = min(across.excess, down.excess)
    let contrast = excess / max(measurements.profile.energy, 0.01)
    return Finding(
      score: min(1, 0.5 * excess * min(contrast, Self.mostContrast) / visibility),
      confidence: min(1, 0.5 + contrast / 2), evidence: SIMD4(excess, contrast, across.period, down.period))
  }

  /// A grid in one direction.
  private struct Grid {
    var scale: Float = 1
    var period: Float = 0
    /// The mean step across its lines less that beside them, in code values.
    var excess: Float = 0
    /// The excess, weighed by the root of the number of lines: how hard it is to come by it by chance.
    var weight: Float = 0
  }

  /// The grid that stands out most, at its own scale or at one of two others.
  private static func strongest(in profile: [UInt32], over length: Float, scales first: Float, _ second: Float) -> Grid
  {
    var best = Grid()
    // a small picture has not the lines to be that certain: there, nearly all of its eighths must stand out
    let enough = min(certain, 0.97 * (Float(profile.count) / sides[0]).squareRoot())
    let scales: InlineArray<3, Float> = [1, first, second]
    for place in scales.indices {
      for index in sides.indices {
        let period = sides[index] * scales[place]
        guard period >= 4, Float(profile.count) >= leastLines * period else { continue }
        for phase in 0..<Int(period.rounded(.up)) {
          let lines = Lines(of: profile, every: period, from: phase)
          let excess = lines.excess / length
          let weight = excess * lines.count.squareRoot()
          if lines.certainty >= enough, weight > best.weight {
            best = Grid(scale: scales[place], period: period, excess: excess, weight: weight)
          }
        }
      }
    }
    return best
  }

  /// The lines of one grid.
  private struct Lines {
    var count: Float = 0
    /// The mean by which they exceed their neighbors, in the unit of the profile.
    var excess: Float = 0
    /// By how many standard deviations more of them exceed their neighbors than the half that chance gives: one strong edge of
    /// the scene counts no more than any other line.
    var certainty: Float = 0

    init(of profile: [UInt32], every period: Float, from phase: Int) {
      var sum: Float = 0
      var raised: Float = 0
      var place = Float(phase) + (phase < 2 ? period : 0)
      while true {
        let line = Int(place.rounded())
        guard line + 1 < profile.count else { break }
        let excess = Float(profile[line]) - (Float(profile[line - 1]) + Float(profile[line + 1])) / 2
        sum += excess
        if excess > 0 { raised += 1 }
        count += 1
        place += period
      }
      guard count > 0 else { return }
      excess = sum / count
      certainty = (2 * raised - count) / count.squareRoot()
    }
  }
}

extension Blockiness {
  public static let needs: Features = .profile

  public static let parameters = [
    Parameter<Blockiness>(
      "visibility", \.visibility, in: 0.05...20, unit: "code values",
      "how far the grid must stand out, weighed by how far it exceeds the texture")
  ]

  public static let card = Card(
    id: "blockiness", family: .signal, title: "visible coding blocks", faults: [Card.Fault(title: "visible blocks")],
    severity: Escalation(.warning), delay: .milliseconds(160),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.25, hold: .milliseconds(100), release: .seconds(1)),
    evidence: ["excess (code values)", "contrast (mean steps)", "grid across (samples)", "grid down (samples)"],
    sees:
      "Squares of 8, 16 or 32 samples, or of what became of them by scaling: too low a bit rate, a decoder without its "
      + "deblocking filter, lost slices.",
    why: "Viewers see blocks before they see anything else.",
    method:
      "The absolute step from each column to the next is summed over the rows, and from each row to the next over "
      + "the columns. A grid raises these sums at a regular distance: the excess is the mean step at the lines of a grid "
      + "less that beside them, for each phase, and the weaker of the two directions counts. How visible it is, is the "
      + "excess times its ratio to the picture's mean step, up to two: texture hides blocks. A fault from 0.9 code values "
      + "on. Clips coded at a quantiser of 46 without deblocking "
      + "reach 2.5 to 4.4. Of 166 filmed, drawn and generated clips seven are told of, six of them generated. Each frame is searched for grids of 8, "
      + "16 and 32, for the scaled grid that was seen last, and for one more of sixteen scales in turn, so that a scaled grid "
      + "is found at most 16 frames later.",
    limits: "A scale that lies between those of the trade is not looked for. Local damage "
      + "counts only by its share of the picture. Pixel art and mosaics are grids.",
    undecided: "the picture is smaller than six blocks",
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
    Example(
      "blocks of sixteen samples all along", Scene.street(count: 12).scaled(by: 3).blocks(16),
      .event("blockiness", 0..<12)),
    .nearMiss("a street under grain", Scene.street(count: 20).grain(3)),
    .nearMiss("a fence that stands on the grid", Scene.fence(count: 20)),
    .nearMiss("blocks that come and go within three frames", Scene.street(count: 30).blocks(8, in: 10..<12)),
  ]
}
