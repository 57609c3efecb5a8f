public import Uncanny
internal import UncannyScenes

/// Something that is there from one moment to the next, or gone.
public struct Pop: Exemplified {
  /// How much must change: cells times code values.
  public var size: Float = 300
  /// How much of what is around must go on as before.
  public var peace: Float = 0.92

  private var appearances: Appearances?
  private var clusters = Clusters(columns: 0, rows: 0)
  /// What came or went, and was too little to tell by itself.
  private var hints: [Hint] = []

  /// A change that may be one half of coming and going.
  private struct Hint: Sendable {
    var stamp: Stamp
    var square: (column: Float, row: Float)
    var signed: Float
    var size: Float
  }

  /// A cluster that is judged.
  private struct Candidate {
    var label: Int
    var cells: Float
    var change: Float
    var signed: Float
    /// The share of the changes nearby, over all moments known, that come now.
    var sudden: Float
    /// The share of all that changes now.
    var own: Float
    /// The share of the steady among the points around.
    var peace: Float
  }

  /// A square with so many changed cells belongs to a cluster, and a cluster has so many.
  private static let fewest: Float = 2
  private static let least: Float = 5
  /// So much of it must come at once, and so much of what changes must be it.
  private static let suddenness: Float = 0.85
  private static let singleness: Float = 0.7
  /// Of two halves, one of which undoes the other, each must have so much, in so peaceful a place.
  private static let half: Float = 40
  private static let halfPeace: Float = 0.7
  /// They come within this time, and this many squares.
  private static let patience = ClockTime.seconds(1.5)
  private static let nearby: Float = 3
  /// Squares around a cluster that are looked at, all within the picture, and points that there must be.
  private static let ring = 3
  private static let witnesses = 8

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    guard measurements.flow.isFresh, measurements.trails.count > 0 else { return nil }
    if appearances == nil {
      appearances = Appearances(count: measurements.trails.count)
      clusters = Clusters(columns: measurements.trails.columns, rows: measurements.trails.rows)
    }
    appearances?.take(measurements.trails)
    guard let appearances, appearances.isReady else { return nil }
    var total: Float = 0
    for square in 0..<appearances.count { total += appearances.square(square).cells }
    guard total >= Self.least else { return .clean }
    clusters.find { appearances.square($0).cells >= Self.fewest }
    guard !clusters.sizes.isEmpty else { return .clean }
    let steady = appearances.steadiness(measurements.trails)
    let stamp = measurements.trails.stamp(ago: Appearances.lag)
    hints.removeAll { stamp.running - $0.stamp.running > Self.patience }
    var worst = Finding.clean
    for label in clusters.sizes.indices {
      guard let candidate = candidate(label, of: total, appearances, steady), let found = judge(candidate, at: stamp)
      else {
        continue
      }
      if found.score > worst.score {
        worst = found
        worst.regions = [clusters.region(of: label, measurements)]
        worst.end = measurements.trails.stamp(ago: Appearances.lag - 1)
      }
    }
    return worst
  }

  private func candidate(_ label: Int, of total: Float, _ appearances: Appearances, _ steady: [Bool?]) -> Candidate? {
    let bounds = clusters.bounds(of: label)
    guard min(bounds.columns.lowerBound, bounds.rows.lowerBound) >= Self.ring,
      bounds.columns.upperBound + Self.ring < clusters.columns, bounds.rows.upperBound + Self.ring < clusters.rows
    else { return nil }
    var candidate = Candidate(label: label, cells: 0, change: 0, signed: 0, sudden: 0, own: 0, peace: 0)
    var (now, ever, followers, known): (Float, Float, Int, Int) = (0, 0, 0, 0)
    for row in bounds.rows.lowerBound - Self.ring...bounds.rows.upperBound + Self.ring {
      for column in bounds.columns.lowerBound - Self.ring...bounds.columns.upperBound + Self.ring {
        let square = row * clusters.columns + column
        let distance = clusters.distance(of: square, to: label, atMost: Self.ring + 1)
        guard distance <= Self.ring else { continue }
        if distance == 0 {
          candidate.cells += appearances.square(square).cells
          candidate.change += appearances.square(square).change
          candidate.signed += appearances.square(square).signed
        }
        for offset in -Appearances.reach...Appearances.reach {
          let cells = appearances.square(square, at: offset).cells
          ever += cells
          if abs(offset) <= 1 { now += cells }
        }
        if distance > 1, let isSteady = steady[square] {
          known += 1
          followers += isSteady ? 1 : 0
        }
      }
    }
    guard candidate.cells >= Self.least, known >= Self.witnesses, ever > 0 else { return nil }
    candidate.sudden = now / ever
    candidate.own = candidate.cells / total
    candidate.peace = Float(followers) / Float(known)
    return candidate
  }

  private mutating func judge(_ candidate: Candidate, at stamp: Stamp) -> Finding? {
    guard candidate.sudden >= Self.suddenness, candidate.own >= Self.singleness else { return nil }
    let confidence = candidate.sudden * min(1, candidate.peace + 0.1)
    if candidate.change >= size, candidate.peace >= peace {
      return Finding(
        score: score(candidate.change / size), confidence: confidence, onset: stamp, evidence: evidence(candidate))
    }
    guard candidate.change >= Self.half, candidate.peace >= Self.halfPeace else { return nil }
    let bounds = clusters.bounds(of: candidate.label)
    let hint = Hint(
      stamp: stamp,
      square: (
        Float(bounds.columns.lowerBound + bounds.columns.upperBound) / 2,
        Float(bounds.rows.lowerBound + bounds.rows.upperBound) / 2
      ), signed: candidate.signed, size: candidate.change)
    defer { if hints.count < 16 { hints.append(hint) } }
    let undone = hints.first {
      abs($0.square.column - hint.square.column) <= Self.nearby && abs($0.square.row - hint.square.row) <= Self.nearby
        && $0.signed * hint.signed < 0 && $0.stamp.running < stamp.running
    }
    guard let undone else { return nil }
    return Finding(
      score: score(1 + (undone.size + hint.size) / size), confidence: 0.8 * confidence, onset: stamp,
      evidence: evidence(candidate))
  }

  private func score(_ ratio: Float) -> Float { min(1, 0.5 + 0.125 * max(0, ratio - 1)) }

  private func evidence(_ candidate: Candidate) -> SIMD4<Float> {
    SIMD4(candidate.cells, candidate.change / max(1, candidate.cells), candidate.peace, candidate.own)
  }
}

