import Uncanny
import UncannyScenes

/// How a piece of sound is put before an inspector. None of these changes what there is to hear.
enum SoundVariation: String, CaseIterable, Sendable {
  case asWritten, anHourLater, inOneBlock, inShortBlocks, jittered, afterFlush, twiceInOneInspector
  case at44, at96
}

/// What a sound inspector said about a scene.
struct Hearing {
  /// The events that have ended, in the order in which they began.
  private(set) var events: [Event] = []
  private(set) var summary: Summary
  /// The time at which the scene begins.
  private(set) var first = ClockTime.zero

  init(_ scene: SoundScene, plan: Plan, _ variation: SoundVariation = .asWritten) throws {
    var scene = scene
    if variation == .at44 { scene = scene.at(rate: 44_100) }
    if variation == .at96 { scene = scene.at(rate: 96_000) }
    var inspector = SoundInspector(plan: plan)
    if variation == .twiceInOneInspector {
      _ = try Self.play(scene, to: &inspector, variation)
      _ = inspector.finish()
    }
    if variation == .afterFlush {
      let before = SoundScene.speech(length: 1, channels: scene.channels, seed: 9)
      _ = try Self.play(before, to: &inspector, variation)
      inspector.flush()
      first = .seconds(1)
    }
    let changes = try Self.play(scene, to: &inspector, variation, first: first)
    summary = inspector.finish()
    for case .ended(let event) in changes + summary.closing where event.start.stream >= first { events.append(event) }
    events.sort { ($0.start.stream, $0.id) < ($1.start.stream, $1.id) }
  }

  private static func play(
    _ scene: SoundScene, to inspector: inout SoundInspector, _ variation: SoundVariation, first: ClockTime = .zero
  ) throws -> [Outcome.Change] {
    let format = try SoundFormat(rate: scene.rate, channels: scene.channels)
    let samples = scene.samples()
    let length = variation == .inOneBlock ? samples.count : (variation == .inShortBlocks ? 37 : 1024) * scene.channels
    var changes: [Outcome.Change] = []
    for (index, start) in stride(from: 0, to: samples.count, by: max(1, length)).enumerated() {
      let block = try SoundBlock(
        samples: samples.span.extracting(start..<min(samples.count, start + length)), format: format)
      let time = first + .seconds(Double(start / scene.channels) / Double(scene.rate))
      var stamp = Stamp(frame: 0, running: time, stream: time)
      if variation == .anHourLater { stamp.running = stamp.running + .seconds(3600) }
      if variation == .jittered { stamp.running = stamp.running + .milliseconds(Double(index * 7 % 11) * 0.5) }
      changes += inspector.inspect(block, at: stamp).changes
    }
    return changes
  }
}
