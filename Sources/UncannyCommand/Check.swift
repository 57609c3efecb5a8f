internal import ArgumentParser
internal import Uncanny
internal import UncannyDetectors
internal import UncannyPipeline
internal import UncannyReport

/// `uncanny check`: as fast as the machine allows, skipping nothing.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Analyse files as fast as the machine allows, skipping nothing.",
    discussion: """
      uncanny check ad.mp4
      uncanny check ad.mp4 --html ad.html
      uncanny check ad.mp4 --report ad.json --overlay marked.mp4 --stills frames
      uncanny check ad.mp4 --markers ad.otio --markers ad.edl
      uncanny check --quick --fail-on error render.mp4
      uncanny check --fail-on warning --plan freeze,-blockiness --junit clips.xml *.mp4
      """)

  @Argument(help: ArgumentHelp("Files or URIs.", valueName: "input"))
  var inputs: [String]

  @OptionGroup var plan: PlanOptions
  @OptionGroup var record: RecordOptions
  @OptionGroup var page: PageOptions
  @OptionGroup var stills: StillOptions
  @OptionGroup var markers: MarkerOptions
  @OptionGroup var digest: DigestOptions
  @OptionGroup var figures: ValueOptions

  @Flag(help: "Look at the first two seconds only, without learned models: a gate that answers at once.")
  var quick = false

  @Option(help: ArgumentHelp("Write a copy with the findings drawn in: .mp4, .mov, .mkv or .ts.", valueName: "file"))
  var overlay: String?

  func validate() throws {
    let single =
      record.places + page.places + figures.places + markers.places + stills.places + [("--overlay", overlay)]
    if inputs.count > 1, single.contains(where: { $0.path != nil }) {
      throw ValidationError(
        "--report, --events, --html, --stills, --clips, --values, --markers and --overlay take one input at a time")
    }
    if quick, overlay != nil { throw ValidationError("--quick and --overlay cannot go together") }
    if overlay != nil, figures.values != nil { throw ValidationError("--values and --overlay are two runs") }
    try RecordOptions.checkStandardOutput(record.places + others)
    _ = try plan.parsed()
    do { _ = try overlay.map { try Output($0) } } catch { throw ValidationError("--overlay: \(error)") }
  }

  private var others: [(option: String, path: String?)] {
    page.places + figures.places + markers.places + digest.places
  }

  func run() async throws {
    let plan = try plan.parsed()
    var worst: ExitStatus?
    var inspected: [Inspected] = []
    let keeper = page.keeper()
    for input in inputs {
      let status = try await check(input, plan, keeper, &inspected)
      worst = .worst(worst, status)
      if status == .stopped { break }
    }
    let told = try await Reported.status {
      try digest.write(inspected, failingOn: record.failOn.severity)
      if let only = inspected.first, let input = inputs.first {
        try await page.write(only, of: Input(input), keeper)
        if let report = only.report { try await stills.write(report, of: Input(input)) }
      }
      return nil
    }
    if let worst = ExitStatus.worst(worst, told) { throw worst == .stopped ? ExitStatus.broken : worst }
  }

  /// How long a live source may be silent.
  private static let patience = ClockTime.seconds(10)

  private func check(
    _ text: String, _ plan: Plan, _ keeper: FigureKeeper?, _ inspected: inout [Inspected]
  ) async throws -> ExitStatus? {
    let input = Input(text)
    return try await Reported.status {
      let copy = try overlay.map { try Output($0) }
      try record.checkPlaces(input: input, overlay: copy, others: others)
      let session = Session(
        .check(input, copy: copy), plan: page.asking(figures.asking(plan)), catalog: .standard,
        settings: Session.Settings(
          patience: input.isLive ? Self.patience : nil, limit: quick ? QuickLook.length : nil,
          models: quick ? .none : .own),
        sinks: try record.sinks(for: input.text) + figures.sinks() + (keeper.map { [$0] } ?? []))
      let run = try await Inspected.noting(input, in: &inspected) { try await Interruptible.run(session) }
      return try Closing.write(run, record, markers, of: input, beside: others)
    }
  }
}
