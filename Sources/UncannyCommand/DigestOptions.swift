internal import ArgumentParser
internal import Uncanny
internal import UncannyReport

/// Where the run is told of in the formats of others, all inputs in one file.
struct DigestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write what came of it as Markdown for a pull request or a chat; '-' for standard output.", valueName: "file"))
  var markdown: String?

  @Option(
    help: ArgumentHelp(
      "Write it as JUnit XML, a test case for each detector; '-' for standard output.", valueName: "file"))
  var junit: String?

  /// What is written to, as it is called.
  var places: [(option: String, path: String?)] { [("--markdown", markdown), ("--junit", junit)] }

  /// Writes what was asked for.
  ///
  /// - Throws: `WriteError`.
  func write(_ inputs: [Inspected], failingOn threshold: Severity?) throws {
    if let markdown { try Words.write(Markdown(inputs).text, to: markdown) }
    if let junit { try Words.write(JUnit(inputs, failingOn: threshold).text, to: junit) }
  }
}
