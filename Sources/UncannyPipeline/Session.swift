internal import GStreamer
internal import Synchronization
public import Uncanny
public import UncannyOverlay
public import UncannyReport

/// One input from start to end.
///
/// Frames are looked at on the streaming threads of a pipeline; what is found comes to the task that runs the session, and
/// from there to the sinks. With `Route.watch` and an output, a second branch of the pipeline shows the same frames a
/// fixed time later, with the findings drawn in:
///
///     source ─ decode ─ convert ─ arrivals ─┬─ queue (12, leaky) ─ appsink ─▶ Stage ─▶ Results
///                                           └─ queue (delay) ─ draw ◀────────────────────┘ ─ output
///
/// `Settings.preview` adds a third branch, of small pictures, and `Settings.moments` a fourth, of what clips are made of.
///
/// Thread: any; a session runs once.
public final class Session: Sendable {
  /// What does not depend on the route.
  public struct Settings: Sendable {
    /// What the input is called, where it is to be told from others; `nil` for what it is.
    public var name: String?
    /// What is drawn.
    public var style: Style
    /// How many events and shots are kept for the report; `nil` for all.
    public var keeping: Int?
    /// How long no frame may come before the session gives up; `nil` for ever.
    public var patience: ClockTime?
    /// How much of its beginning `Route.check` without a copy looks at, in running time; `nil` for all.
    public var limit: ClockTime?
    /// What is done when a live source goes away.
    public var reconnecting: Reconnecting
    /// Which learned models are there.
    public var models: Models
    /// What gets small pictures of the feed while it runs, with `Route.watch`; `nil` for none.
    public var preview: Preview?
    /// Keeps a clip of each event that matters, with `Route.watch`; `nil` for none.
    public var moments: Moments?
    /// Is given the graph of each pipeline, in the language of Graphviz, just before that is stopped. It holds no values of
    /// properties.
    public var graph: (@Sendable (String) -> Void)?

    /// What is done when a live source goes away, or is not there yet.
    public enum Reconnecting: Sendable, Equatable {
      /// The session ends.
      case never
      /// It is sought again, until it has been away for so long.
      case within(ClockTime)
      /// It is sought again for ever.
      case always
    }

    /// Where learned models come from.
    public enum Models: Sendable {
      /// The session loads what its plan needs.
      case own
      /// They stay loaded from one session to the next.
      case kept(LoadedModels)
      /// There are none; what needs them is skipped.
      case none
    }

    public init(
      name: String? = nil, style: Style = Style(), keeping: Int? = nil, patience: ClockTime? = nil,
      limit: ClockTime? = nil,
      reconnecting: Reconnecting = .never, models: Models = .own, preview: Preview? = nil,
      moments: Moments? = nil, graph: (@Sendable (String) -> Void)? = nil
    ) {
      self.name = name
      self.style = style
      self.keeping = keeping
      self.patience = patience
      self.limit = limit
      self.reconnecting = reconnecting
      self.models = models
      self.preview = preview
      self.moments = moments
      self.graph = graph
    }
  }

  /// What a session came to.
  public struct Run: Sendable {
    /// One for each place at which frames were looked at.
    public var reports: [Wire.Report]
    /// What tells the places apart, in the order of the reports: the names of the elements of a launch file.
    public var places: [String]
    /// The small pictures that the plan asked for, for each of the places.
    public var traces: [[Trace.Picture]]
    /// The shots as they are remembered to be compared, for each of the places.
    public var shots: [[ShotSummary]]
    /// Why it did not come to the end of its input; `nil` when it did, or was stopped.
    public var failure: SessionError?
    /// Frames shown with the result of their own analysis, and frames shown before theirs.
    public var overlay: (exact: Int, stale: Int)?
  }

  enum Signal: Sendable {
    case news(News)
    /// From the pipeline of a connection, counted from 0.
    case message(Message, Int)
    case setting(Setting)
    case tick
    case stop
  }

  /// How long an element may take to let go of what it writes to.
  private static let patience = Duration.seconds(10)

  private let route: Route
  private let plan: Plan
  private let catalog: Catalog
  private let settings: Settings
  private let sinks: [any Sink]
  private let signals: AsyncStream<Signal>
  let outlet: AsyncStream<Signal>.Continuation
  private let isTicking = Atomic(false)
  let references: ReferenceShots

