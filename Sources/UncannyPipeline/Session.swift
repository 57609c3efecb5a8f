internal import Foundation
internal import GStreamer
internal import Synchronization
public import Uncanny
public import UncannyOverlay
public import UncannyReport

/// One input from start to end.
///
/// Frames come to an appsink, are looked at on its streaming thread, and what is found goes to the sinks from the task
/// that runs the session. With an output, a second branch of the pipeline shows the same frames a fixed time later, with
/// the findings drawn in.
///
///     source ─ decode ─ convert ─┬─ queue (2, leaky when live) ─ appsink ─▶ Stage ─▶ Results
///                                └─ queue (delay) ─ draw ◀──────────────────────────────┘ ─ output
///
/// Thread: any; a session runs once.
public final class Session: Sendable {
  /// How a session goes about its input.
  public struct Settings: Sendable {
    /// Whether every frame is looked at, the source being made to wait; otherwise frames come as they come, and those
    /// that there is no time for are dropped and counted.
    public var isComplete: Bool
    /// How much later than it arrives a frame is shown.
    public var delay: ClockTime
    /// What is drawn.
    public var style: Style
    /// How many events and shots are kept for the report; `nil` for all.
    public var keeping: Int?
    /// How long no frame may come before the session gives up; `nil` for ever.
    public var patience: ClockTime?

    public init(
      isComplete: Bool = true, delay: ClockTime = .milliseconds(200), style: Style = Style(), keeping: Int? = nil,
      patience: ClockTime? = nil
    ) {
      self.isComplete = isComplete
      self.delay = delay
      self.style = style
      self.keeping = keeping
      self.patience = patience
    }
  }

  /// What a session came to.
  public struct Run: Sendable {
    public var report: Wire.Report
    /// Why it did not come to the end of its input; `nil` when it did, or was stopped.
    public var failure: SessionError?
    /// Frames shown with the result of their own analysis, and frames shown before theirs.
    public var overlay: (exact: Int, stale: Int)?
  }

  private let input: Input
  private let output: Output?
  private let plan: Plan
  private let catalog: Catalog
  private let settings: Settings
  private let sinks: [any Sink]
  private let signals: AsyncStream<Signal>
  private let outlet: AsyncStream<Signal>.Continuation

  enum Signal: Sendable {
    case news(Inspection.News)
    case message(Message)
    case tick
    case stop
  }

  /// - Parameter catalog: where the plan comes from; it words the messages.
  public init(
    input: Input, plan: Plan, catalog: Catalog, output: Output? = nil, settings: Settings = Settings(),
    sinks: [any Sink] = []
  ) {
    self.input = input
    self.output = output
    self.plan = plan
    self.catalog = catalog
    self.settings = settings
    self.sinks = sinks
    (signals, outlet) = AsyncStream.makeStream()
  }

  /// Ends the session as if its input had ended: everything is written. A second time changes nothing.
  public func stop() { outlet.yield(.stop) }

  /// Runs to the end of the input, until it fails, or until `stop()`.
  ///
  /// - Throws: `SessionError.unreadable` when not one frame could be looked at.
  public func run() async throws(SessionError) -> Run {
    try input.check()
    let outlet = outlet
    let inspection = Inspection(plan: plan, numbersItself: isStraight) { outlet.yield(.news($0)) }
    let pipeline: Pipeline
    do {
      pipeline = try Pipeline(parsing: description)
      try input.configure(pipeline)
      try output?.configure(pipeline)
    } catch { throw .unreadable(Explanation.of(error, about: input.text)) }
    let probe = connect(pipeline, to: inspection)
    var conduct = Conduct(
      input: input, settings: settings, catalog: catalog, isTruncated: isTruncated, began: ContinuousClock.now)
    let messages = Task { for await message in pipeline.messages { outlet.yield(.message(message)) } }
    let ticks = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(200))
        outlet.yield(.tick)
      }
    }
    do { try pipeline.start() } catch { conduct.fail(error) }
    for await signal in signals {
      let isOver = await conduct.take(signal, pipeline: pipeline, inspection: inspection, sinks: sinks)
      if isOver { break }
    }
    ticks.cancel()
    conduct.note(duration: pipeline.duration)
    pipeline.stop()
    await messages.value
    outlet.finish()
    // what was told before the pipeline stood still
    for await signal in signals { await conduct.drain(signal, sinks) }
    return try await conduct.conclude(inspection, plan: plan, overlay: probe?.counts, sinks: sinks)
  }

  private var isStraight: Bool { output == nil && settings.isComplete }

  private var isTruncated: Bool {
    if case .file(let path) = input { ContainerEnd.isMissing(from: path) } else { false }
  }

  /// The pipeline in the notation of gst-launch.
  private var description: String {
    let formats = "video/x-raw,format=(string){I420,NV12,I420_10LE,P010_10LE}"
    let head = "\(input.description) ! videoconvert ! \(formats)"
    let patient = "queue max-size-buffers=4 max-size-bytes=0 max-size-time=0"
    let newest = "queue leaky=downstream max-size-buffers=2 max-size-bytes=0 max-size-time=0"
    if isStraight {
      return "\(head) ! \(patient) ! appsink name=analysis sync=false max-buffers=2 enable-last-sample=false"
    }
    let pace = input.isLive || settings.isComplete ? "" : " ! clocksync"
    let analysis =
      settings.isComplete
      ? "\(patient) ! appsink name=analysis sync=false async=false max-buffers=2 enable-last-sample=false"
      : "\(newest) ! appsink name=analysis sync=false async=false qos=false max-buffers=1 drop=true "
        + "enable-last-sample=false"
    guard let output else { return "\(head)\(pace) ! identity name=arrivals ! \(analysis)" }
    let delay = max(0, settings.delay.nanoseconds)
    let wait =
      "queue name=delay min-threshold-time=\(delay) max-size-time=\(delay + 500_000_000) max-size-buffers=0 "
      + "max-size-bytes=0"
    return "\(head)\(pace) ! identity name=arrivals ! tee name=split  split. ! \(analysis)  "
      + "split. ! \(wait) ! identity name=draw ! \(output.description)"
  }

  private func connect(_ pipeline: Pipeline, to inspection: Inspection) -> OverlayProbe? {
    if let element = pipeline.element(named: "analysis"), let sink = AppSink(element) {
      sink.onSample { inspection.receive($0) }
    }
    pipeline.element(named: "arrivals")?.pad(named: "src")?.onBuffer { inspection.arrivals.note(pts: $0.pts) }
    guard let draw = pipeline.element(named: "draw")?.pad(named: "src") else { return nil }
    let probe = OverlayProbe(inspection, style: settings.style, name: Location.displayed(input.text))
    draw.onWritableBuffer { probe.draw(into: $0) }
    return probe
  }
}
