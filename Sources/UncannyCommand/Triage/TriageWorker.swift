internal import ArgumentParser
internal import Foundation
internal import Uncanny
internal import UncannyDetectors
internal import UncannyPipeline
internal import UncannyReport

/// `uncanny triage-worker`: what looks at the clips of a triage, one after the other, in a process of its own, so that a
/// clip that is its end is the end of nothing else.
///
/// Reads a path a line, as a JSON string; answers each with one line of `Answer`, and as long as it works on one, with
/// empty lines. It ends when nobody asks any more.
struct TriageWorker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triage-worker", abstract: "Look at the clips of a triage.", shouldDisplay: false)

  /// What came of a clip.
  typealias Answer = Ledger.Entry

  @OptionGroup var plan: PlanOptions
  @Flag var quick = false

  func run() async throws {
    var plan = try plan.parsed()
    plan.trace = .atMost(16)
    let models = LoadedModels()
    plan = try await Session.completed(plan, from: .standard, models: quick ? .none : .kept(models))
    while let line = readLine() {
      guard let path = try? JSONDecoder().decode(String.self, from: Data(line.utf8)) else { continue }
      let session = Session(
        .check(.file(path), copy: nil), plan: plan, catalog: .standard,
        settings: .init(limit: quick ? QuickLook.length : nil, models: quick ? .none : .kept(models)), sinks: [Pulse()])
      let answer = try JSONText.line(await Self.answer(of: session, isPart: quick))
      Words.put(answer + "\n")
    }
  }

  private static func answer(of session: Session, isPart: Bool) async -> Answer {
    do {
      let run = try await session.run()
      return Answer(
        digest: run.reports.first.map { ClipDigest($0, isPart: isPart) },
        hash: run.traces.first.flatMap { PictureHash($0) },
        failure: run.failure.map { "\($0)" })
    } catch { return Answer(failure: "\(error)") }
  }
}

/// Says that something still happens.
private struct Pulse: Sink {
  func receive(_ update: Update) { if case .progress = update { Words.put("\n") } }
}
