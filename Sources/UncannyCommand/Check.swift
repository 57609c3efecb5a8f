internal import ArgumentParser
internal import Uncanny
internal import UncannyDetectors
internal import UncannyPipeline

/// `uncanny check`: as fast as the machine allows, skipping nothing.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Analyse files as fast as the machine allows, skipping nothing.",
    discussion: """
      uncanny check ad.mp4
      uncanny check ad.mp4 --report ad.json --overlay marked.mp4
      uncanny check --fail-on warning --plan freeze,-blockiness *.mp4
      """)

  @Argument(help: ArgumentHelp("Files or URIs.", valueName: "input"))
  var inputs: [String]

  @OptionGroup var plan: PlanOptions
  @OptionGroup var record: RecordOptions
  @OptionGroup var figures: ValueOptions

  @Option(help: ArgumentHelp("Write a copy with the findings drawn in: .mp4, .mov, .mkv or .ts.", valueName: "file"))
  var overlay: String?

  func validate() throws {
    if inputs.count > 1, record.report != nil || record.events != nil || figures.values != nil || overlay != nil {
      throw ValidationError("--report, --events, --values and --overlay take one input at a time")
    }
    if overlay != nil, figures.values != nil { throw ValidationError("--values and --overlay are two runs") }
    try figures.validate(beside: record)
    _ = try plan.parsed()
    do { _ = try overlay.map { try Output($0) } } catch { throw ValidationError("--overlay: \(error)") }
  }

  func run() async throws {
    let plan = try plan.parsed()
    var worst: ExitStatus?
    for input in inputs {
      let status = try await check(input, plan)
      if (status?.rawValue ?? 0) > (worst?.rawValue ?? 0) { worst = status }
      if status == .stopped { break }
    }
    if let worst { throw worst == .stopped ? ExitStatus.broken : worst }
  }

  /// How long a live source may be silent.
  private static let patience = ClockTime.seconds(10)

  private func check(_ text: String, _ plan: Plan) async throws -> ExitStatus? {
    let input = Input(text)
    return try await Reported.status {
      let copy = try overlay.map { try Output($0) }
      try record.checkPlaces(input: input, overlay: copy, values: figures.values)
      let session = Session(
        .check(input, copy: copy), plan: figures.asking(plan), catalog: .standard,
        settings: Session.Settings(patience: input.isLive ? Self.patience : nil),
        sinks: try record.sinks(for: input.text) + figures.sinks())
      return try Closing.write(try await Interruptible.run(session), record)
    }
  }
}
