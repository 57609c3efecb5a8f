internal import ArgumentParser
internal import Uncanny
internal import UncannyAlerts
internal import UncannyDetectors
internal import UncannyPipeline
internal import UncannyReport

/// `uncanny watch`: live feeds, at their own pace, until they end or are stopped.
struct Watch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watch live feeds, and show them with warnings a fixed time later.",
    discussion: """
      uncanny watch srt://encoder:9000
      uncanny watch rtsp://camera/stream --overlay display
      uncanny watch udp://239.0.0.1:5000 --overlay srt://:9001 --events -
      uncanny watch srt://one:9000 srt://two:9000 --dashboard 127.0.0.1:8080
      uncanny watch srt://encoder:9000 --alert https://alerts.example/hook --store feed.sqlite

      Frames are looked at as they come; those there is no time for are dropped and counted, and the picture that is \
      shown never waits. A source on the network that goes away is sought again for ever, unless the overlay goes to a file; events \
      and times go on. A file is watched at the pace at which it plays. 'test:PATTERN' is a test picture. Stops with \
      everything written on an interrupt.
      """)

  @Argument(
    help: ArgumentHelp("URIs (srt, udp, rtsp, rtmp, http, https), files, or test:PATTERN.", valueName: "input"))
  var inputs: [String]

  @OptionGroup var plan: PlanOptions
  @OptionGroup var record: RecordOptions
  @OptionGroup var markers: MarkerOptions
  @OptionGroup var digest: DigestOptions
  @OptionGroup var figures: ValueOptions
  @OptionGroup var page: DashboardOptions
  @OptionGroup var alerts: AlertOptions

  @Option(
    help: ArgumentHelp(
      "Show the feed with the findings drawn in: display, a file, srt://HOST:PORT or udp://HOST:PORT.",
      valueName: "output"))
  var overlay: String?

  @Option(help: ArgumentHelp("How much later than it arrives a frame is shown, in milliseconds.", valueName: "ms"))
  var delay = 200.0

  @Option(
    help: ArgumentHelp(
      "How long no frame may come, in seconds, before the source counts as gone; 0 for ever.", valueName: "s"))
  var patience = 10.0

  @Option(
    help: ArgumentHelp(
      "End when the source has been gone for so many seconds; without this it is sought again for ever.",
      valueName: "s"))
  var giveUp: Double?

  @Option(help: ArgumentHelp("Stop after so many seconds.", valueName: "s"))
  var duration: Double?

  /// Events that are kept for the report of a feed that may run for weeks.
  private static let keeping = 10_000

  func validate() throws {
    let single = [("--report", record.report), ("--overlay", overlay)] + figures.places + markers.places
    if inputs.count > 1, single.contains(where: { $0.1 != nil }) {
      throw ValidationError("--report, --values, --markers and --overlay take one input at a time")
    }
    try RecordOptions.checkStandardOutput(record.places + others)
    _ = try plan.parsed()
    guard (0...10_000).contains(delay) else { throw ValidationError("--delay goes from 0 to 10000 ms") }
    guard patience >= 0, patience.isFinite else { throw ValidationError("--patience is a number of seconds") }
    if let giveUp, !(0...1e9).contains(giveUp) { throw ValidationError("--give-up is a number of seconds") }
    guard Interruptible.allows(duration) else { throw ValidationError(Interruptible.limit) }
    do { _ = try overlay.map { try Output($0) } } catch { throw ValidationError("--overlay: \(error)") }
  }

  private var others: [(option: String, path: String?)] { figures.places + markers.places + digest.places }

  func run() async throws {
    let inputs = inputs.map { Input($0) }
    var inspected: [Inspected] = []
    let status = try await Reported.status {
      let output = try overlay.map { try Output($0) }
      let inForce = try InForce(alerts, plan: plan.plan)
      try inForce.allow()
      for input in inputs { try input.check() }
      let store = ("--store", inForce.settings.store?.file)
      for input in inputs { try record.checkPlaces(input: input, overlay: output, others: others + [store]) }
      let plan = page.asking(figures.asking(inForce.plan))
      let names = Location.apart(inputs.map { Location.displayed($0.text) })
      let sinks = try record.sinks(for: names)
      let live = try await page.opened(for: inputs, plan: plan)
      defer { live?.close() }
      let attendance = try await Attendance(inForce, of: inputs.count)
      let sessions = try inputs.enumerated().map { index, input in
        try Session(
          .watch(input, output, delay: .milliseconds(delay)), plan: plan, catalog: .standard,
          settings: try settings(names[index], live?.preview(index), inForce.kept(of: index, among: inputs.count)),
          sinks: sinks[index] + figures.sinks() + attendance.sinks(index) + (live.map { [$0.sink(index)] } ?? []))
      }
      for (index, session) in sessions.enumerated() { live?.connect(session, index, attendance) }
      var worst: ExitStatus?
      var outcomes: [Int: [Inspected]] = [:]
      try await attendance.during {
        try await Interruptible.run(sessions, atMost: duration) { number, result in
          let input = inputs[number]
          let status = try await Reported.status {
            let run = try await Inspected.noting(input, in: &outcomes[number, default: []]) { try result.get() }
            return try Closing.write(run, record, markers, of: input, beside: others)
          }
          worst = .worst(worst, status)
        }
      }
      inspected = inputs.indices.flatMap { outcomes[$0] ?? [] }
      return worst
    }
    let told = try await Reported.status {
      try digest.write(inspected, failingOn: record.failOn.severity)
      return nil
    }
    if let worst = ExitStatus.worst(status, told) { throw worst }
  }

  private func settings(_ name: String, _ preview: Preview?, _ moments: Moments?) -> Session.Settings {
    Session.Settings(
      name: name, keeping: Self.keeping, patience: patience > 0 ? .seconds(patience) : nil,
      reconnecting: giveUp.map { $0 > 0 ? .within(.seconds($0)) : .never } ?? .always, preview: preview,
      moments: moments)
  }
}
