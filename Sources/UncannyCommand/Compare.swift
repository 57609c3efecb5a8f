internal import ArgumentParser
internal import Foundation
internal import Uncanny
internal import UncannyCompare
internal import UncannyDetectors
internal import UncannyPipeline
internal import UncannyReport

/// `uncanny compare`: two cuts of one film, shot by shot.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two cuts of a film, shot by shot: what is the same, changed, moved, new, missing.",
    discussion: """
      uncanny compare last-week.mov this-week.mov
      uncanny compare master.mxf proxy.mp4 --html side-by-side.html
      uncanny compare a.mp4 b.mp4 --report comparison.json --fail-on missing

      Size, frame rate, letterbox, encoder and grade may differ. Sound is not compared.

      Exit status: 0 every shot is there as it was, 1 something differs (see --fail-on), 2 wrong usage, 3 an input \
      cannot be read, 4 failed in the middle.
      """)

  @Argument(help: ArgumentHelp("The film as it was, a file or URI.", valueName: "a"))
  var first: String

  @Argument(help: ArgumentHelp("The film as it is.", valueName: "b"))
  var second: String

  @Option(help: ArgumentHelp("Write the comparison as JSON; '-' for standard output.", valueName: "file"))
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Write it as one HTML file with the films side by side; '-' for standard output.",
      discussion: "The inputs are decoded a second time for the pictures.", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp(
      "What makes the exit status 1: any shot that is not as it was, or only one that is missing.",
      valueName: "changed|missing|never"))
  var failOn: Concern = .changed

  @Flag(name: .shortAndLong, help: "No listing and no progress.")
  var quiet = false

  /// What is a difference to whoever asks.
  enum Concern: String, ExpressibleByArgument, CaseIterable {
    case changed, missing, never
  }

  private var places: [(option: String, path: String?)] { [("--report", report), ("--html", html)] }

  func validate() throws {
    try RecordOptions.checkStandardOutput(places)
    for input in [first, second].map({ Input($0) }) where input.isLive {
      throw ValidationError("\(Location.displayed(input.text)) is live; what is compared must have an end")
    }
  }

  func run() async throws {
    let status = try await Reported.status {
      let inputs = [first, second].map { Input($0) }
      for input in inputs { try FilePlace.check(places, against: input) }
      let one = try await film(inputs[0])
      let other = try await film(inputs[1])
      let reels = [one, other].map { Reel(of: $0) }
      let comparison = Comparer(reels[0], reels[1]).comparison()
      let told = Wire.Comparison(
        comparison, of: reels[0], and: reels[1], tool: one.report.tool, a: one.report.media, b: other.report.media)
      try await write(told, inputs)
      return concern(told)
    }
    if let status { throw status == .stopped ? ExitStatus.broken : status }
  }

  /// What a film came to.
  private typealias Film = (report: Wire.Report, trace: [Trace.Picture])

  private func film(_ input: Input) async throws -> Film {
    let name = Location.displayed(input.text)
    var plan = try Plan(parsing: "none", from: .standard)
    plan.trace = .everyFrame
    let session = Session(
      .check(input, copy: nil), plan: plan, catalog: .standard, settings: Session.Settings(models: .none),
      sinks: [ProgressLine(name: name, isTerminal: Words.isTerminal && !quiet)])
    let run = try await Interruptible.run(session)
    if let failure = run.failure { throw failure }
    guard let report = run.reports.first, let trace = run.traces.first, !trace.isEmpty else {
      throw SessionError.unreadable("\(name): has no picture")
    }
    if report.media.complete == false {
      Words.say("uncanny: \(name) is damaged or breaks off; it is compared as far as it goes")
    }
    return (report, trace)
  }

  private func write(_ comparison: Wire.Comparison, _ inputs: [Input]) async throws {
    if !quiet, !places.contains(where: { $0.path == "-" }) {
      let isTerminal = isatty(STDOUT_FILENO) == 1
      Words.put(
        ComparisonTable(comparison, width: isTerminal ? Terminal.width : nil, isColored: isTerminal).text)
    }
    if let report { try Words.write(JSONText.document(comparison), to: report) }
    guard let html else { return }
    let wishes = ComparisonWishes(of: comparison)
    let a = await Stills.take(wishes.a.wishes, of: inputs[0])
    let b = await Stills.take(wishes.b.wishes, of: inputs[1])
    let page = ComparisonPage(
      comparison, a: PictureAlbum(a.pictures, of: wishes.a, trouble: a.trouble),
      b: PictureAlbum(b.pictures, of: wishes.b, trouble: b.trouble))
    try Words.write(page.text, to: html)
  }

  private func concern(_ comparison: Wire.Comparison) -> ExitStatus? {
    switch failOn {
    case .changed: comparison.verdict == .same ? nil : .findings
    case .missing: comparison.counts["missing"] == nil ? nil : .findings
    case .never: nil
    }
  }
}

extension Reel {
  /// The film that was looked at, with its shots.
  fileprivate init(of film: (report: Wire.Report, trace: [Trace.Picture])) {
    let shots = film.report.shots.map { shot in
      (start: shot.startFrame, transition: Uncanny.Shot.Transition(rawValue: shot.transition.rawValue) ?? .cut)
    }
    let media = film.report.media
    self.init(film.trace, aspect: Double(media.width) / Double(max(1, media.height)), shots: shots)
  }
}
