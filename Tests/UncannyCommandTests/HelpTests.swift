import TestMedia
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct HelpTests {
  private static let commands = [
    "check", "watch", "play", "run", "triage", "compare", "events", "list", "show", "config", "doctor",
  ]

  @Test(arguments: [""] + commands) func `the help of a command is as it was looked at`(command: String) async throws {
    let result = try await Built.run((command.isEmpty ? [] : [command]) + ["--help"])
    #expect(result.status == 0 && result.words == [])
    let name = command.isEmpty ? "uncanny" : command
    #expect(try Golden.difference(of: result.output, from: "Tests/UncannyCommandTests/Golden/\(name).txt") == nil)
  }

  @Test func `every command has its help looked at`() async throws {
    let help = try await Built.run(["--help"]).output
    let listed = help.matches(of: /\n  ([a-z]+) {2,}[A-Z]/).map { String($0.1) }
    #expect(listed == Self.commands)
  }

  @Test func `the version is one line`() async throws {
    let result = try await Built.run(["--version"])
    #expect(result.status == 0)
    #expect(result.output.wholeMatch(of: /uncanny \d+\.\d+\.\d+\n/) != nil)
  }

  @Test func `list names each detector once, and show has a page for each`() async throws {
    let list = try await Built.run(["list"])
    #expect(list.status == 0 && list.words == [])
    let catalog = try await Built.run(["list", "--json"])
    #expect(catalog.status == 0)
    guard case .array(let detectors)? = try JSON(parsing: catalog.output)["detectors"] else {
      Issue.record("no detectors in \(catalog.output)")
      return
    }
    #expect(!detectors.isEmpty)
    for detector in detectors {
      guard case .string(let id)? = detector["id"] else {
        Issue.record("a detector without an id")
        continue
      }
      #expect(list.output.split(whereSeparator: { " \n".contains($0) }).contains { $0 == id }, "\(id)")
      let page = try await Built.run(["show", id])
      #expect(page.status == 0)
      let committed = try Repository.text(of: "docs/detectors/\(id).md")
      #expect(page.output == committed || committed.contains(page.output), "\(id)")
    }
  }

  @Test func `doctor says what is there`() async throws {
    let result = try await Built.run(["doctor"])
    #expect(result.words == [])
    let lines = result.output.split(separator: "\n")
    #expect(lines.first?.wholeMatch(of: /uncanny [\d.]+, GStreamer 1\.[\d.]+/) != nil)
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("ok  ") || $0.hasPrefix("missing  ") })
    #expect(result.status == 0 && lines.contains { $0.hasPrefix("ok       analysis") })
  }
}
