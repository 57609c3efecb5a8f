public import Uncanny
internal import UncannyScenes

/// A double image: the picture of another moment lies in this one.
public struct Ghost: Exemplified {
  /// How much of what moves must show it.
  public var share: Float = 0.5
  /// How many parts of the picture must show it, each a fifteenth of the width.
  public var parts: Float = 8
  /// How much two moments must have in common.
  public var likeness: Float = 0.08

  private var echoes = Echoes()
  private var mixtures = Mixtures()

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let now = measurements.stamp
    echoes.take(measurements.cells, at: now)
    mixtures.take(echoes, at: now)
    if let run = mixtures.run(at: now) {
      return Finding(
        fault: 1, score: 0.5 + 0.5 * run.length / (1 + run.length), confidence: 0.9, onset: run.since,
        evidence: SIMD4(run.distance, run.remainder, 1, 0))
    }
    guard let echo = echoes.judge(least: likeness) else {
      return mixtures.isMoving ? Finding(score: 0) : nil
    }
    let evidence = SIMD4(Float(echo.delay), echo.likeness, echo.share, Float(echo.parts))
    guard echo.share >= share, Float(echo.parts) >= parts else {
      return Finding(score: 0.4 * min(1, echo.share / max(share, 0.01)), evidence: evidence)
    }
    return Finding(
      fault: 0, score: min(1, 0.5 + echo.likeness),
      confidence: min(0.95, 0.3 + 0.6 * echo.share + 0.01 * Float(echo.parts)),
      evidence: evidence)
  }
}

extension Ghost {
  public static let needs: Features = []

  public static let parameters = [
    Parameter<Ghost>("share", \.share, in: 0...1, unit: "share of what moves", "how much of it must show an echo"),
    Parameter<Ghost>("parts", \.parts, in: 1...200, unit: "parts of the picture", "how many must show an echo"),
    Parameter<Ghost>("likeness", \.likeness, in: 0.02...1, unit: "correlation", "what the two moments have in common"),
  ]

  public static let card = Card(
    id: "ghost", family: .continuity, title: "double image",
    faults: [
      Card.Fault("echo", title: "the picture of some frames ago lies over this one"),
      Card.Fault("blended", title: "frames that are mixtures of those around them"),
    ],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(2600),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(400), release: .milliseconds(400)),
    evidence: ["delay (frames)", "likeness (correlation)", "area (share of what moves)", "parts (count)"],
    sees:
      "Two moments in one picture. `ghost.echo` is a copy of what was two to eight frames ago laid over the picture, like a "
      + "second, late video; `ghost.blended` is every second or third frame made by mixing its neighbors, as cheap "
      + "conversions of the frame rate do.",
    why:
      "Everything that moves gets a second edge. Meters of blur and of motion take it for motion blur, and a still "
      + "passes for a long exposure.",
    method:
      "An echo repeats, some frames later and at the same place, every change of the picture. The difference to the "
      + "frame before is correlated with those of one to nine frames ago, in squares of 16x16 cells in which something moves, averaged "
      + "over half a second. Where the motion is fast enough to tell, a clean picture has no likeness beyond the "
      + "next frame; an echo stands out as one peak, at the same delay everywhere. What turns or repeats has several "
      + "peaks, and each thing its own. In 58 filmed clips no more than 12 % of the squares had such a peak, in "
      + "rendered wheels 33 %; a copy of 30 % laid over seventeen gave 41 to 100 % in nine at every delay "
      + "tried, in three at some, and could not be told in five. A blended frame is the mean of "
      + "its neighbors to within a quarter of what those are from theirs; ten within 2 s at even distances are a run. "
      + "Filmed clips have no more than three in sixteen frames, at uneven distances.",
    limits:
      "Slow motion hides an echo: the second edge lies within the first, and nothing is told. An echo of a single frame, "
      + "frames mixed from neighbors that are not in the stream, such as 24 in 30 by mixing, and single mixed frames are "
      + "not seen. A dissolve is none: it mixes all frames alike. A coder with very few bits may itself make frames by "
      + "mixing.",
    undecided: "too little moves fast enough to tell",
    references: ["Bogert, Healy and Tukey, The quefrency alanysis of time series for echoes, 1963"])

  public static func message(for event: Event) -> String {
    event.fault == "ghost.echo"
      ? "picture of \(event.evidence[0].whole) frames ago lies over this one\(event.lasting)"
      : "every \(event.evidence[0] < 2.5 ? "second" : "third or fourth") frame is a mixture of its neighbors\(event.lasting)"
  }
}

extension Ghost {
  private static let pan = Scene.street(count: 70, pan: 0.03).scaled(by: 2)

  public static let examples = [
    Example(
      "a pan with a copy of four frames ago over it", pan.echoing(4, 0.3, in: 0..<70),
      .event("ghost.echo", 0..<70, tolerance: 25, late: 2)),
    Example(
      "every second frame of a pan is a mixture", pan.blended(10..<60),
      .event("ghost.blended", 10..<60, tolerance: 4)),
    .nearMiss("a fast pan", pan),
    .nearMiss("a fence goes by", Scene.fence(count: 60).scaled(by: 2)),
    .nearMiss("a pan on twos", pan.paced { $0 / 2 }),
    .nearMiss("a dissolve", pan.dissolving(to: Scene.street(count: 70, seed: 5, pan: 0.03), in: 20..<50)),
    .nearMiss("a pan that flickers", pan.pulsing(0.04, rate: 6, in: 0..<70)),
    .nearMiss("a still picture under grain", Scene.street(count: 50, pan: 0).scaled(by: 2).grain(4)),
  ]
}
