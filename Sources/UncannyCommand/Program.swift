internal import ArgumentParser
internal import Foundation
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
    subcommands: [Check.self, Watch.self, Play.self, Run.self, List.self, Show.self, Doctor.self])

  static func main() async { await Launch.run() }
}

/// The way in and the way out, away from the main actor.
enum Launch {
  static func run() async {
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
        print(text)
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

  /// The status of a run that did not do its work.
  init(_ error: SessionError) {
    switch error {
    case .unreadable: self = .unreadable
    case .broken: self = .broken
    }
  }
}

/// Standard error: what is for people.
enum Words {
  static func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
