internal import GStreamer
public import Uncanny
internal import UncannyDetectors
internal import UncannyElement
internal import UncannyOverlay
internal import UncannyReport

/// A pipeline that is ready to start, and where in it frames are looked at.
struct Assembly: Sendable {
  /// One analysis, and how it is called in reports.
  struct Place: Sendable {
    var name: String
    /// What tells it from the other places of its session.
    var label = ""
    var analysis: any Analysis
    /// What looks at the sound; `nil` when nothing does.
    var listening: Listening?
    /// Counts where the feed is broken; `nil` where nothing does.
    var breaks: Discontinuities?
    /// What was asked for here.
    var plan: Plan
    /// Whether it began without anything that looks at sound, so that none is decoded.
    var isDeaf = false
  }

  var pipeline: Pipeline
  var places: [Place]
  var overlay: OverlayProbe?
}

/// How a session goes about its work.
public enum Route: Sendable {
  /// Every frame of an input, as fast as it can be had, the source being made to wait.
  case check(Input, copy: Output?)
  /// An input as it comes; what there is no time for is dropped and counted. It is shown a fixed time later.
  case watch(Input, Output?, delay: ClockTime)
  /// An input in a window, with sound.
  case play(Input)
  /// A pipeline of the user's in which `uncanny` stands.
  case launch(LaunchFile)

  /// As it may be shown once credentials are taken out.
  var text: String {
    switch self {
    case .check(let input, _), .watch(let input, _, _), .play(let input): input.text
    case .launch(let file): file.name
    }
  }

  var input: Input? {
    switch self {
    case .check(let input, _), .watch(let input, _, _), .play(let input): input
    case .launch: nil
    }
  }

  static let formats = "video/x-raw,format=(string){I420,NV12,I420_10LE,P010_10LE}"

  /// Builds the pipeline. What a user wrote is set as a property, never parsed as part of it.
  ///
  /// - Parameters:
  ///   - references: what the plans of elements hold the film against; `plan` is complete.
  ///   - former: what looked at the source before it went away, and goes on; only `watch` can.
  ///   - tell: called on streaming threads; must not wait.
  func assembled(
    plan: Plan, _ settings: Session.Settings, holding references: ReferenceShots, resuming former: Assembly? = nil,
    tell: @escaping @Sendable (News) -> Void
  ) throws(GStreamerError) -> Assembly {
    UncannyElement.register()
    let perceiver = perceiver(settings.models)
    @Sendable func analysis(_ element: Element, _ index: Int) -> ElementAnalysis {
      ElementAnalysis(element, index: index, perceiving: perceiver, holding: references, tell: tell)
    }
    switch self {
    case .check(let input, nil):
      let pipeline = try Pipeline(
        parsing:
          "\(input.description(withSound: hears(plan))) ! \(Self.formats) ! queue max-size-buffers=4 max-size-bytes=0 "
          + "max-size-time=0 ! appsink name=analysis sync=false max-buffers=2 enable-last-sample=false")
      try input.configure(pipeline)
      let inspection = Inspection(
        plan: plan, perceiver: perceiver, numbersItself: true, limit: settings.limit, tell: tell)
      Self.connect(inspection, to: pipeline)
      let listening = follow(pipeline, plan, limit: settings.limit, tell)
      return Assembly(
        pipeline: pipeline,
        places: [.init(name: input.text, analysis: inspection, listening: listening, plan: plan)])

    case .check(let input, .some(let copy)):
      let pipeline = try Pipeline(
        parsing: "\(input.description(withSound: hears(plan))) ! uncanny name=analysis message=false ! "
          + copy.description)
      try input.configure(pipeline)
      try copy.configure(pipeline)
      guard let element = pipeline.element(named: "analysis") else { throw .missingElement("uncanny") }
      try element.set("plan", to: .string(plan.text))
      let place = Assembly.Place(
        name: input.text, analysis: analysis(element, 0),
        listening: follow(pipeline, plan, tell), plan: plan)
      return Assembly(pipeline: pipeline, places: [place])

    case .watch(let input, let output, let delay):
      return try watching(input, output, delay: delay, plan: plan, settings, resuming: former, tell: tell)

    case .play(let input):
      let player = try Element(factory: "playbin", name: "source")
      try player.set("uri", to: .string(input.address))
      let element = try Element(factory: "uncanny", name: "analysis")
      try player.set("video-filter", to: element)
      let pipeline = Pipeline()
      try pipeline.add(player)
      try element.set("message", to: false)
      try element.set("plan", to: .string(plan.text))
      return Assembly(
        pipeline: pipeline, places: [.init(name: input.text, analysis: analysis(element, 0), plan: plan)])

    case .launch(let file):
      let pipeline = try file.pipeline()
      let stages = pipeline.elements().filter { $0.factoryName == "uncanny" }.reversed()
      guard !stages.isEmpty else { throw GStreamerError(message: "there is no uncanny in the pipeline") }
      let places = stages.enumerated().map { index, element in
        Assembly.Place(
          name: stages.count == 1 ? file.name : "\(file.name)#\(element.name)", label: element.name,
          analysis: analysis(element, index),
          plan: element.finalPlan ?? plan)
      }
      return Assembly(pipeline: pipeline, places: places)
    }
  }

