internal import ArgumentParser
internal import Uncanny
internal import UncannyDetectors
internal import UncannyPipeline
internal import UncannyReport

/// Which detectors run.
struct PlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which detectors run, and how: entries separated by commas. (default: default)",
      discussion: "freeze:tolerance=2 sets, -blockiness takes out, none,black runs just that; broadcast, web and "
        + "generated are presets. See 'uncanny list'.",
      valueName: "plan"))
  var plan: String?

  /// The plan as it was written, or the usual one.
  var text: String { plan ?? "default" }

  /// The plan as it was understood.
  func parsed() throws -> Plan {
    do { return try Plan(parsing: text, from: .standard) } catch { throw ValidationError("--plan: \(error)") }
  }
}

/// Where events and the report go.
struct RecordOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write the report as JSON; '-' for standard output.", valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Write each event as a line of JSON as it begins and ends; '-' for standard output.",
      valueName: "file"))
  var events: String?

  @Option(
    help: ArgumentHelp("The severity from which the exit status is 1.", valueName: "info|warning|error|critical|never"))
  var failOn: Threshold = .error

  @Flag(name: .shortAndLong, help: "No listing and no progress.")
  var quiet = false

  /// What is written to, as it is called.
  var places: [(option: String, path: String?)] { [("--report", report), ("--events", events)] }

  /// Makes sure that nothing is overwritten that should not be.
  ///
  /// - Parameters:
  ///   - overlay: the file of the copy, where there is one.
  ///   - others: what is written to beside report and events.
  func checkPlaces(
    input: Input?, overlay: Output? = nil, others: [(option: String, path: String?)] = []
  ) throws {
    var copy: String?
    if case .file(let path) = overlay { copy = path }
    try FilePlace.check(places + others + [("--overlay", copy)], against: input)
  }

  /// The sinks that the options ask for.
  func sinks(for name: String) throws -> [any Sink] { try sinks(for: [name]).flatMap { $0 } }

  /// The same for inputs that run at a time: their events go to one file, and a terminal has one last line only.
  func sinks(for names: [String]) throws -> [[any Sink]] {
    let lines = try events.map { try EventLines(path: $0, catalog: .standard) }
    let isTerminal = Words.isTerminal && !quiet && names.count == 1
    return names.map { name in
      let progress = ProgressLine(name: Location.displayed(name), isTerminal: isTerminal)
      return lines.map { [$0, progress] } ?? [progress]
    }
  }

  func validate() throws { try Self.checkStandardOutput(places) }

  /// Makes sure that standard output is asked for once.
  static func checkStandardOutput(_ outputs: [(option: String, path: String?)]) throws {
    let taken = outputs.filter { $0.path == "-" }.map { $0.option }
    guard taken.count > 1, let last = taken.last else { return }
    throw ValidationError("\(taken.dropLast().joined(separator: ", ")) and \(last) cannot all go to standard output")
  }

  /// Whether standard output is data, and a listing would spoil it.
  func isListing(beside others: [(option: String, path: String?)]) -> Bool {
    !quiet && !(places + others).contains { $0.path == "-" }
  }
}

/// From which severity on a run fails.
enum Threshold: String, ExpressibleByArgument, CaseIterable {
  case info, warning, error, critical, never

  var severity: Severity? { Severity(name: rawValue) }
}