  /// - Parameter catalog: where the plan comes from; it words the messages.
  public init(
    _ route: Route, plan: Plan, catalog: Catalog, settings: Settings = Settings(), sinks: [any Sink] = []
  ) {
    self.route = route
    self.plan = plan
    self.catalog = catalog
    self.settings = settings
    // it goes by the time at which it hears of things
    self.sinks = (settings.moments.map { [$0] } ?? []) + sinks
    references = ReferenceShots(catalog, models: settings.models)
    (signals, outlet) = AsyncStream.makeStream()
  }

  /// Ends the session as if its input had ended: everything is written. A second time changes nothing.
  ///
  /// Thread: any.
  public func stop() {
    references.stop()
    outlet.yield(.stop)
  }

  /// Runs to the end of the input, until it fails, or until `stop()`.
  ///
  /// - Throws: `SessionError.unreadable` when not one frame could be looked at.
  public func run() async throws(SessionError) -> Run {
    let outlet = outlet
    let tell: @Sendable (News) -> Void = { outlet.yield(.news($0)) }
    let plan: Plan
    var assembly: Assembly
    do throws(SessionError) { (plan, assembly) = try await begin(tell) } catch {
      for sink in sinks { await sink.finish() }
      throw error
    }
    var conduct = Conduct(route: route, settings: settings, catalog: catalog, places: assembly.places)
    let ticks = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(200))
        // a sink that waits must not find a heap of them
        if !isTicking.exchange(true, ordering: .relaxed) { outlet.yield(.tick) }
      }
    }
    var connection = 0
    while true {
      await run(assembly.pipeline, connection, &conduct)
      guard let wait = await conduct.loses(sinks), await waits(wait, &conduct) else { break }
      connection += 1
      do {
        assembly = try route.assembled(plan: plan, settings, holding: references, resuming: assembly, tell: tell)
      } catch {
        conduct.fail(error)
        break
      }
      conduct.reconnects(connection)
    }
    ticks.cancel()
    outlet.finish()
    // what was told before the pipeline stood still
    for await signal in signals { await conduct.drain(signal, sinks) }
    return try await conduct.conclude(
      plan: conduct.places.first?.plan ?? plan, overlay: assembly.overlay?.counts, sinks: sinks)
  }

  /// Looks at what the plan holds the film against, and builds the pipeline, where nothing speaks against it.
  private func begin(
    _ tell: @escaping @Sendable (News) -> Void
  ) async throws(SessionError) -> (Plan, Assembly) {
    try route.input?.check()
    try route.checkDisplay()
    try await references.look(for: plan)
    let assembly: Assembly
    let whole: Plan
    do {
      whole = try references.complete(plan)
      assembly = try route.assembled(plan: whole, settings, holding: references, tell: tell)
    } catch let error as GStreamerError {
      throw .unreadable(Explanation.of(error, about: route.text))
    } catch { throw .unreadable("\(error)") }
    // elements of a launch file have plans of their own
    for place in assembly.places { try await references.look(for: place.plan) }
    return (whole, assembly)
  }

  /// Runs the pipeline of one connection until it ends, fails, or is given up; then it is stopped.
  private func run(_ pipeline: Pipeline, _ connection: Int, _ conduct: inout Conduct) async {
    let outlet = outlet
    let messages = Task { for await message in pipeline.messages { outlet.yield(.message(message, connection)) } }
    do { try pipeline.start() } catch { conduct.fail(error) }
    for await signal in signals {
      if case .tick = signal { isTicking.store(false, ordering: .relaxed) }
      if await conduct.take(signal, pipeline: pipeline, sinks: sinks) { break }
    }
    conduct.note(duration: pipeline.duration)
    settings.graph?(pipeline.graph)
    if await pipeline.stops(within: Self.patience) { await messages.value } else { conduct.isStuck = true }
  }

  /// Waits before the next connection; `false` when the session is stopped meanwhile.
  private func waits(_ wait: Duration, _ conduct: inout Conduct) async -> Bool {
    let end = ContinuousClock.now + wait
    for await signal in signals {
      if case .tick = signal { isTicking.store(false, ordering: .relaxed) }
      await conduct.bide(signal, sinks)
      if conduct.stoppedAt != nil { return false }
      if ContinuousClock.now >= end { break }
    }
    return true
  }
}
