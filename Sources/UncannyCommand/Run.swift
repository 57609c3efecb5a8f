internal import ArgumentParser
internal import UncannyDetectors
internal import UncannyPipeline

/// `uncanny run`: a pipeline of the user's.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a gst-launch-style pipeline in which 'uncanny' may stand as an element.",
    discussion: """
      uncanny run pipelines/srt-monitor.launch
      uncanny run 'videotestsrc num-buffers=100 ! uncanny plan=none,freeze ! autovideosink'

      In a file, lines that begin with # are comments, and ${NAME:-default} stands for a variable of the environment. \
      No shell is run. Each 'uncanny' in it has a report of its own.
      """)

  @Argument(help: ArgumentHelp("A .launch file, or a description.", valueName: "pipeline"))
  var pipeline: String

  @OptionGroup var record: RecordOptions

  @Option(help: ArgumentHelp("Stop after so many seconds.", valueName: "s"))
  var duration: Double?

  func validate() throws {
    guard Interruptible.allows(duration) else { throw ValidationError(Interruptible.limit) }
    do { _ = try LaunchFile(pipeline) } catch { throw ValidationError("\(error)") }
  }

  func run() async throws {
    let file = try LaunchFile(pipeline)
    let status = try await Reported.status {
      try record.checkPlaces(input: nil)
      let session = Session(
        .launch(file), plan: try PlanOptions.parse([]).parsed(), catalog: .standard,
        sinks: try record.sinks(for: file.title ?? "pipeline"))
      return try Closing.write(try await Interruptible.run(session, atMost: duration), record)
    }
    if let status { throw status }
  }
}
