internal import Uncanny

extension Conduct {
  /// Somebody has changed something: it holds from now on, and stands among the events.
  mutating func take(_ setting: Session.Setting, _ sinks: [any Sink]) async {
    if let plan = setting.plan, let inspection = places.first?.analysis as? Inspection {
      if places[0].listening == nil, !places[0].plan.looks(at: .sound) { places[0].isDeaf = true }
      places[0].plan = plan
      inspection.adopt(plan)
      places[0].listening?.adopt(plan)
    }
    await note(setting, sinks)
  }

  /// That somebody has changed something stands among the events.
  mutating func note(_ setting: Session.Setting, _ sinks: [any Sink]) async {
    let heard = places.first?.listening?.tally.end ?? .zero
    let stamp =
      places.first?.analysis.tally.lastStamp?.following() ?? Stamp(frame: 0, running: heard, stream: heard)
    streamEvents += 1
    var event = Event(
      id: streamEvents, detector: "stream", family: .stream, fault: "stream.settings", severity: .info, start: stamp,
      decided: stamp, score: 0, confidence: 1)
    event.remark = setting.words
    await tell(.began(event), sinks)
    event.end = stamp
    await tell(.ended(event), sinks)
  }
}
