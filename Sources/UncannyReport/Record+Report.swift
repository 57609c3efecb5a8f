public import Uncanny

extension Record {
  /// The report of the run.
  ///
  /// Times of day and latencies of single events are not in it: two runs over the same file give the same events.
  ///
  /// - Parameters:
  ///   - tool: the program and its versions.
  ///   - media: what was looked at.
  ///   - summary: what the run came to; its closing changes are taken in here, whether or not they were received.
  ///   - performance: how fast the run was.
  ///   - settings: what the user set, by name, added to what `tool` has.
  ///   - origin: the running time of the first picture, or of the first sound where there is none.
  ///   - provenance: what the file declares of its making; `nil` when nobody asked.
  public func report(
    tool: Wire.Tool, media: Wire.Media, summary: Summary, performance: Wire.Performance,
    settings: [String: String] = [:], since origin: ClockTime = .zero, provenance: Wire.Provenance? = nil
  ) -> Wire.Report {
    var record = self
    for change in summary.closing { record.receive(change) }
    let rate = media.frames > 0 ? media.frameRate : nil
    let sounds = record.sounds.events.map { $0.placed(amongFramesAt: rate, of: media.frames, since: origin) }
    // pictures before sound, and both before the source, where they begin at once
    let events =
      (record.pictures.events.map { (0, $0) } + sounds.map { (1, $0) } + record.streams.events.map { (2, $0) })
      .sorted { ($0.1.start.stream, $0.0, $0.1.id) < ($1.1.start.stream, $1.0, $1.1.id) }.map { $0.1 }
    let shots = record.shots(in: media)
    return Wire.Report(
      tool: Wire.Tool(
        version: tool.version, gstreamer: tool.gstreamer, settings: tool.settings.merging(settings) { $1 }),
      media: media, shots: shots, subjects: summary.cast.map { Wire.Subject($0) },
      events: events.map {
        Wire.Event($0, state: $0.end == nil ? .began : .ended, catalog: catalog, source: media.uri)
      },
      checks: record.checks(summary), origin: Wire.Origin(shots: shots, provenance: provenance),
      performance: performance)
  }

  /// The shots; one without an end ends where the next begins, the last one with the medium.
  private func shots(in media: Wire.Media) -> [Wire.Shot] {
    let duration = media.duration ?? media.frameRate.map { Double(media.frames) / $0 }
    return shots.enumerated().map { position, shot in
      let next = position + 1 < shots.count ? shots[position + 1].start : nil
      let end = shot.end ?? next
      let start = shot.start.stream.soundSeconds
      return Wire.Shot(
        index: shot.index, startFrame: shot.start.frame, endFrame: end?.frame ?? media.frames, start: start,
        end: end?.stream.soundSeconds ?? duration ?? start, transition: Wire.Shot.Transition(shot.transition),
        synthetic: shot.synthetic?.value.map { Double($0) },
        syntheticConfidence: shot.synthetic.map { Double($0.confidence) },
        syntheticStatement: shot.synthetic?.statement, traces: shot.traces.map { Wire.Shot.traces($0) },
        look: shot.look.map { Wire.Shot.look($0) })
    }
  }

  /// What the summary says, but `found` wherever there was an event; then the detectors it does not know of.
  private func checks(_ summary: Summary) -> [Wire.Check] {
    var worst = dropped.mapValues { _ in Float?.none }
    for event in events where event.fault != "stream.settings" {
      worst[event.detector] = max(event.score, (worst[event.detector] ?? nil) ?? 0)
    }
    let known = summary.checks.map { check in
      let found = worst[check.detector] != nil
      return Wire.Check(
        detector: check.detector, verdict: found ? .found : Wire.Check.Verdict(check.verdict),
        why: found || check.verdict == .clear || check.verdict == .found ? nil : check.why,
        score: (check.score ?? (worst[check.detector] ?? nil)).flatMap { $0.isNaN ? nil : $0.soundShare },
        values: values(check.values, of: check.detector))
    }
    let names = Set(summary.checks.map { $0.detector })
    let others = worst.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }.map { detector, score in
      Wire.Check(
        detector: detector, verdict: .found, why: nil, score: score.map { $0.soundShare },
        values: values([:], of: detector))
    }
    return known + others
  }

  private func values(_ evidence: [String: Float], of detector: String) -> [String: Double] {
    var values: [String: Double] = [:]
    for (name, number) in evidence.sorted(by: { $0.key < $1.key }) {
      let key = Wire.Event.key(name)
      if !key.isEmpty { values[key] = number.sound }
    }
    if let count = dropped[detector], count > 0 { values["events_dropped"] = Double(count) }
    return values
  }
}
