internal import GStreamer
internal import Histogram
internal import Uncanny
internal import UncannyReport

/// How a session behaves: what it makes of messages, news and time, up to the reports.
///
/// Thread: the task that runs the session.
struct Conduct: Sendable {
  let route: Route
  let settings: Session.Settings
  var places: [Assembly.Place]
  let isTruncated: Bool
  /// The connection whose messages count.
  var connection = 0
  /// Where in stream time it began.
  var connectedAt = ClockTime.zero
  var backoff: Backoff
  /// What becomes of a live source; `nil` of any other.
  var source: SourceEvents?
  /// What is left out for want of time.
  var late = LateEvents()
  /// Where the feed is broken, and how often a demultiplexer said so.
  var broken = BreakEvents()
  var missingPackets = 0
  /// How many events of the stream there have been.
  var streamEvents = 0
  let clock = ContinuousClock()
  let began: ContinuousClock.Instant
  var records: [Record]
  var facts = MediaFacts()
  var failure: GStreamerError?
  var missing: String?
  var stoppedAt: ContinuousClock.Instant?
  private var lastFrames = 0
  var lastFrameAt: ContinuousClock.Instant
  var hasGivenUp = false
  var hasEnded = false
  var isDamaged = false
  /// Warnings by their words, and how often each came.
  var warnings: [String: Int] = [:]
  /// Whether the pipeline could not be stopped.
  var isStuck = false
  var declared: ClockTime?

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
    backoff = Backoff(settings.reconnecting)
    source = route.isHeldOnTo && settings.reconnecting != .never ? SourceEvents(at: began) : nil
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
    case .setting(let setting):
      await take(setting, sinks)
      return false
    case .stop:
      if stoppedAt == nil {
        stoppedAt = clock.now
        pipeline.requestEnd()
      }
      return failure != nil
    case .tick: return await lookAtTheTime(pipeline, sinks)
    case .message(let message, let connection):
      return connection == self.connection ? await take(message, sinks: sinks) : false
    }
  }

  /// Takes in what is left when the session is over: a reason may come after its error.
  mutating func drain(_ signal: Session.Signal, _ sinks: [any Sink]) async {
    switch signal {
    case .news(let news): await tell(news, to: sinks)
    case .setting(let setting): await note(setting, sinks)
    case .message(.missingPlugin(let description, _), _): missing = description
    case .message(.tag(let tags), _): facts.take(tags)
    default: break
    }
  }

  private mutating func take(_ message: Message, sinks: [any Sink]) async -> Bool {
    switch message {
    case .eos:
      hasEnded = true
      return true
    case .error(let error):
      if error.source?.hasPrefix("moments") == true { settings.moments?.giveUp(error) }
      fail(error)
      return true
    case .warning(let warning):
      isDamaged = isDamaged || warning.domain == "gst-stream-error-quark"
      if warning.isContinuityError { missingPackets += 1 }
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
    let heard = places.compactMap { $0.listening?.tally }
    // an input without a picture comes along by its sound
    let work = frames > 0 ? frames : heard.reduce(0) { $0 + $1.blocks }
    let now = clock.now
    for change in source?.look(frames: frames, stamp: tallies.first?.lastStamp, at: now, count: &streamEvents) ?? [] {
      await tell(change, sinks)
    }
    if let breaks = places.first?.breaks.map({ $0.count + missingPackets }) {
      let stamp = tallies.first?.lastStamp
      for change in broken.look(breaks: breaks, stamp: stamp, at: now, count: &streamEvents) {
        await tell(change, sinks)
      }
    }
    await tellProgress(of: pipeline, to: sinks)
    if work != lastFrames {
      lastFrames = work
      lastFrameAt = now
      backoff.succeed()
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
    let place = places[news.analysis]
    if let effort = news.effort, let stamp = news.stamp {
      for change in late.change(to: effort, after: stamp, count: &streamEvents) { await tell(change, sinks) }
    }
    for change in news.changes {
      records[news.analysis].receive(change)
      let shown = news.isSound ? place.placed(change) : change
      await tell(.change(shown, source: place.name, latency: news.latency), to: sinks)
    }
  }

  /// Tells of the source, or of the analysis as a whole.
  mutating func tell(_ change: Outcome.Change, _ sinks: [any Sink]) async {
    guard let place = places.first else { return }
    records[0].receive(change)
    await tell(.change(change, source: place.name, latency: nil), to: sinks)
  }

  func tell(_ update: Update, to sinks: [any Sink]) async {
    for sink in sinks { await sink.receive(update) }
  }
}
