public import Uncanny
internal import UncannyScenes

/// A shot that goes soft.
public struct Blur: Exemplified {
  /// How much of its sharpness a shot must have lost.
  public var loss: Float = 0.5

  private var sharpness = Self.norm
  private var motion = Self.norm
  private var contrast = Self.norm
  /// The change from frame to frame, which falls slowly.
  private var pace: Float = 0

  private static let fading: Float = 0.7

  private static let norm = Norm(warmup: .milliseconds(200), memory: .seconds(2))
  /// A shot that is no sharper than this has nothing to lose.
  private static let soft: Float = 0.05
  /// What is more times as sharp as usual is not all believed: noise that comes up looks like detail, and must not be
  /// missed as such when it goes.
  private static let sudden: Float = 1.2
  /// How much slower a picture must move than the shot before it, as a ratio of changes, to be judged: faster is below 1.
  private static let slowest: Float = 0.75
  /// How much a picture may change from frame to frame, in steps of its means of 4x4 samples: beyond that it has moved by five
  /// samples and more, and is blurred by that.
  private static let fastest: Float = 1.2
  /// How much of the contrast of its broad areas the picture must still have, as a ratio.
  private static let sameContrast: ClosedRange<Float> = 0.8...1.25

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let detail = measurements.detail
    guard detail.sharpness.isFinite, let change = measurements.change else { return nil }
    // a repeated frame is as blurred by motion as the one that it repeats
    pace = max(change, Self.fading * pace)
    guard let usual = sharpness.value, let usualPace = motion.value, let usualContrast = contrast.value else {
      learn(detail, at: measurements.stamp)
      return nil
    }
    guard usual >= Self.soft else {
      learn(detail, at: measurements.stamp)
      return Finding(score: 0, evidence: evidence(detail, usual))
    }
    // what moves faster than before is softer by that, and what shows less, or more, is not the same picture
    let slower = (usualPace + 1) / (pace + 1)
    let kept = max(0, detail.sharpness) / usual
    let score = max(0, min(0.5 * (1 - kept) / loss, 1))
    if score < 0.4 { learn(detail, at: measurements.stamp) }
    let evidence = evidence(detail, usual)
    guard slower >= Self.slowest, pace <= Self.fastest * detail.coarse,
      Self.sameContrast.contains(detail.contrast / max(usualContrast, 0.01))
    else {
      return score < 0.4 ? Finding(score: score, evidence: evidence) : nil
    }
    return Finding(score: score, confidence: min(1, slower), evidence: evidence)
  }

  private func evidence(_ detail: Detail, _ usual: Float) -> SIMD4<Float> {
    SIMD4(detail.sharpness, usual, detail.spatialInformation, detail.temporalInformation ?? .nan)
  }

  private mutating func learn(_ detail: Detail, at now: Stamp) {
    let most = sharpness.value.map { Self.sudden * max($0, Self.soft) } ?? .infinity
    sharpness.follow(min(detail.sharpness, most), at: now.running)
    motion.follow(pace, at: now.running)
    contrast.follow(detail.contrast, at: now.running)
  }
}

extension Blur {
  public static let needs: Features = [.profile, .detail, .change]

  public static let parameters = [
    Parameter<Blur>("loss", \.loss, in: 0.1...0.95, unit: "share of the sharpness", "how much a shot must have lost")
  ]

  public static let card = Card(
    id: "blur", family: .signal, title: "shot that goes soft", faults: [Card.Fault(title: "blur")],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(240),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(200), release: .milliseconds(100)),
    evidence: ["sharpness (ratio)", "sharpness before (ratio)", "SI (code values)", "TI (code values)"],
    sees:
      "A picture that loses its fine detail within a shot: focus that is lost, a scaler or an encoder that falls back "
      + "to a lower size, a generator that loses the picture.",
    why: "A soft shot may be meant; a shot that goes soft is seen by everybody.",
    method:
      "The mean step between neighbors is held against the mean step between means of 4x4 samples. In a soft picture the "
      + "former is a quarter of the latter, whatever it shows; what goes beyond that is sharpness: 0.1 to 0.4 in "
      + "ordinary shots. It is compared to what it has been in the same shot, followed with a memory of two seconds: a "
      + "shot that was soft from its beginning is not a fault. A fault when half is lost while the picture moves at most a third "
      + "faster than before and by less than about five samples, as motion blurs by itself, and keeps the contrast of its broad areas within a quarter, as blur does and "
      + "another view does not. At their worst, three shots blurred with a deviation of "
      + "1.5 samples kept 23, 33 and 36 %, with 4 samples 6, 8 and 13 %. The conditions were set while looking at 166 filmed, "
      + "drawn and generated clips, of which two generated ones are told of.",
    limits:
      "A shot that is soft already cannot go soft. A pull of focus on purpose is blur to it. What blurs only a part of the "
      + "picture counts by that part of the detail. Blur in the first 0.2 s of a shot is taken for usual.",
    undecided: "no shot was long enough, or none showed detail",
    references: [
      "ITU-T P.910 (10/2023), annex: spatial information SI, which is told beside it",
      "Crete et al., The blur effect: perception and estimation with a new no-reference perceptual blur metric, SPIE 6492, "
        + "2007 (for comparison: how much a picture loses by blurring it again)",
    ])

  public static func message(for event: Event) -> String {
    let kept = event.evidence[1] > 0 ? event.evidence[0] / event.evidence[1] : .nan
    return "picture went soft, \(max(0, kept).percent) of the shot's sharpness are left\(event.lasting)"
  }
}

extension Blur {
  public static let examples = [
    Example(
      "the picture is out of focus for half a second",
      Scene.street(count: 50).grain(2).blurred(1.5, in: 20..<35), .event("blur", 20..<35)),
    .nearMiss("a shot that is soft from its beginning on", Scene.street(count: 40).grain(2).blurred(1.5)),
    .nearMiss(
      "a sharp shot, and then a soft one",
      Scene.street(count: 25).grain(2).cut(to: Scene.street(count: 25, seed: 5).grain(2).blurred(1.5))),
    .nearMiss(
      "it fades to a wall and back",
      Scene.street(count: 50).grain(2).changing(20..<35) { _, picture in
        picture.forEachLuma(in: .full) { UInt8((Int($0) + 3 * 120) / 4) }
      }),
  ]
}
