internal import ArgumentParser
internal import Foundation
internal import Uncanny
internal import UncannyPipeline

/// The program.
@main
struct Program: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uncanny",
    abstract: "Watches video as a script supervisor and a quality-control operator would.",
    discussion: """
      It finds black and frozen pictures, harmful flashing, visible blocks, clipped exposure and cuts, in files and \
      live feeds, frame by frame, and says so at once: on the picture, as event lines, in a report.

      Exit status: 0 clean, 1 findings at or above --fail-on, 2 wrong usage, 3 input unreadable, 4 failed in the middle.
      """,
    version: "uncanny \(uncannyVersion)",
    subcommands: [
      Check.self, Watch.self, Play.self, Run.self, Triage.self, Compare.self, List.self, Show.self, Doctor.self,
      TriageWorker.self,
    ])

  static func main() async { await Launch.run() }
}

/// The way in and the way out, away from the main actor.
enum Launch {
  static func run() async {
    // a reader that goes away is an error of a write, not the end of the program
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Program.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      exit(status.rawValue)
    } catch {
      let code = Program.exitCode(for: error)
      let text = Program.fullMessage(for: error)
      guard code != .success else {
        Words.put(text + "\n")
        exit(0)
      }
      Words.say(text)
      exit(code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue)
    }
  }
}

/// What the program's exit status says.
enum ExitStatus: Int32, Error {
  case findings = 1
  case usage = 2
  case unreadable = 3
  case broken = 4
  /// Interrupted: to the outside, `broken`.
  case stopped = 5

  /// The worse of two; `nil` is 0.
  static func worst(_ one: ExitStatus?, _ other: ExitStatus?) -> ExitStatus? {
    (one?.rawValue ?? 0) >= (other?.rawValue ?? 0) ? one : other
  }

  /// The status of a run that did not do its work.
  init(_ error: SessionError) {
    switch error {
    case .unreadable: self = .unreadable
    case .broken: self = .broken
    case .stopped: self = .stopped
    }
  }
}

/// What is said: words for people to standard error, data to standard output. A stream that is closed is no fault of ours.
enum Words {
  /// A line for people. What could move the cursor of a terminal is shown as `?`.
  static func say(_ text: String) {
    let safe = text.unicodeScalars.map { $0.value < 32 && $0 != "\n" || $0.value == 127 ? "?" : Character($0) }
    show(String(safe) + "\n")
  }

  /// Text for people as it is.
  static func show(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

  /// Data for whoever reads standard output.
  static func put(_ text: String) { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }

  /// A whole file, or data for standard output where the path is `-`.
  ///
  /// - Throws: `WriteError`.
  static func write(_ text: String, to path: String) throws {
    if path == "-" { put(text) } else { try WholeFile.write(text, to: path) }
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
