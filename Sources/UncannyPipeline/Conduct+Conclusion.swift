internal import GStreamer
internal import Histogram
internal import Uncanny
internal import UncannyProvenance
internal import UncannyReport

extension Conduct {
  /// How much of a medium may be missing at its end before that is a failure: the last frames of a file that lost a few
  /// bytes are a flaw, not more.
  private static let tolerated = ClockTime.seconds(0.2)

  /// A frame of so many may be shown before it was looked at, such as the first, without a word.
  private static let rarely = 20

  /// Closes everything and says what the session came to.
  mutating func conclude(
    plan: Plan, overlay: (exact: Int, stale: Int)?, sinks: [any Sink]
  ) async throws(SessionError) -> Session.Run {
    let provenance = provenance(plan)
    let ends = places.map { $0.finish(deafness: route.deafness, provenance: provenance) }
    for (place, end) in zip(places, ends) {
      for change in end.summary.closing + end.sounds.map({ place.placed($0) }) {
        await tell(.change(change, source: place.name, latency: nil), to: sinks)
      }
    }
    let tallies = places.map { $0.analysis.tally }
    let now = clock.now
    for change in source?.close(stamp: tallies.first?.lastStamp, at: now) ?? [] { await tell(change, sinks) }
    if let end = tallies.first?.lastStamp?.following() {
      for change in late.close(at: end) { await tell(change, sinks) }
    }
    for change in broken.close(at: tallies.first?.lastStamp?.following()) { await tell(change, sinks) }
    let analyzed = tallies.reduce(0) { $0 + $1.analyzed }
    let name = Location.displayed(route.text)
    let heard = places.reduce(0) { $0 + ($1.listening?.tally.blocks ?? 0) }
    let soundEnd = places.first?.listening?.tally.end ?? .zero
    let end = max(tallies.first?.lastStamp?.following().stream ?? .zero, soundEnd)
    let reason = reason(analyzed: max(analyzed, heard), end: end)
    if reason == nil, isTruncated {
      await tell(.notice("\(name): the file breaks off; its last frames are missing"), to: sinks)
    }
    for (warning, count) in warnings.sorted(by: { $0.key < $1.key }) where count > 1 {
      await tell(.notice("\(warning) (\(count) times)"), to: sinks)
    }
    if let overlay, overlay.stale > (overlay.exact + overlay.stale) / Self.rarely {
      await tell(.notice("\(name): \(overlay.stale) frames were shown before they were looked at"), to: sinks)
    }
    for sink in sinks { await sink.finish() }
    if analyzed == 0, heard == 0, !places.isEmpty {
      let why = "\(name): \(reason ?? "no picture came")"
      throw failure?.source == Output.elementName ? .broken(why) : .unreadable(why)
    }
    let reports = places.indices.map { index in
      report(
        index, tallies[index], ends[index], plan: plan, provenance: provenance,
        isWhole: reason == nil && !isTruncated && !isDamaged && !wasCutShort && !tallies[index].isCutShort)
    }
    let failure: SessionError? =
      if let reason { .broken("\(name): \(reason)") } else if case .check = route, wasCutShort {
        .stopped("\(name): was stopped before its end")
      } else { nil }
    return Session.Run(
      reports: reports, places: places.map { $0.label }, traces: ends.map { $0.summary.trace },
      shots: ends.map { $0.summary.shots }, failure: failure, overlay: overlay)
  }

  private func report(
    _ index: Int, _ tally: Tally, _ end: (summary: Summary, sounds: [Outcome.Change]), plan: Plan,
    provenance: Wire.Provenance?, isWhole: Bool
  ) -> Wire.Report {
    let heard = places[index].listening?.tally
    var summary = end.summary
    summary.closing += end.sounds
    let isComplete = isWhole && tally.corrupted == 0 && tally.unreadable == 0
    return records[index].report(
      tool: Wire.Tool(version: uncannyVersion, gstreamer: GStreamer.version),
      media: facts.media(of: places[index].name, tally, sound: heard, isComplete: isComplete), summary: summary,
      performance: Wire.Performance(tally, wall: ClockTime(clock.now - began)),
      settings: route.input == nil ? [:] : ["plan": plan.text], since: tally.first ?? heard?.first ?? .zero,
      provenance: provenance)
  }

  /// What the input declares of its making; `nil` where it is no file, or nobody asks.
  private func provenance(_ plan: Plan) -> Wire.Provenance? {
    guard plan.looks(at: .file), case .file(let path) = route.input else { return nil }
    return FileProvenance().facts(of: path, tags: facts.texts)
  }

  /// Whether somebody stopped what has an end of its own, or was to be looked at whole.
  private var wasCutShort: Bool {
    if case .check = route { return stoppedAt != nil }
    return stoppedAt != nil && !(route.input?.isLive ?? true)
  }

  /// Why the input did not come to its own end; `nil` when it did, or was stopped.
  private func reason(analyzed: Int, end: ClockTime) -> String? {
    if let missing { return "nothing installed decodes it (\(missing))" }
    if let failure, stoppedAt == nil || analyzed > 0 {
      return failure.isMissingPlugin ? "no picture in it" : Explanation.of(failure, about: nil)
    }
    if isStuck { return "an output does not take what is sent to it" }
    if hasGivenUp {
      let seconds = Int(settings.patience?.seconds ?? 0)
      return analyzed == 0 ? "no picture within \(seconds) s" : "no picture for \(seconds) s"
    }
    if isTruncated, !places.contains(where: { $0.analysis.tally.isCutShort }), let declared,
      declared - end > Self.tolerated
    {
      return "the file ends before its media does"
    }
    if analyzed == 0, stoppedAt == nil { return "no picture in it" }
    // what is live has no end: its source is gone
    if hasEnded, stoppedAt == nil, case .watch(let input, _, _) = route, input.isLive { return "the source went away" }
    return nil
  }
}

extension Wire.Performance {
  fileprivate init(_ tally: Tally, wall: ClockTime) {
    let latencies = tally.latencies
    func milliseconds(_ percentile: Double) -> Double { Double(latencies.valueAtPercentile(percentile)) / 1000 }
    self.init(
      framesReceived: tally.received, framesAnalyzed: tally.analyzed,
      framesSkipped: max(0, tally.received - tally.analyzed), wall: wall,
      latency: latencies.totalCount > 0
        ? Latency(p50: milliseconds(50), p99: milliseconds(99), max: Double(latencies.max) / 1000) : nil)
  }
}
