// The analyser in a program of your own: 30 lines.
//
//     swift run -c release embed examples/frostfuel.mp4
import Uncanny
import UncannyDetectors
import UncannyPipeline
import UncannyReport

/// Hears of everything as it is found.
struct Listener: Sink {
  func receive(_ update: Update) async {
    guard case .change(.began(let event), _, _) = update else { return }
    print("\(event.fault) from frame \(event.start.frame), known at frame \(event.decided.frame)")
  }
}

@main
struct Embed {
  static func main() async throws {
    guard let path = CommandLine.arguments.dropFirst().first else { return print("usage: embed FILE") }
    let plan = try Plan(parsing: "default,-exposure,freeze:hold=0.3", from: .standard)
    let session = Session(
      .check(Input(path), copy: nil), plan: plan, catalog: .standard, sinks: [Listener()])
    let run = try await session.run()
    for report in run.reports {
      print("\(report.media.frames) frames, \(report.shots.count) shots: \(report.verdict.rawValue)")
    }
  }
}
