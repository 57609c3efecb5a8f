public import Uncanny
internal import UncannyScenes

/// A programme that is louder or softer than was asked for.
public struct Loudness: ExemplifiedSound {
  /// What the programme should have.
  public var target: Float = -23
  /// By how much it may be off.
  public var tolerance: Float = 20

  public init() {}

  public mutating func inspect(_ measurements: borrowing SoundMeasurements) -> Finding? { nil }

  public mutating func conclude(_ measurements: borrowing SoundMeasurements) -> Finding? {
    let loudness = measurements.program.loudness
    // what is shorter than 3 s is measured, but not judged
    guard loudness.highestShortTerm != nil, let integrated = loudness.integrated else { return nil }
    let score = min(1, 0.5 * abs(integrated - target) / max(0.1, tolerance))
    let peak = Self.decibels(measurements.program.truePeak)
    return Finding(score: score, evidence: [integrated, target, peak, 0])
  }

  public func values(_ measurements: borrowing SoundMeasurements) -> [String: Float] {
    let loudness = measurements.program.loudness
    var values = ["true peak (dBTP)": Self.decibels(measurements.program.truePeak)]
    values["integrated (LUFS)"] = loudness.integrated
    values["range (LU)"] = loudness.range
    values["highest momentary (LUFS)"] = loudness.highestMomentary
    values["highest short-term (LUFS)"] = loudness.highestShortTerm
    return values
  }

  private static func decibels(_ amplitude: Float) -> Float { Float(Uncanny.decibels(Double(amplitude * amplitude))) }
}

extension Loudness {
  public static let parameters = [
    Parameter<Loudness>("target", \.target, in: -70...0, unit: "LUFS", "how loud the programme should be"),
    Parameter<Loudness>("tolerance", \.tolerance, in: 0.1...60, unit: "LU", "by how much it may be off"),
  ]

  public static let card = Card(
    id: "loudness", family: .audio, title: "programme loudness",
    faults: [Card.Fault(title: "loudness off the target")],
    severity: Escalation(.warning), scope: .program, delay: .zero,
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero),
    evidence: ["integrated (LUFS)", "target (LUFS)", "true peak (dBTP)"],
    sees:
      "A programme whose integrated loudness lies further from the target than is tolerated. Whatever the verdict, the report "
      + "has the integrated loudness, its range, the highest momentary and short-term loudness, and the true peak.",
    why: "Programmes that do not keep to one loudness make people reach for the remote control, and are sent back.",
    method:
      "ITU-R BS.1770-4 with the weighting computed for the sample rate at hand; the gates of EBU Tech 3341 (-70 LUFS, then "
      + "10 LU below the mean) over blocks of 400 ms every 100 ms; the range of EBU Tech 3342 over 3 s. Blocks are counted in bins "
      + "of 0.01 LU. Channels count by their places: those at the side 1.5 dB more, effects not at all. Where no "
      + "delivery is declared 20 LU around -23 LUFS are tolerated: clips of 3 s and more lay between -39.6 and -6.7 LUFS. "
      + "EBU R 128 tolerates 1 LU.",
    limits:
      "Judged when all is over, so that a feed that never ends is never judged. A programme of less than 3 s is measured, not "
      + "judged. Of several tracks only the first is heard. A seek in the middle begins the measurement anew.",
    undecided: "less than 3 s of sound, or none above -70 LUFS",
    references: ["ITU-R BS.1770-4", "EBU R 128, 2020", "EBU Tech 3341", "EBU Tech 3342"])

  public static func message(for event: Event) -> String {
    let off = event.evidence[0] - event.evidence[1]
    return "\(event.evidence[0].tenths) LUFS, \(abs(off).tenths) LU \(off < 0 ? "below" : "above") the target"
  }
}

extension Loudness {
  public static let examples = [
    SoundExample(
      "a programme that can hardly be heard", SoundScene.tone(997, level: -50, length: 5), .event("loudness", 0..<5)),
    .nearMiss("a tone at the target", SoundScene.tone(997, level: -23, length: 5)),
    .nearMiss("a soft programme", SoundScene.speech(level: -38, length: 5)),
  ]
}
