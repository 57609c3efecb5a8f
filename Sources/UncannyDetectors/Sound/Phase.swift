public import Uncanny
internal import UncannyScenes

/// Two channels that cancel each other, or that are one and the same.
public struct Phase: ExemplifiedSound {
  /// A correlation below this cancels.
  public var correlation: Float = -0.6
  /// Both channels must be as loud as this.
  public var level: Float = -50

  /// Steps that are looked back on: 300 ms.
  private static let window = 15
  /// How long the sound may be too soft to judge before nothing is taken to be wrong.
  private static let pause = ClockTime.seconds(1)
  /// Channels are the same when their difference lies 60 dB below them.
  private static let sameness = 1e-6
  /// So many steps that can be heard, 3 s, are needed to call a programme mono.
  private static let enough = 150

  private var products = InlineArray<15, Double>(repeating: 0)
  private var firsts = InlineArray<15, Double>(repeating: 0)
  private var seconds = InlineArray<15, Double>(repeating: 0)
  private var slot = 0
  private var filled = 0
  /// Since when each step has cancelled.
  private var negativeSince: Stamp?
  private var lastJudged: ClockTime?
  private var heard = 0
  private var same = 0

  public init() {}

  public mutating func inspect(_ measurements: borrowing SoundMeasurements) -> Finding? {
    guard let pair = measurements.pair else { return nil }
    let (first, second) = (measurements.channels[0].meanSquare, measurements.channels[1].meanSquare)
    slot = (slot + 1) % Self.window
    products[slot] = pair.product
    firsts[slot] = first
    seconds[slot] = second
    filled = min(Self.window, filled + 1)
    let floor = decade(Double(level) / 10)
    let stamp = measurements.stamp
    if max(first, second) >= floor {
      heard &+= 1
      if pair.difference <= Self.sameness * (first + second) { same &+= 1 }
      if pair.product >= 0 { negativeSince = nil } else if negativeSince == nil { negativeSince = stamp }
    }
    guard filled == Self.window else { return nil }
    let sums = (0..<Self.window).reduce(into: (0.0, 0.0, 0.0)) { sums, index in
      sums.0 += products[index]
      sums.1 += firsts[index]
      sums.2 += seconds[index]
    }
    let mean = min(sums.1, sums.2) / Double(Self.window)
    guard mean >= floor else {
      guard let lastJudged else { return nil }
      return stamp.running - lastJudged <= Self.pause ? nil : .clean
    }
    lastJudged = stamp.running
    let found = Float(sums.0 / (sums.1 * sums.2).squareRoot())
    return judge(found, level: Float(decibels(mean)), at: stamp)
  }

  private func judge(_ found: Float, level: Float, at stamp: Stamp) -> Finding {
    let evidence = SIMD4<Float>(found, level, 0, 0)
    // 0.5 at the limit, 1 where nothing is left in mono
    let room = max(0.01, 1 + correlation)
    guard found <= correlation else {
      return Finding(score: max(0, min(0.49, -0.49 * found / max(0.01, -correlation))), evidence: evidence)
    }
    let score = 0.5 + 0.5 * min(1, (correlation - found) / room)
    let earliest = stamp.running - SoundMeasurements.step - .milliseconds(Double(20 * Self.window))
    let onset = negativeSince.flatMap { $0.running >= earliest ? $0 : nil }
    return Finding(fault: 0, score: score, confidence: 0.9, onset: onset, evidence: evidence)
  }

  public mutating func conclude(_ measurements: borrowing SoundMeasurements) -> Finding? {
    guard heard >= Self.enough, same == heard else { return nil }
    return Finding(fault: 1, score: 0.6, evidence: [1, 0, 1, 0])
  }
}

extension Phase {
  public static let parameters = [
    Parameter<Phase>("correlation", \.correlation, in: -1...0, unit: "correlation", "below what two channels cancel"),
    Parameter<Phase>("level", \.level, in: -120...0, unit: "dBFS", "how loud both must be to be judged"),
  ]

  public static let card = Card(
    id: "phase", family: .audio, title: "phase of two channels",
    faults: [
      Card.Fault("inverted", title: "channels that cancel in mono"),
      Card.Fault("mono", title: "the same in both channels throughout", severity: Escalation(.info)),
    ],
    severity: Escalation(.warning), delay: .milliseconds(1400),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .seconds(1), release: .milliseconds(200)),
    evidence: ["correlation (-1...1)", "level (dBFS)", "same (share)"],
    sees:
      "One of the first two channels with its sign turned: what stands in the middle is gone where the sound is heard in "
      + "mono. `phase.mono` is a programme of two channels that are the same from beginning to end.",
    why: "Phones, many televisions and every hall add the channels up: a voice that cancels is not there.",
    method:
      "The correlation of the two channels over 300 ms, where both are louder than -50 dBFS; a fault when it stays below -0.6 "
      + "for a second. In 45 clips with sound it never went below -0.34; a channel turned round gives what it was before with "
      + "its sign turned, for most programmes -0.7 to -1. Channels are the same when their difference lies 60 dB below "
      + "them in every step that can be heard; at least three seconds of those are needed.",
    limits:
      "Very wide sound that is turned round is not told from sound that was recorded so. Of more than two channels only the first "
      + "two are compared. That a programme is mono is said at its end.",
    undecided: "one channel, or nothing loud enough in two",
    references: ["EBU QC: phase correlation", "ITU-R BS.775-3 (downmixing)"])

  public static func message(for event: Event) -> String {
    event.fault == "phase.inverted"
      ? "channels cancel each other in mono, correlation \(event.evidence[0].tenths)\(event.lasting)"
      : "both channels are the same throughout"
  }
}

extension Phase {
  public static let examples = [
    SoundExample(
      "the second channel is turned round for two seconds", SoundScene.speech(length: 6).inverted(in: 2..<4),
      .event("phase.inverted", 2..<4, tolerance: 0.3)),
    SoundExample("mono in two channels", SoundScene.speech(length: 5, width: 0), .event("phase.mono", 0..<5)),
    .nearMiss("wide sound", SoundScene.speech(length: 4, width: 0.9)),
    .nearMiss("turned round for half a second", SoundScene.speech(length: 4).inverted(in: 2..<2.5)),
    .nearMiss(
      "one voice from the middle among others", SoundScene.speech(length: 4, width: 0).then(.speech(length: 2))),
  ]
}