extension Pop {
  public static let needs: Features = .trails

  public static let parameters = [
    Parameter<Pop>("size", \.size, in: 20...100_000, unit: "cells x code values", "how much must change at once"),
    Parameter<Pop>(
      "peace", \.peace, in: 0...1, unit: "share of the points around", "how much of what is around must go on as before"
    ),
  ]

  public static let card = Card(
    id: "pop", family: .continuity, title: "something that pops in or out", faults: [Card.Fault(title: "pop")],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(600),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .milliseconds(300)),
    evidence: ["changed (cells)", "change (code values)", "peace (share)", "share of all that changed (share)"],
    sees:
      "A part of the picture that is there from one frame to the next, or gone, while what is around it goes on as "
      + "before: a mirror, a wheel, a sign.",
    why:
      "Generators forget parts and make them up again. Little in the world comes or goes within a frame, and what "
      + "does is lit.",
    method:
      "About two thousand points are followed through the shot. Around each are sixteen cells; a cell changes when "
      + "its mean over the four moments from a moment on is 10 code values and more from that of the five before, "
      + "and three times what it varies on both sides. Changed cells that touch are one change. It is told when it "
      + "is away from the edge of the picture, when 85 % of all that changes nearby in nine moments changes within "
      + "one of it (what moves past changes one place after the other), when it is 70 % of all that changes in the "
      + "picture, and when 92 % of the points around were found all the time and went on evenly. A smaller change "
      + "counts if another at that place undoes it within 1.5 s. The score is 0.5 at a change of 300 cells x code "
      + "values, and grows by 0.125 with each further 300. Measured: a wheel that vanishes, 38 cells by 55 code "
      + "values; a mirror that is gone for half a second, 8 and 5 cells by 10; of 5.3 minutes of filmed clips, on "
      + "which the conditions were chosen, none is told of.",
    limits:
      "A light that is switched on, a screen that changes and a caption that appears are the same to it. What "
      + "comes slowly, within more than two moments, or behind something that moves is not seen, nor what comes in "
      + "the first 0.4 s of a shot.",
    undecided: "no shot lasted long enough, or the picture is too small",
    references: [
      "Huang et al., VBench: comprehensive benchmark suite for video generative models, CVPR 2024 (for comparison: "
        + "consistency as one number for a clip)"
    ])

  public static func message(for event: Event) -> String {
    "something appears or is gone from one frame to the next: \(Int(event.evidence[0])) cells, "
      + "by \(Int(event.evidence[1])) code values"
  }
}

extension Pop {
  public static let examples = [
    Example(
      "a thing stands there all at once", Scene.ground(count: 45, covered: 20..<45).grain(1),
      .event("pop", 20..<21, tolerance: 1)),
    .nearMiss("a thing that always was there", Scene.ground(count: 40, covered: 0..<40).grain(1)),
    .nearMiss("things go past", Scene.street(count: 40).scaled(by: 2)),
    .nearMiss(
      "the whole picture flashes", Scene.ground(count: 40, isWhole: true, tinted: { SIMD3($0 == 20 ? 30 : 0, 0, 0) })),
  ]
}
