internal import Uncanny

extension Conduct {
  /// Somebody has changed something: it holds from now on, and stands among the events.
  mutating func take(_ setting: Session.Setting, _ sinks: [any Sink]) async {
    if let plan = setting.plan, let inspection = places.first?.analysis as? Inspection {
      places[0].plan = plan
      inspection.adopt(plan)
      places[0].listening?.adopt(plan)
    }
    let stamp = places.first?.analysis.tally.lastStamp?.following() ?? Stamp(frame: 0, running: .zero, stream: .zero)
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