  /// So many frames wait before one is dropped: senders of transport streams send some at once, and then none for a while.
  private static let burst = 12

  private func watching(
    _ input: Input, _ output: Output?, delay: ClockTime, plan: Plan, _ settings: Session.Settings,
    resuming former: Assembly?, tell: @escaping @Sendable (News) -> Void
  ) throws(GStreamerError) -> Assembly {
    let pace = input.isLive ? "" : " ! clocksync"
    let head = "\(input.description(withSound: hears(plan))) ! \(Self.formats)\(pace) ! identity name=arrivals"
    var branches = [
      "queue leaky=downstream max-size-buffers=\(Self.burst) max-size-bytes=0 max-size-time=0 ! appsink name=analysis sync=false "
        + "async=false qos=false max-buffers=1 drop=true enable-last-sample=false"
    ]
    let later = max(0, delay.nanoseconds)
    let name = settings.name ?? input.text
    if let output {
      branches.append(
        "queue name=delay leaky=downstream min-threshold-time=\(later) max-size-time=\(later + 500_000_000) "
          + "max-size-buffers=0 max-size-bytes=0 ! identity name=draw ! \(output.description)")
    }
    if settings.preview != nil { branches.append(Preview.branch) }
    if let branch = settings.moments?.branch { branches.append(branch) }
    let text =
      branches.count == 1
      ? "\(head) ! \(branches[0])"
      : "\(head) ! tee name=split  " + branches.map { "split. ! \($0)" }.joined(separator: "  ")
    let pipeline = try Pipeline(parsing: text)
    try input.configure(pipeline)
    try output?.configure(pipeline)
    let place = former?.places.first
    let inspection =
      place?.analysis as? Inspection
      ?? Inspection(plan: plan, perceiver: perceiver(settings.models), numbersItself: false, tell: tell)
    if place != nil { inspection.resume() }
    Self.connect(inspection, to: pipeline)
    let breaks = place?.breaks ?? Discontinuities()
    breaks.resume()
    let listening = follow(pipeline, plan, resuming: place?.listening, breaks: breaks, tell)
    var assembly = Assembly(
      pipeline: pipeline,
      places: [.init(name: name, analysis: inspection, listening: listening, breaks: breaks, plan: plan)])
    if let pad = pipeline.element(named: "draw")?.pad(named: "src") {
      let probe =
        former?.overlay ?? OverlayProbe(inspection, style: settings.style, name: Location.displayed(name))
      pad.onWritableBuffer { probe.draw(into: $0) }
      assembly.overlay = probe
    }
    settings.preview?.connect(inspection, to: pipeline, name: Location.displayed(name))
    settings.moments?.connect(inspection, to: pipeline, name: Location.displayed(name))
    return assembly
  }

  private static func connect(_ inspection: Inspection, to pipeline: Pipeline) {
    if let element = pipeline.element(named: "analysis"), let sink = AppSink(element) {
      sink.onSample { inspection.receive($0) }
    }
    pipeline.element(named: "arrivals")?.pad(named: "src")?.onBuffer { inspection.arrivals.note(pts: $0.pts) }
  }
}
