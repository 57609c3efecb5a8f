internal import ArgumentParser
internal import Uncanny
internal import UncannyPipeline

/// Where figures go.
struct ValueOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write what was measured in each second as comma-separated values; '-' for standard output.", valueName: "file"))
  var values: String?

  /// The plan, made to tell of each second where that is asked for.
  func asking(_ plan: Plan) -> Plan {
    var plan = plan
    plan.tellsSeconds = values != nil
    return plan
  }

  /// Makes sure that standard output is asked for once.
  func validate(beside record: RecordOptions) throws {
    if values == "-", record.report == "-" || record.events == "-" {
      throw ValidationError("only one of --report, --events and --values can go to standard output")
    }
  }

  func sinks() throws -> [any Sink] { try values.map { [try ValueLines(path: $0)] } ?? [] }
}
