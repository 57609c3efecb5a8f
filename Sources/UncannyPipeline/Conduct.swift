internal import Foundation
internal import GStreamer
internal import Histogram
internal import Uncanny
internal import UncannyReport

/// How a session behaves: what it makes of messages, news and time, up to the report.
///
/// Thread: the task that runs the session.
struct Conduct: Sendable {
  private let input: Input
  private let settings: Session.Settings
  private let isTruncated: Bool
  private let began: ContinuousClock.Instant
  private let clock = ContinuousClock()
  private var record: Record
  private var facts = MediaFacts()
  private var failure: GStreamerError?
  private var missing: String?
  private var stoppedAt: ContinuousClock.Instant?
  private var lastFrames = 0
  private var lastFrameAt: ContinuousClock.Instant
  private var hasGivenUp = false
  private var declared: ClockTime?

  /// How much of a medium may be missing at its end before that is a failure: the last frames of a file that lost a few
  /// bytes are a flaw, not more.
  private static let tolerated = ClockTime.seconds(0.2)
  /// How long an encoder and its file may take to finish after a stop.
  private static let grace = Duration.seconds(5)

  init(
    input: Input, settings: Session.Settings, catalog: Catalog, isTruncated: Bool, began: ContinuousClock.Instant
  ) {
    self.input = input
    self.settings = settings
    self.isTruncated = isTruncated
    self.began = began
    record = Record(catalog: catalog, keeping: settings.keeping)
    lastFrameAt = began
  }

  mutating func fail(_ error: GStreamerError) { failure = failure ?? error }

  /// Notes how long the medium says it is, while the pipeline still knows.
  mutating func note(duration: Int64?) { declared = duration.map { ClockTime(nanoseconds: $0) } ?? declared }

  /// Takes in one signal; whether the session is over.
  mutating func take(
    _ signal: Session.Signal, pipeline: Pipeline, inspection: Inspection, sinks: [any Sink]
  ) async -> Bool {
    switch signal {
    case .news(let news):
      await tell(news, to: sinks)
      return false
    case .stop:
      if stoppedAt == nil {
        stoppedAt = clock.now
        pipeline.sendEOS()
      }
      return failure != nil
    case .tick: return await lookAtTheTime(pipeline, inspection, sinks)
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
    case .eos: return true
    case .error(let error):
      fail(error)
      return true
    case .warning(let warning):
      await tell(.notice(Explanation.of(warning, about: input.text)), to: sinks)
    case .missingPlugin(let description, _): missing = description
    case .tag(let tags): facts.take(tags)
    default: break
    }
    return false
  }

  private mutating func lookAtTheTime(
    _ pipeline: Pipeline, _ inspection: Inspection, _ sinks: [any Sink]
  ) async -> Bool {
    if failure != nil { return true }
    let tally = inspection.now
    let now = clock.now
    if tally.analyzed != lastFrames {
      lastFrames = tally.analyzed
      lastFrameAt = now
      let progress = Update.Progress(
        frames: tally.analyzed, position: tally.lastStamp?.stream ?? .zero,
        duration: pipeline.duration.map { ClockTime(nanoseconds: $0) }, elapsed: ClockTime(now - began))
      await tell(.progress(progress), to: sinks)
    } else if let patience = settings.patience, ClockTime(now - lastFrameAt) > patience, stoppedAt == nil {
      hasGivenUp = true
      return true
    }
    if let stoppedAt, now - stoppedAt > Self.grace { return true }
    return false
  }

  mutating func tell(_ news: Inspection.News, to sinks: [any Sink]) async {
    for change in news.changes {
      record.receive(change)
      await tell(.change(change, latency: news.latency), to: sinks)
    }
  }

  private func tell(_ update: Update, to sinks: [any Sink]) async {
    for sink in sinks { await sink.receive(update) }
  }

  /// Closes everything and says what the session came to.
  func conclude(
    _ inspection: Inspection, plan: Plan, overlay: (exact: Int, stale: Int)?, sinks: [any Sink]
  ) async throws(SessionError) -> Session.Run {
    let summary = inspection.stage.finish()
    for change in summary.closing { await tell(.change(change, latency: nil), to: sinks) }
    for sink in sinks { await sink.finish() }
    let tally = inspection.now
    let name = Location.displayed(input.text)
    if tally.analyzed == 0, stoppedAt == nil { throw .unreadable("\(name): \(why(tally) ?? "no picture in it")") }
    let failure = why(tally).map { SessionError.broken("\(name): \($0)") }
    let received = inspection.arrivals.count
    if failure == nil, isTruncated {
      for sink in sinks { await sink.receive(.notice("\(name): the file breaks off; its last frames are missing")) }
    }
    let report = record.report(
      tool: Wire.Tool(version: uncannyVersion, gstreamer: GStreamer.version),
      media: facts.media(
        of: input.text, tally, isComplete: failure == nil && !isTruncated && tally.corrupted == 0 && tally.unreadable == 0),
      summary: summary, performance: performance(tally, received: received), settings: ["plan": plan.text])
    return Session.Run(report: report, failure: failure, overlay: overlay)
  }

  private func why(_ tally: Inspection.Tally) -> String? {
    if tally.analyzed == 0, facts.isSoundOnly { return "no picture in it, only sound" }
    if let missing { return "nothing installed decodes it (\(missing))" }
    if let failure { return failure.isMissingPlugin ? "no picture in it" : Explanation.of(failure, about: nil) }
    if hasGivenUp {
      let seconds = Int(settings.patience?.seconds ?? 0)
      return tally.analyzed == 0 ? "no picture within \(seconds) s" : "no picture for \(seconds) s"
    }
    if isTruncated, let declared, declared - (tally.lastStamp?.following().stream ?? .zero) > Self.tolerated {
      return "the file ends before its media does"
    }
    if tally.analyzed == 0 { return "no picture in it" }
    return nil
  }

  private func performance(_ tally: Inspection.Tally, received: Int) -> Wire.Performance {
    let latencies = tally.latencies
    func milliseconds(_ percentile: Double) -> Double {
      Double(latencies.valueAtPercentile(percentile)) / 1000
    }
    return Wire.Performance(
      framesReceived: received, framesAnalyzed: tally.analyzed, framesSkipped: max(0, received - tally.analyzed),
      wall: ClockTime(clock.now - began),
      latency: tally.analyzed > 0
        ? Wire.Performance.Latency(p50: milliseconds(50), p99: milliseconds(99), max: Double(latencies.max) / 1000)
        : nil)
  }
}

/// The program's version, as reports carry it.
public let uncannyVersion = "0.1.0"
