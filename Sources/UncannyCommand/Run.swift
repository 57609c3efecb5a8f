internal import ArgumentParser
internal import Synchronization
internal import UncannyDetectors
internal import UncannyPipeline

/// `uncanny run`: a pipeline of the user's.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a gst-launch-style pipeline in which 'uncanny' may stand as an element.",
    discussion: """
      uncanny run pipelines/srt-monitor.launch
      uncanny run 'videotestsrc num-buffers=100 ! uncanny plan=none,freeze ! autovideosink'

      uncanny run pipelines/srt-monitor.launch --set srt.plan=broadcast --dot graph.dot
      gst-launch-1.0 $(uncanny run --print pipelines/check-file.launch)

      In a file, lines that begin with # are comments, and ${NAME:-default} stands for a variable of the environment. \
      No shell is run. Each 'uncanny' in it has a report of its own.
      """)

  @Argument(help: ArgumentHelp("A .launch file, or a description.", valueName: "pipeline"))
  var pipeline: String

  @OptionGroup var record: RecordOptions

  @Option(
    help: ArgumentHelp(
      "Set a property of an element by its name, in place of what the pipeline says; can be repeated.",
      valueName: "element.property=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Write the graph of the pipeline as it ran, for Graphviz.", valueName: "file"))
  var dot: String?

  @Flag(help: "Print what GStreamer would be given, with the variables filled in, and run nothing.")
  var print = false

  @Option(help: ArgumentHelp("Stop after so many seconds.", valueName: "s"))
  var duration: Double?

  func validate() throws {
    guard Interruptible.allows(duration) else { throw ValidationError(Interruptible.limit) }
    do { _ = try file() } catch { throw ValidationError("\(error)") }
    try RecordOptions.checkStandardOutput(record.places + [("--dot", dot)])
  }

  private func file() throws(LaunchError) -> LaunchFile {
    var file = try LaunchFile(pipeline)
    for text in set { file.settings.append(try LaunchFile.Setting(text)) }
    return file
  }

  func run() async throws {
    let file = try file()
    if print { return Words.put(file.description) }
    let graph = Mutex<String?>(nil)
    let status = try await Reported.status {
      try record.checkPlaces(input: nil, others: [("--dot", dot)])
      let session = Session(
        .launch(file), plan: try PlanOptions.parse([]).parsed(), catalog: .standard,
        settings: Session.Settings(graph: { text in graph.withLock { $0 = text } }),
        sinks: try record.sinks(for: file.title ?? "pipeline"))
      let run = try await Interruptible.run(session, atMost: duration)
      if let dot, let text = graph.withLock({ $0 }) { try WholeFile.write(text, to: dot) }
      return try Closing.write(run, record)
    }
    if let status { throw status }
  }
}
