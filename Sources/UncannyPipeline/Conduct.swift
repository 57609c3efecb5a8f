internal import GStreamer
internal import Histogram
internal import Uncanny
internal import UncannyReport

/// How a session behaves: what it makes of messages, news and time, up to the reports.
///
/// Thread: the task that runs the session.
struct Conduct: Sendable {
  private let route: Route
  private let settings: Session.Settings
  private let places: [Assembly.Place]
  private let isTruncated: Bool
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private var records: [Record]
  private var facts = MediaFacts()
  private var failure: GStreamerError?
  private var missing: String?
  private var stoppedAt: ContinuousClock.Instant?
  private var lastFrames = 0
  private var lastFrameAt: ContinuousClock.Instant
  private var hasGivenUp = false
  private var hasEnded = false
  private var isDamaged = false
  /// Warnings by their words, and how often each came.
  private var warnings: [String: Int] = [:]
  /// Whether the pipeline could not be stopped.
  var isStuck = false
  private var declared: ClockTime?

  /// How much of a medium may be missing at its end before that is a failure: the last frames of a file that lost a few
  /// bytes are a flaw, not more.
  private static let tolerated = ClockTime.seconds(0.2)
  /// So many different warnings are told.
  private static let mostWarnings = 50
  /// How long an encoder and its file may take to finish after a stop.
  private static let grace = Duration.seconds(5)

  init(route: Route, settings: Session.Settings, catalog: Catalog, places: [Assembly.Place]) {
    self.route = route
    self.settings = settings
    self.places = places
    if case .file(let path) = route.input {
      isTruncated = ContainerEnd.isMissing(from: path)
    } else {
      isTruncated = false
    }
    began = clock.now
    lastFrameAt = began
    records = places.map { _ in Record(catalog: catalog, keeping: settings.keeping) }
  }

  mutating func fail(_ error: GStreamerError) { failure = failure ?? error }

  /// Notes how long the medium says it is, while the pipeline still knows.
  mutating func note(duration: Int64?) { declared = duration.map { ClockTime(nanoseconds: $0) } ?? declared }

  /// Takes in one signal; whether the session is over.
  mutating func take(_ signal: Session.Signal, pipeline: Pipeline, sinks: [any Sink]) async -> Bool {
    switch signal {
    case .news(let news):
      await tell(news, to: sinks)
      return false
    case .stop:
      if stoppedAt == nil {
        stoppedAt = clock.now
        pipeline.requestEnd()
      }
      return failure != nil
    case .tick: return await lookAtTheTime(pipeline, sinks)
    case .message(let message): return await take(message, sinks: sinks)
    }
  }

  /// Takes in what is left when the session is over: a reason may come after its error.
  mutating func drain(_ signal: Session.Signal, _ sinks: [any Sink]) async {
    switch signal {
    case .news(let news): await tell(news, to: sinks)
    case .message(.missingPlugin(let description, _)): missing = description
    case .message(.tag(let tags)): facts.take(tags)
    default: break
    }
  }

  private mutating func take(_ message: Message, sinks: [any Sink]) async -> Bool {
    switch message {
    case .eos:
      hasEnded = true
      return true
    case .error(let error):
      fail(error)
      return true
    case .warning(let warning):
      isDamaged = isDamaged || warning.domain == "gst-stream-error-quark"
      await note(Explanation.of(warning, about: route.text), sinks)
    case .missingPlugin(let description, _): missing = description
    case .tag(let tags): facts.take(tags)
    default: break
    }
    return false
  }

  /// Tells a warning the first time that it comes, and counts the others: a bad feed repeats itself for ever.
  private mutating func note(_ warning: String, _ sinks: [any Sink]) async {
    guard warnings[warning] != nil || warnings.count < Self.mostWarnings else { return }
    warnings[warning, default: 0] += 1
    if warnings[warning] == 1 { await tell(.notice(warning), to: sinks) }
  }

  private mutating func lookAtTheTime(_ pipeline: Pipeline, _ sinks: [any Sink]) async -> Bool {
    if failure != nil { return true }
    let tallies = places.map { $0.analysis.tally }
    let frames = tallies.reduce(0) { $0 + $1.analyzed }
    let now = clock.now
    if frames != lastFrames {
      lastFrames = frames
      lastFrameAt = now
      let progress = Update.Progress(
        frames: frames, position: tallies.compactMap { $0.lastStamp?.stream }.max() ?? .zero,
        duration: pipeline.duration.map { ClockTime(nanoseconds: $0) }, elapsed: ClockTime(now - began))
      await tell(.progress(progress), to: sinks)
    } else if let patience = settings.patience, ClockTime(now - lastFrameAt) > patience, stoppedAt == nil,
      !places.isEmpty
    {
      hasGivenUp = true
      return true
    }
    if let stoppedAt, now - stoppedAt > Self.grace { return true }
    return false
  }

