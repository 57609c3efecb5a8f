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
    if values != nil { plan.figureInterval = .seconds(1) }
    return plan
  }

  /// What is written to, as it is called.
  var places: [(option: String, path: String?)] { [("--values", values)] }

  func sinks() throws -> [any Sink] { try values.map { [try ValueLines(path: $0)] } ?? [] }
}
