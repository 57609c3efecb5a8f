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
///     source ─ decode ─ convert ─ arrivals ─┬─ queue (2, leaky) ─ appsink ─▶ Stage ─▶ Results
///                                           └─ queue (delay) ─ draw ◀────────────────────┘ ─ output
///
/// Thread: any; a session runs once.
public final class Session: Sendable {
  /// What does not depend on the route.
  public struct Settings: Sendable {
    /// What is drawn.
    public var style: Style
    /// How many events and shots are kept for the report; `nil` for all.
    public var keeping: Int?
    /// How long no frame may come before the session gives up; `nil` for ever.
    public var patience: ClockTime?

    public init(style: Style = Style(), keeping: Int? = nil, patience: ClockTime? = nil) {
      self.style = style
      self.keeping = keeping
      self.patience = patience
    }
  }

  /// What a session came to.
  public struct Run: Sendable {
    /// One for each place at which frames were looked at.
    public var reports: [Wire.Report]
    /// What tells the places apart, in the order of the reports: the names of the elements of a launch file.
    public var places: [String]
    /// Why it did not come to the end of its input; `nil` when it did, or was stopped.
    public var failure: SessionError?
    /// Frames shown with the result of their own analysis, and frames shown before theirs.
    public var overlay: (exact: Int, stale: Int)?
  }

  enum Signal: Sendable {
    case news(News)
    case message(Message)
    case tick
    case stop
  }

  /// How long an element may take to let go of what it writes to.
  private static let patience = Duration.seconds(5)

  private let route: Route
  private let plan: Plan
  private let catalog: Catalog
  private let settings: Settings
  private let sinks: [any Sink]
  private let signals: AsyncStream<Signal>
  private let outlet: AsyncStream<Signal>.Continuation
  private let isTicking = Atomic(false)

  /// - Parameter catalog: where the plan comes from; it words the messages.
  public init(
    _ route: Route, plan: Plan, catalog: Catalog, settings: Settings = Settings(), sinks: [any Sink] = []
  ) {
    self.route = route
    self.plan = plan
    self.catalog = catalog
    self.settings = settings
    self.sinks = sinks
    (signals, outlet) = AsyncStream.makeStream()
  }

  /// Ends the session as if its input had ended: everything is written. A second time changes nothing.
  ///
  /// Thread: any.
  public func stop() { outlet.yield(.stop) }

  /// Runs to the end of the input, until it fails, or until `stop()`.
  ///
  /// - Throws: `SessionError.unreadable` when not one frame could be looked at.
  public func run() async throws(SessionError) -> Run {
    try route.input?.check()
    try route.checkDisplay()
    let outlet = outlet
    let assembly: Assembly
    do {
      assembly = try route.assembled(plan: plan, style: settings.style) { outlet.yield(.news($0)) }
    } catch { throw .unreadable(Explanation.of(error, about: route.text)) }
    let pipeline = assembly.pipeline
    var conduct = Conduct(route: route, settings: settings, catalog: catalog, places: assembly.places)
    let messages = Task { for await message in pipeline.messages { outlet.yield(.message(message)) } }
    let ticks = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(200))
        // a sink that waits must not find a heap of them
        if !isTicking.exchange(true, ordering: .relaxed) { outlet.yield(.tick) }
      }
    }
    do { try pipeline.start() } catch { conduct.fail(error) }
    for await signal in signals {
      if case .tick = signal { isTicking.store(false, ordering: .relaxed) }
      if await conduct.take(signal, pipeline: pipeline, sinks: sinks) { break }
    }
    ticks.cancel()
    conduct.note(duration: pipeline.duration)
    if await pipeline.stops(within: Self.patience) { await messages.value } else { conduct.isStuck = true }
    outlet.finish()
    // what was told before the pipeline stood still
    for await signal in signals { await conduct.drain(signal, sinks) }
    return try await conduct.conclude(plan: plan, overlay: assembly.overlay?.counts, sinks: sinks)
  }
}