  private mutating func tell(_ news: News, to sinks: [any Sink]) async {
    guard records.indices.contains(news.analysis) else { return }
    facts.take(news.tags)
    for change in news.changes {
      records[news.analysis].receive(change)
      await tell(.change(change, source: places[news.analysis].name, latency: news.latency), to: sinks)
    }
  }

  private func tell(_ update: Update, to sinks: [any Sink]) async {
    for sink in sinks { await sink.receive(update) }
  }

  /// Closes everything and says what the session came to.
  func conclude(
    plan: Plan, overlay: (exact: Int, stale: Int)?, sinks: [any Sink]
  ) async throws(SessionError) -> Session.Run {
    let summaries = places.map { $0.analysis.finish() }
    for (place, summary) in zip(places, summaries) {
      for change in summary?.closing ?? [] { await tell(.change(change, source: place.name, latency: nil), to: sinks) }
    }
    let tallies = places.map { $0.analysis.tally }
    let analyzed = tallies.reduce(0) { $0 + $1.analyzed }
    let name = Location.displayed(route.text)
    let reason = reason(analyzed: analyzed, last: tallies.first?.lastStamp)
    if reason == nil, isTruncated {
      await tell(.notice("\(name): the file breaks off; its last frames are missing"), to: sinks)
    }
    for (warning, count) in warnings.sorted(by: { $0.key < $1.key }) where count > 1 {
      await tell(.notice("\(warning) (\(count) times)"), to: sinks)
    }
    if let overlay, overlay.stale > 0 {
      await tell(.notice("\(name): \(overlay.stale) frames were shown before they were looked at"), to: sinks)
    }
    for sink in sinks { await sink.finish() }
    if analyzed == 0, !places.isEmpty {
      let why = "\(name): \(reason ?? "no picture came")"
      throw failure?.source == Output.elementName ? .broken(why) : .unreadable(why)
    }
    let reports = places.indices.map { index in
      report(
        index, tallies[index], summaries[index], plan: plan,
        isWhole: reason == nil && !isTruncated && !isDamaged && !wasCutShort)
    }
    let failure: SessionError? =
      if let reason { .broken("\(name): \(reason)") } else if case .check = route, wasCutShort {
        .stopped("\(name): was stopped before its end")
      } else { nil }
    return Session.Run(reports: reports, places: places.map { $0.label }, failure: failure, overlay: overlay)
  }

  private func report(
    _ index: Int, _ tally: Tally, _ summary: Summary?, plan: Plan, isWhole: Bool
  ) -> Wire.Report {
    let isComplete = isWhole && tally.corrupted == 0 && tally.unreadable == 0
    return records[index].report(
      tool: Wire.Tool(version: uncannyVersion, gstreamer: GStreamer.version),
      media: facts.media(of: places[index].name, tally, isComplete: isComplete),
      summary: summary ?? Summary(checks: [], frames: 0),
      performance: Wire.Performance(tally, wall: ClockTime(clock.now - began)),
      settings: route.input == nil ? [:] : ["plan": plan.text])
  }

  /// Whether somebody stopped what has an end of its own.
  private var wasCutShort: Bool { stoppedAt != nil && !(route.input?.isLive ?? true) }

  /// Why the input did not come to its own end; `nil` when it did, or was stopped.
  private func reason(analyzed: Int, last: Stamp?) -> String? {
    if let missing { return "nothing installed decodes it (\(missing))" }
    if let failure, stoppedAt == nil || analyzed > 0 {
      return failure.isMissingPlugin ? "no picture in it" : Explanation.of(failure, about: nil)
    }
    if isStuck { return "an output does not take what is sent to it" }
    if hasGivenUp {
      let seconds = Int(settings.patience?.seconds ?? 0)
      return analyzed == 0 ? "no picture within \(seconds) s" : "no picture for \(seconds) s"
    }
    if isTruncated, let declared, declared - (last?.following().stream ?? .zero) > Self.tolerated {
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

/// The program's version, as reports carry it.
public let uncannyVersion = "0.1.0"
