public import Uncanny
internal import UncannyScenes

/// Sound whose tops are cut off, or that reaches higher than a converter can follow.
public struct Clipping: ExemplifiedSound {
  /// How many tops cut off at one level, within half a second of one channel, are a fault.
  public var tops: Float = 4
  /// The true peak from which on sound is too high.
  public var peak: Float = 3

  /// Steps that are looked back on: half a second.
  private static let window = 25
  /// A high peak is told of after so long, unless tops cut off explain it.
  private static let patience = ClockTime.milliseconds(500)

  /// By channel, the last steps.
  private var recent: [ChannelLevels] = []
  private var slot = 0
  /// A peak that is too high, and has not been told of.
  private var candidate: (since: Stamp, peak: Float)?
  private var lastCut: ClockTime?

  public init() {}

  public mutating func inspect(_ measurements: borrowing SoundMeasurements) -> Finding? {
    let count = measurements.channels.count
    if recent.count != count * Self.window {
      recent = [ChannelLevels](repeating: ChannelLevels(), count: count * Self.window)
    }
    slot = (slot + 1) % Self.window
    var truePeak: Float = 0
    var worst = (tops: 0, rail: Float(0))
    for channel in 0..<count {
      let now = measurements.channels[channel]
      recent[channel * Self.window + slot] = now
      truePeak = max(truePeak, now.truePeak)
      // most steps have none
      guard now.runs > 0 else { continue }
      let found = cutTops(of: channel, now)
      if found > worst.tops { worst = (found, now.rail) }
    }
    let stamp = measurements.stamp
    let height = Self.decibels(truePeak)
    let score = min(1, 0.5 * Float(worst.tops) / max(1, tops))
    let evidence = SIMD4<Float>(Self.decibels(worst.rail), Float(worst.tops), height, 0)
    if score >= 0.5 {
      lastCut = stamp.running
      candidate = nil
      return Finding(fault: 0, score: score, confidence: 0.9, evidence: evidence)
    }
    if let lastCut, stamp.running - lastCut <= Self.patience { return Finding(score: score, evidence: evidence) }
    if height > peak { candidate = (candidate?.since ?? stamp, max(candidate?.peak ?? height, height)) }
    if let candidate, stamp.running - candidate.since.running >= Self.patience { return tooHigh(candidate) }
    return Finding(score: score, evidence: evidence)
  }

  public mutating func conclude(_ measurements: borrowing SoundMeasurements) -> Finding? {
    candidate.map { tooHigh($0) }
  }

  private mutating func tooHigh(_ candidate: (since: Stamp, peak: Float)) -> Finding {
    self.candidate = nil
    let score = 0.5 + 0.5 * max(0, min((candidate.peak - peak) / 6, 1))
    return Finding(
      fault: 1, score: score, confidence: 0.9, onset: candidate.since, evidence: [0, 0, candidate.peak, 0])
  }

  /// How many tops were cut off at the very height that the channel has reached, where this step has some.
  private func cutTops(of channel: Int, _ now: ChannelLevels) -> Int {
    let steps = recent[channel * Self.window..<(channel + 1) * Self.window]
    var ceiling: Float = 0
    for step in steps { ceiling = max(ceiling, step.peak) }
    guard now.rail >= 0.99 * ceiling else { return 0 }
    var count = 0
    for step in steps where step.rail >= 0.99 * ceiling { count += step.runs }
    return count
  }

  /// Of an amplitude.
  private static func decibels(_ amplitude: Float) -> Float { Float(Uncanny.decibels(Double(amplitude * amplitude))) }
}

extension Clipping {
  public static let parameters = [
    Parameter<Clipping>("tops", \.tops, in: 1...1000, unit: "tops in half a second", "how many cut off are a fault"),
    Parameter<Clipping>("peak", \.peak, in: -20...20, unit: "dBTP", "how high a true peak may be"),
  ]

  public static let card = Card(
    id: "clipping", family: .audio, title: "clipped sound",
    faults: [Card.Fault("flat", title: "tops cut off"), Card.Fault("peak", title: "true peak too high")],
    severity: Escalation(.warning), delay: .milliseconds(520),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .seconds(1)),
    evidence: ["rail (dBFS)", "tops (count)", "true peak (dBTP)"],
    sees:
      "Sound that was driven against the end of the scale: its tops are flat. `clipping.peak` is sound that is whole, but "
      + "whose true peak lies above the limit.",
    why: "What is cut off is heard as distortion, and cannot be put back.",
    method:
      "A top is cut off when three samples or more are equal, to one and a half steps of 16 bits, and the sides fall away by "
      + "at least sixteen times that. Four such tops within half a second, all at the greatest height that the channel reached "
      + "in that time, are a fault: wherever that height is, so that sound clipped first and turned down later is found "
      + "too. In 45 clips with sound, up to -7 LUFS loud, no half second had one; speech driven 14 dB too high has some "
      + "hundred a second. The true peak is that of ITU-R BS.1770-4, Annex 2, at 192 kHz or more. Lossy coding of loud masters "
      + "reached 1.8 dBTP in those clips: 3 dBTP is the limit where no delivery is declared, EBU R 128 has -1.",
    limits:
      "Lossy coding after the clipping rounds the tops off: then only the true peak may tell. A square wave is as flat as "
      + "clipped sound. A peak is not told of within half a second of tops cut off, which explain it.",
    undecided: "less than a step of 20 ms of sound",
    references: ["ITU-R BS.1770-4, Annex 2", "EBU R 128, 2020"])

  public static func message(for event: Event) -> String {
    event.fault == "clipping.flat"
      ? "sound cut off at \(event.evidence[0].tenths) dBFS\(event.lasting)"
      : "true peak of \(event.evidence[2].tenths) dBTP"
  }
}

extension Clipping {
  public static let examples = [
    SoundExample(
      "speech driven into the end of the scale",
      SoundScene.speech(level: -18, length: 4).gain(14, in: 1..<3).clipped(),
      .event("clipping.flat", 1..<3, tolerance: 0.2)),
    SoundExample(
      "a tone that is clipped, and turned down afterwards",
      SoundScene.tone(440, level: 6, length: 3).clipped().gain(-10), .event("clipping.flat", 0..<3, tolerance: 0.04)),
    SoundExample(
      "a peak of 5 dB above full scale",
      SoundScene.tone(997, level: -6, length: 4).gain(11, in: 1..<1.1),
      .event("clipping.peak", 1..<1.55, tolerance: 0.06)),
    .nearMiss("a tone that just reaches full scale", SoundScene.tone(997, level: 0, length: 2)),
    .nearMiss("a low tone at full scale in 16 bits", SoundScene.tone(50, level: 0, length: 2).clipped()),
    .nearMiss("loud speech with all its tops", SoundScene.speech(level: -16, length: 3)),
  ]
}
