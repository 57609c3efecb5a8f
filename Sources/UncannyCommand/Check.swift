internal import ArgumentParser
internal import Foundation
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
      uncanny check ad.mp4 --report ad.json --overlay marked.mp4
      uncanny check --fail-on warning --plan freeze,-blockiness *.mp4
      """)

  @Argument(help: ArgumentHelp("Files or URIs.", valueName: "input"))
  var inputs: [String]

  @OptionGroup var plan: PlanOptions
  @OptionGroup var record: RecordOptions

  @Option(help: ArgumentHelp("Write a copy with the findings drawn in: .mp4, .mov, .mkv or .ts.", valueName: "file"))
  var overlay: String?

  func validate() throws {
    if inputs.count > 1, record.report != nil || record.events != nil || overlay != nil {
      throw ValidationError("--report, --events and --overlay take one input at a time")
    }
    _ = try plan.parsed()
  }

  func run() async throws {
    let plan = try plan.parsed()
    var worst: ExitStatus?
    for input in inputs {
      let status = await check(input, plan)
      if (status?.rawValue ?? 0) > (worst?.rawValue ?? 0) { worst = status }
    }
    if let worst { throw worst }
  }

  private func check(_ text: String, _ plan: Plan) async -> ExitStatus? {
    let input = Input(text)
    do {
      let output = try overlay.map { try Output($0) }
      let sinks = try Sinks.make(record, for: input)
      let session = Session(
        input: input, plan: plan, catalog: .standard, output: output, settings: Session.Settings(isComplete: true),
        sinks: sinks)
      let run = try await Interruptible.run(session)
      return try Closing.write(run, record)
    } catch let error as SessionError {
      Words.say("uncanny: \(error)")
      return ExitStatus(error)
    } catch let error as OutputError {
      Words.say("uncanny: \(error)")
      return .usage
    } catch {
      Words.say("uncanny: \(error)")
      return .broken
    }
  }
}

/// The sinks that the options ask for.
enum Sinks {
  static func make(_ record: RecordOptions, for input: Input) throws -> [any Sink] {
    let name = Location.displayed(input.text)
    var sinks: [any Sink] = []
    if let path = record.events { sinks.append(try EventLines(path: path, catalog: .standard, source: name)) }
    sinks.append(ProgressLine(name: name, isTerminal: Words.isTerminal && !record.quiet))
    return sinks
  }
}

/// What is written and answered when a session is over.
enum Closing {
  static func write(_ run: Session.Run, _ record: RecordOptions) throws -> ExitStatus? {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    if let path = record.report {
      let text = try JSONText.document(run.report)
      if path == "-" { print(text, terminator: "") } else { try WholeFile.write(text, to: path) }
    }
    if !record.quiet, record.report != "-", record.events != "-" {
      print(Table(run.report, width: isTerminal ? Terminal.width : nil, isColored: isTerminal).text, terminator: "")
    }
    if let failure = run.failure {
      Words.say("uncanny: \(failure)")
      return ExitStatus(failure)
    }
    if let severity = record.failOn.severity, run.report.reaches(severity) { return .findings }
    return nil
  }
}

enum Terminal {
  /// Cells of a line, by the environment; 100 when it does not say.
  static var width: Int { ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 100 }
}
