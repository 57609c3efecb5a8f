import TestMedia
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ConfigTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func check(_ text: String, _ environment: [String: String] = [:]) async throws -> Child.Result {
    let path = try folder.write(text.utf8, to: "uncanny.yaml")
    return try await Built.run(["config", "check", path], environment: environment)
  }

  @Test func `what would be in force is said, and secrets are not`() async throws {
    let result = try await check(
      """
      plan: none,black
      store: {file: a.sqlite, age: 7d, size: 2GB}
      moments: {folder: clips, severity: error, size: 500MB}
      alerts:
        channels: [{name: desk, webhook: "https://hooks.example/T0/B1", secret: $KEY}]
        rules: [{name: off air, faults: [black, stream], for: 5s, quiet: "22:00-06:00", labels: {team: playout}}]
      """, ["KEY": "k3y"])
    #expect(result.status == 0 && result.words == [])
    #expect(
      result.output == """
        file     \(folder.file("uncanny.yaml"))
        plan     none,black (by the file)
        store    a.sqlite for 7d, up to 2GB (by the file)
        moments  clips from error on, up to 500MB (by the file)
        channel  desk: webhook hooks.example, signed by $KEY
        rule     off air: black, stream from error on, for 5s, cool-down 1m, quiet 22:00-06:00, team=playout -> all channels

        """)
  }

  @Test func `the environment comes before the file`() async throws {
    let result = try await check(
      "plan: none,black\nstore: a.sqlite\n",
      ["UNCANNY_PLAN": "none,freeze", "UNCANNY_STORE": "b.sqlite", "UNCANNY_ALERT": "http://a:1/x http://a:1/y"])
    let lines = result.output.split(separator: "\n").dropFirst()
    #expect(
      lines == [
        "plan     none,freeze (by the environment)", "store    b.sqlite for 30d, up to 1GB (by the environment)",
        "channel  a:1: webhook a:1, not signed", "channel  a:1-2: webhook a:1, not signed",
        "rule     errors: any fault from error on, cool-down 1m -> a:1, a:1-2",
      ])
  }

  @Test(arguments: [
    ("plan: none,blak", "uncanny.yaml:1: plan: unknown detector \"blak\""),
    (
      "\nalerts:\n  rules: [{severity: eror}]",
      "uncanny.yaml:3: severity: unknown severity \"eror\"; did you mean \"error\"?"
    ),
  ])
  func `a wrong file is status 2, with the line`(text: String, words: String) async throws {
    let result = try await check(text)
    #expect(result.status == 2 && result.output == "")
    #expect(result.words.first?.contains(words) == true, "\(result.words)")
  }

  @Test(arguments: [
    ("echo hi", "command: there is no program \"echo hi\"; as a list, \"echo\" would be the program"),
    ("[/no/such/pager, --urgent]", "command: there is no program \"/no/such/pager\""),
  ])
  func `a program that is not there is told before it is needed`(command: String, words: String) async throws {
    let file = "alerts: {channels: [{command: \(command.hasPrefix("[") ? command : "\"\(command)\"")}]}"
    let result = try await check(file)
    #expect(result.status == 2 && result.output == "")
    #expect(result.words == ["uncanny: \(folder.file("uncanny.yaml")): \(words)"])
    let path = folder.file("uncanny.yaml")
    #expect(try await Built.run(["watch", "test:black", "--config", path]).status == 2)
  }

  @Test func `a port that is none is told, and a rule that nobody hears of`() async throws {
    let wrong = try await check("alerts: {channels: [{webhook: \"http://desk:99999/x\"}]}")
    #expect(wrong.status == 2 && wrong.words.first?.contains("there is no port 99999") == true, "\(wrong.words)")
    let mute = try await check("alerts: {rules: [{faults: [black]}]}")
    #expect(mute.output.contains("rule     rule-1: black") && mute.output.contains("-> nobody: there is no channel"))
  }

  @Test func `a watch does not begin with a wrong file`() async throws {
    let path = try folder.write("alerts: {rule: []}".utf8, to: "u.yaml")
    let result = try await Built.run(["watch", "test:black", "--config", path])
    #expect(result.status == 2)
    #expect(result.words == ["uncanny: \(path):1: unknown key \"rule\"; did you mean \"rules\"?"])
  }

  @Test(arguments: [("ftp://a/b", "needs an address"), ("$NOWHERE", "$NOWHERE is not set in the environment")])
  func `an address that is none is status 2, before anything is opened`(address: String, words: String) async throws {
    let result = try await Built.run(["watch", "test:black", "--alert", address])
    #expect(result.status == 2 && result.output == "")
    #expect(result.words.first?.hasPrefix("uncanny: --alert: \(words)") == true, "\(result.words)")
  }

  @Test func `a file that is named and missing is an error`() async throws {
    let result = try await Built.run(["config", "check", folder.file("nowhere.yaml")])
    #expect(result.status == 2 && result.words == ["uncanny: \(folder.file("nowhere.yaml")): cannot be read"])
  }
}
