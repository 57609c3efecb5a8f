internal import ArgumentParser
internal import UncannyDetectors
internal import UncannyPipeline

/// `uncanny play`: a window with the warnings on the picture.
struct Play: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play in a window, with the warnings on the picture.",
    discussion: "uncanny play ad.mp4")

  @Argument(help: ArgumentHelp("A file or a URI.", valueName: "input"))
  var input: String

  @OptionGroup var plan: PlanOptions
  @OptionGroup var record: RecordOptions

  func validate() throws {
    _ = try plan.parsed()
    if case .pattern = Input(input) { throw ValidationError("a test picture is watched: uncanny watch \(input)") }
  }

  func run() async throws {
    let input = Input(input)
    let status = try await Reported.status {
      try record.checkPlaces(input: input)
      let session = Session(
        .play(input), plan: try plan.parsed(), catalog: .standard, sinks: try record.sinks(for: input.text))
      return try Closing.write(try await Interruptible.run(session), record)
    }
    if let status { throw status }
  }
}
