public import Uncanny
internal import UncannyScenes

/// Noise that was not there before in the shot.
public struct Noise: Exemplified {
  /// By how much its deviation must have risen, in code values.
  public var rise: Float = 2.5
  /// And to how many times what it was.
  public var factor: Float = 2

  private var norm = Norm(warmup: .milliseconds(200), memory: .seconds(2))

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let now = measurements.stamp
    let deviation = measurements.grain.deviation
    guard deviation.isFinite else { return nil }
    guard let usual = norm.value else {
      norm.follow(deviation, at: now.running)
      return Finding(score: 0, evidence: SIMD4(deviation, deviation, 0, 0))
    }
    let evidence = SIMD4<Float>(deviation, usual, 0, 0)
    let score = min((deviation - usual) / rise, deviation / max(usual * factor, 0.01)) * 0.5
    // what may be a fault is not taken for usual
    if score < 0.4 { norm.follow(deviation, at: now.running) }
    return Finding(score: max(0, min(score, 1)), confidence: 0.9, evidence: evidence)
  }
}

extension Noise {
  public static let needs: Features = .grain

  public static let parameters = [
    Parameter<Noise>("rise", \.rise, in: 0.5...30, unit: "code values", "how far the noise must rise in a shot"),
    Parameter<Noise>("factor", \.factor, in: 1...20, unit: "times", "to how many times what it was"),
  ]

  public static let card = Card(
    id: "noise", family: .signal, title: "noise that comes up within a shot", faults: [Card.Fault(title: "noise")],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(120),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.35, hold: .milliseconds(80), release: .milliseconds(100)),
    evidence: ["noise (code values)", "noise before (code values)"],
    sees: "A picture that grows noisy from one moment to the next: a bad link before an analogue or raw stage, a gain "
      + "that jumps, a generator that falls back to noise.",
    why: "Noise that comes and goes shows far more than noise that is always there, and costs bit rate.",
    method:
      "The fourth difference 1 -4 6 -4 1 along one row in four answers to noise and to little else. It is taken by "
      + "squares of 16 samples, and the calmer quarter of the squares that show anything says how strong the noise is: its "
      + "standard deviation in code values. It is held against what it has been in the same shot, followed with a memory of "
      + "two seconds: grain that was there from the start of the shot is its look, not a fault. A fault when it has risen "
      + "by 2.5 code values and has doubled. Of 166 filmed, drawn and generated clips none is told of; "
      + "with white noise of deviation 12 added and "
      + "coded again it rose by 8 to 10.",
    limits:
      "Noise in the first 0.2 s of a shot is taken for usual. Noise that rises over many seconds is followed. Rain, snow "
      + "and confetti that fill the picture all at once are noise to it.",
    undecided: "too little of the picture shows anything",
    references: [
      "Immerkaer, Fast noise variance estimation, CVIU 64(2), 1996 (the idea: a difference that structure does not answer to)",
      "MovieLabs QC Vocabulary 1.1: NOISE",
    ])

  public static func message(for event: Event) -> String {
    "noise rose from \(event.evidence[1].tenths) to \(event.evidence[0].tenths) code values\(event.lasting)"
  }
}

extension Noise {
  public static let examples = [
    Example(
      "noise for half a second", Scene.street(count: 50).grain(1).grain(9, in: 20..<35),
      .event("noise", 20..<35)),
    .nearMiss("a shot that has grain from its beginning on", Scene.street(count: 40).grain(8)),
    .nearMiss(
      "a clean shot, and then one with grain",
      Scene.street(count: 25).cut(to: Scene.street(count: 25, seed: 5).grain(8))),
    .nearMiss("grain that comes up a little", Scene.street(count: 40).grain(1).grain(1.5, in: 20..<40)),
  ]
}
