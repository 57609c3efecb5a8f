import Foundation
import Glibc
import TestMedia
import TestSupport
import Testing
import UncannyReport

/// Alerts of the program itself, to a receiver that is really there.
@Suite(.enabled(if: Receiver.isThere, "there is no Python"), .timeLimit(.minutes(5)))
struct AlertTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let isolated = [
    "UNCANNY_MODELS": "/nowhere", "XDG_CONFIG_HOME": "/nowhere", "no_proxy": "127.0.0.1", "HOOK_SECRET": "k3y",
  ]

  /// A black picture, from its first frame on.
  private func watch(_ options: [String], environment: [String: String] = [:]) throws -> Child {
    try Child(
      Built.path(),
      ["watch", "test:black", "--plan", "none,black", "--quiet", "--fail-on", "never"] + options,
      environment: Self.isolated.merging(environment) { $1 }, limit: .seconds(60))
  }

  private func configuration(_ text: String) throws -> [String] {
    ["--config", try folder.write(text.utf8, to: "uncanny.yaml")]
  }

  private func alert(_ request: JSON?) throws -> JSON {
    guard case .string(let body)? = request?["body"] else { throw NotOneAlert() }
    #expect(try Formats.violations(inAlert: body) == [])
    return try JSON(parsing: body)
  }

  private struct NotOneAlert: Error {}

  @Test func `each feed keeps its moments in a folder of its own`() async throws {
    let moments = folder.file("moments")
    let watch = try Child(
      Built.path(),
      [
        "watch", "test:black", "test:smpte", "--plan", "none,black:hold=0.1", "--quiet", "--moments", moments,
        "--duration", "3",
      ],
      environment: Self.isolated, limit: .seconds(60))
    let result = await watch.result()
    #expect(!result.isOverdue && result.words == [], "\(result.words)")
    let files = FileManager.default
    let names = try files.contentsOfDirectory(atPath: "\(moments)/feed-1").sorted().map { $0.drop { $0 != "-" } }
    #expect(names == ["-black-1.jpg", "-black-1.json", "-black-1.mp4"])
    #expect(try files.contentsOfDirectory(atPath: "\(moments)/feed-2") == [])
    let wrong = try await Built.run(["watch", "test", "--moments", "/dev/null/x"])
    #expect(wrong.status == 4 && wrong.words == ["uncanny: /dev/null/x: no folder can be made there"])
  }

  @Test func `a fault fires, resolves when the watch ends, and both are signed`() async throws {
    let receiver = try await Receiver()
    let options = try configuration(
      """
      alerts:
        channels:
          - name: desk
            webhook: \(receiver.address)/hook
            secret: $HOOK_SECRET
        rules:
          - name: off air
            faults: black
            severity: info
            labels: {team: playout}
      """)
    let watch = try watch(options)
    let first = try #require(try await receiver.request(1))
    watch.send(SIGINT)
    let second = try #require(try await receiver.request(2))
    let result = await watch.result()
    #expect(result.status == 0 && !result.isOverdue, "\(result.words)")
    let (fired, resolved) = (try alert(first), try alert(second))
    #expect(fired["state"] == .string("fired") && resolved["state"] == .string("resolved"))
    #expect(fired["id"] == resolved["id"] && fired["rule"] == .string("off air"))
    #expect(fired["labels"]?["team"] == .string("playout") && fired["event"]?["fault"] == .string("black"))
    #expect(resolved["reason"] == .string("ended") && resolved["event"]?["state"] == .string("ended"))
    for request in [first, second] {
      guard case .string(let body)? = request["body"] else { return #expect(Bool(false)) }
      let code = HMAC.text(of: body.utf8, key: "k3y".utf8)
      #expect(request["headers"]?["x-uncanny-signature"] == .string("sha256=\(code)"))
    }
    #expect(first["headers"]?["x-uncanny-delivery"] != second["headers"]?["x-uncanny-delivery"])
    #expect(!result.words.joined().contains("k3y"))
  }

  @Test func `an error goes to the address of the command line`() async throws {
    let receiver = try await Receiver()
    let watch = try watch(["--alert", receiver.address])
    let fired = try alert(try await receiver.request(1))
    // black for two seconds is one
    #expect(fired["severity"] == .string("error") && fired["rule"] == .string("errors"))
    watch.send(SIGINT)
    #expect(await watch.result().status == 0)
    #expect(await receiver.end() == 2)
  }

  @Test func `a receiver that is down gets the alert when it is up`() async throws {
    let port = Port.stream()
    let options = try configuration(
      """
      alerts:
        channels: [{name: desk, webhook: "http://127.0.0.1:\(port)/T0/B1"}]
        rules: [{severity: info}]
      """)
    let watch = try watch(options + ["--events", "-"])
    #expect(await watch.line { $0.contains("\"fault\":\"black\"") } != nil)
    let receiver = try await Receiver(port: port)
    #expect(try alert(try await receiver.request(1))["state"] == .string("fired"))
    watch.send(SIGINT)
    let words = await watch.result().words
    #expect(words.first == "uncanny: alerts: desk: cannot be reached; trying again", "\(words)")
    #expect(words.contains("uncanny: alerts: desk takes alerts again"))
    #expect(!words.joined().contains("T0/B1"), "the path of a webhook is a secret")
  }

  @Test func `after kill -9 what was not taken is sent with the same id, and only that`() async throws {
    let port = Port.stream()
    let first = try await Receiver(port: port, statuses: [200, 503])
    let options = try configuration(
      """
      store: \(folder.file("s.sqlite"))
      alerts:
        channels: [{name: desk, webhook: "http://127.0.0.1:\(port)"}]
        rules: [{name: one, severity: info}, {name: two, severity: info, for: 500ms}]
      """)
    let killed = try watch(options)
    let taken = try #require(try await first.request(1))
    let untaken = try #require(try await first.request(2))
    killed.send(SIGKILL)
    #expect(await killed.result().status == -SIGKILL)
    await first.end()
    let (one, two) = (try alert(taken), try alert(untaken))
    #expect(one["rule"] == .string("one") && two["rule"] == .string("two"))

    let second = try await Receiver(port: port)
    let again = try watch(options)
    let repeated = try #require(try await second.request(1))
    #expect(repeated["headers"]?["x-uncanny-delivery"] == untaken["headers"]?["x-uncanny-delivery"])
    #expect(repeated["body"] == untaken["body"])
    for (number, fired) in [(2, one), (3, two)] {
      let resolved = try alert(try await second.request(number))
      #expect(resolved["id"] == fired["id"])
      #expect(resolved["state"] == .string("resolved") && resolved["reason"] == .string("interrupted"))
    }
    let fresh = try alert(try await second.request(4))
    #expect(fresh["state"] == .string("fired") && fresh["id"] != one["id"])
    again.send(SIGINT)
    #expect(await again.result().status == 0)
  }

  @Test func `a store has the events of a run that was killed, marked, and those of one that was not`() async throws {
    let store = folder.file("s.sqlite")
    let killed = try watch(["--store", store, "--events", "-"])
    #expect(await killed.line { $0.contains("\"fault\":\"black\"") } != nil)
    // what is on the line before it is on the disk may be lost; what is followed is not
    let follower = try Built.start(["events", store, "--follow", "--format", "json"])
    #expect(await follower.line { $0.contains("\"fault\":\"black\"") && !$0.contains("\"ended\"") } != nil)
    killed.send(SIGKILL)
    _ = await killed.result()
    let whole = try watch(["--store", store, "--duration", "5"])
    #expect(await follower.line { $0.contains("\"interrupted\":true") } != nil)
    #expect(await whole.result().status == 0)
    follower.send(SIGKILL)
    let json = try await Built.run(["events", "--store", store, "--format", "json"])
    let lines = json.output.split(separator: "\n").map { String($0) }
    #expect(json.status == 0 && lines.count == 2)
    for line in lines { #expect(try Formats.violations(inStoredEvent: line) == []) }
    #expect(lines.map { $0.contains("\"interrupted\":true") } == [true, false])
    #expect(try await Built.run(["events", store, "--fault", "black"]).output.split(separator: "\n").count == 2)
    #expect(try await Built.run(["events", store, "--fault", "freeze"]).output == "")
    #expect(try await Built.run(["events", store, "--severity", "critical"]).output == "")
    #expect(try await Built.run(["events", store, "--until", "1h"]).output == "")
    #expect(try await Built.run(["events", store, "--since", "1h", "--source", "test"]).output.contains("cut off"))
    let csv = try await Built.run(["events", store, "--format", "csv"]).output.split(separator: "\n")
    #expect(csv.count == 3 && csv.first?.hasPrefix("began,ended,seconds,severity,fault") == true)
  }

  @Test func `a damaged store does not keep a watch from its work`() async throws {
    let store = try folder.write(("SQLite format 3\0" + String(repeating: "garbage", count: 999)).utf8, to: "s.sqlite")
    let result = try await watch(["--store", store, "--duration", "5"]).result()
    #expect(result.status == 0)
    #expect(result.words.first?.hasPrefix("uncanny: \(store): was damaged; it is now ") == true, "\(result.words)")
    #expect(folder.names.contains { $0.hasPrefix("s.sqlite.damaged-") })
    #expect(try await Built.run(["events", store]).output.contains("black"))
  }

  @Test func `who follows ends when nobody reads any more`() async throws {
    let store = folder.file("s.sqlite")
    #expect(try await watch(["--store", store, "--duration", "5"]).result().status == 0)
    let line = "'\(try Built.path())' events '\(store)' --follow | head -n 1"
    let result = try await Child("/bin/sh", ["-c", line]).result()
    #expect(result.status == 0 && !result.isOverdue && result.output.contains("black"))
  }

  @Test func `what lasts is in the store with the severity that it has risen to`() async throws {
    let store = folder.file("s.sqlite")
    let watch = try watch(["--store", store, "--events", "-"])
    let began = await watch.line { $0.contains("\"fault\":\"black\"") }
    #expect(began?.contains("\"severity\":\"info\"") == true)
    let follower = try Built.start(["events", store, "--follow", "--format", "json", "--severity", "error"])
    #expect(await follower.line { $0.contains("\"fault\":\"black\"") && !$0.contains("\"ended\"") } != nil)
    watch.send(SIGINT)
    #expect(await watch.result().status == 0)
    follower.send(SIGKILL)
  }

  @Test func `two watches do not share a store`() async throws {
    let store = folder.file("s.sqlite")
    let first = try watch(["--store", store, "--events", "-"])
    #expect(await first.line { $0.contains("black") } != nil)
    let second = try await watch(["--store", store]).result()
    #expect(second.status == 4)
    #expect(second.words.last?.contains("another uncanny writes to it") == true, "\(second.words)")
    first.send(SIGINT)
    #expect(await first.result().status == 0)
  }

  @Test func `a service manager hears that a watch begins, lives and ends`() async throws {
    let listener = try await Datagrams("'\(folder.file("notify"))'", family: "AF_UNIX")
    let watch = try watch(
      ["--events", "-"], environment: ["NOTIFY_SOCKET": folder.file("notify"), "WATCHDOG_USEC": "400000"])
    #expect(await watch.line { $0.contains("\"fault\":\"black\"") } != nil)
    for message in ["READY=1", "WATCHDOG=1"] { #expect(await listener.message { $0 == message } != nil) }
    watch.send(SIGINT)
    #expect(await listener.message { $0 == "STOPPING=1" } != nil)
    #expect(await watch.result().status == 0)
  }

  @Test func `an Alertmanager has the alert while it lasts, and not after`() async throws {
    guard let manager = Alertmanager.program else {
      return print("skipped: prometheus-alertmanager is not installed")
    }
    let port = Port.stream()
    let server = try await Alertmanager(manager, port: port, folder: folder)
    let watch = try watch(["--alert", "alertmanager+http://127.0.0.1:\(port)"])
    #expect(await server.hears("black", isActive: true))
    watch.send(SIGINT)
    #expect(await watch.result().status == 0)
    #expect(await server.hears("black", isActive: false))
  }
}
