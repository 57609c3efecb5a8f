public import Uncanny
internal import UncannyScenes

/// Sound that stops, or never began, although there is a track for it.
public struct Silence: ExemplifiedSound {
  /// Below this level a channel is silent.
  public var level: Float = -60

  /// How much louder the other channel of a pair must be for one to be missed.
  private static let contrast: Float = 20
  /// For so long the other channel is taken to go on after it was last heard.
  private static let pause = ClockTime.seconds(1)

  /// Whether anything has been heard.
  private var hasHeard = false
  /// When each of the first two channels was last well heard.
  private var heard: (ClockTime?, ClockTime?)

  public init() {}

  public mutating func inspect(_ measurements: borrowing SoundMeasurements) -> Finding? {
    var loudest = -Float.infinity
    for channel in measurements.channels { loudest = max(loudest, Self.level(of: channel)) }
    guard loudest >= level else {
      return Finding(fault: hasHeard ? 0 : 1, score: 1, evidence: [loudest, loudest, 0, 0])
    }
    hasHeard = true
    guard measurements.channels.count > 1 else { return .clean }
    let levels = (Self.level(of: measurements.channels[0]), Self.level(of: measurements.channels[1]))
    let now = measurements.stamp.running
    if levels.0 >= level + Self.contrast { heard.0 = now }
    if levels.1 >= level + Self.contrast { heard.1 = now }
    if levels.0 < level, let other = heard.1, now - other <= Self.pause { return missing(1, levels.0, loudest) }
    if levels.1 < level, let other = heard.0, now - other <= Self.pause { return missing(2, levels.1, loudest) }
    return Finding(score: 0, evidence: [loudest, min(levels.0, levels.1), 0, 0])
  }

  private func missing(_ channel: Float, _ own: Float, _ loudest: Float) -> Finding {
    Finding(fault: 2, score: 0.7, confidence: 0.8, evidence: [loudest, own, channel, 0])
  }

  private static func level(of channel: ChannelLevels) -> Float { Float(decibels(channel.meanSquare)) }
}

extension Silence {
  public static let parameters = [
    Parameter<Silence>("level", \.level, in: -120...0, unit: "dBFS", "below what mean level a channel is silent")
  ]

  public static let card = Card(
    id: "silence", family: .audio, title: "silence",
    faults: [
      Card.Fault(
        title: "sound that stops",
        severity: Escalation(.warning, [.init(after: .seconds(10), severity: .error)])),
      Card.Fault(
        "mute", title: "nothing to be heard from the beginning on",
        severity: Escalation(.info, [.init(after: .seconds(30), severity: .warning)])),
      Card.Fault("channel", title: "one of two channels silent", severity: Escalation(.info)),
    ],
    severity: Escalation(.warning), delay: .milliseconds(2520),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .milliseconds(2500), release: .milliseconds(100)),
    evidence: ["level (dBFS)", "channel level (dBFS)", "channel (number)"],
    sees:
      "A track in which there is nothing to hear. `silence` is sound that stops; `silence.mute` is a track that has been "
      + "silent since it began, which is information until it has lasted for half a minute; `silence.channel` is one of "
      + "the first two channels that is silent while the other is heard.",
    why: "Sound that is gone is the first thing that viewers call about, and no check of the picture sees it.",
    method:
      "The mean square of each channel is taken in steps of 20 ms. A step is silent when no channel reaches -60 dBFS, the "
      + "threshold of FFmpeg and of monitors of the trade: a recording that lies below it throughout, as one of 45 clips did, counts as silent. A "
      + "channel is missed when it is that silent and the other was 20 dB louder within the last second. It is told of after two and a half seconds, so that three seconds are found "
      + "wherever they begin.",
    limits:
      "A pause that is meant is silence too. A constant offset counts as level. Silence under noise above the "
      + "level is not seen. Of more than two channels only the first two are compared with each other.",
    undecided: "less than a step of 20 ms of sound",
    references: ["EBU QC: audio silence", "FFmpeg, silencedetect (for comparison: -60 dB for 2 s)"])

  public static func message(for event: Event) -> String {
    switch event.fault {
    case "silence": "no sound\(event.lasting)"
    case "silence.mute": "no sound from the beginning on\(event.lasting)"
    default: "\(event.evidence[2] < 1.5 ? "first" : "second") channel silent\(event.lasting)"
    }
  }
}

extension Silence {
  public static let examples = [
    SoundExample(
      "sound stops for four seconds", SoundScene.speech(length: 8).silenced(2..<6), .event("silence", 2..<6)),
    SoundExample(
      "only faint noise is left", SoundScene.speech(length: 8).gain(-44, in: 2..<6), .event("silence", 2..<6)),
    SoundExample(
      "a track that begins with four seconds of nothing", SoundScene.speech(length: 6).silenced(0..<4),
      .event("silence.mute", 0..<4)),
    SoundExample(
      "the second channel stops", SoundScene.speech(length: 7).silenced(2..<6, channel: 1),
      .event("silence.channel", 2..<6)),
    .nearMiss("a pause of two seconds", SoundScene.speech(length: 6).silenced(2..<4)),
    .nearMiss("a room that is only heard to be there", SoundScene.speech(length: 6).gain(-28, in: 2..<6)),
    .nearMiss("one channel that is 30 dB softer", SoundScene.speech(length: 5).changing { $1 == 0 ? $0 : $0 * 0.03 }),
  ]
}
