import Foundation
import TestMedia
import TestSupport
import Testing
import UncannyReport

@testable import UncannyAlerts

@Suite(.timeLimit(.minutes(2)))
struct ChannelTests {
  // as the program does: a command need not read what it is given
  init() { signal(SIGPIPE, SIG_IGN) }

  private func webhook(_ address: String, key: String? = nil, within timeout: Duration = .seconds(10)) -> Webhook {
    Webhook(
      address: Secret(origin: "", value: address), key: key.map { Secret(origin: "", value: $0) },
      token: Secret(origin: "", value: "t0ken"), timeout: timeout)
  }

  private func failure(_ body: () async throws -> Void) async -> DeliveryFailure? {
    do {
      try await body()
      return nil
    } catch { return error as? DeliveryFailure }
  }

  @Test(.enabled(if: Receiver.isThere, "there is no Python")) func `a webhook is signed over the bytes that are sent`()
    async throws
  {
    let receiver = try await Receiver()
    let delivery = try Specimens.delivery("a", isFired: true)
    try await webhook(receiver.address + "/hook", key: "k3y").deliver(delivery)
    let request = try #require(try await receiver.request(1))
    #expect(request["method"] == .string("POST") && request["path"] == .string("/hook"))
    #expect(request["body"] == .string(delivery.body))
    let headers = try #require(request["headers"])
    #expect(headers["x-uncanny-delivery"] == .string(delivery.id))
    #expect(headers["content-type"] == .string("application/json"))
    #expect(headers["authorization"] == .string("Bearer t0ken"))
    let code = HMAC.text(of: delivery.body.utf8, key: "k3y".utf8)
    #expect(headers["x-uncanny-signature"] == .string("sha256=\(code)"))
  }

  @Test(
    .enabled(if: Receiver.isThere, "there is no Python"),
    arguments: [
      (503, .failed("answers 503")), (404, .failed("answers 404")), (400, .refused("answers 400")),
      (413, .refused("answers 413")), (204, nil),
    ] as [(Int, DeliveryFailure?)]
  ) func `a status says whether to try again`(status: Int, meaning: DeliveryFailure?) async throws {
    let receiver = try await Receiver(statuses: [status])
    let delivery = try Specimens.delivery("a", isFired: true)
    #expect(await failure { try await webhook(receiver.address).deliver(delivery) } == meaning)
  }

  @Test(.enabled(if: Receiver.isThere, "there is no Python")) func `a redirect to another host is not followed`()
    async throws
  {
    let other = try await Receiver()
    let receiver = try await Receiver(statuses: [307], location: other.address + "/stolen")
    let delivery = try Specimens.delivery("a", isFired: true)
    let found = await failure { try await webhook(receiver.address).deliver(delivery) }
    #expect(found == .failed("answers 307, to another place; give that address"))
    #expect(await other.end() == 0)
  }

  @Test(.enabled(if: Receiver.isThere, "there is no Python")) func `a redirect within the host keeps the message`()
    async throws
  {
    let receiver = try await Receiver(statuses: [307, 200], location: "/new")
    let delivery = try Specimens.delivery("a", isFired: true)
    try await webhook(receiver.address + "/old").deliver(delivery)
    let request = try #require(try await receiver.request(2))
    #expect(request["path"] == .string("/new") && request["body"] == .string(delivery.body))
    #expect(request["headers"]?["x-uncanny-delivery"] == .string(delivery.id))
  }

  @Test(.enabled(if: Receiver.isThere, "there is no Python")) func `an answer without end does not matter`()
    async throws
  {
    let receiver = try await Receiver(isEndless: true)
    let delivery = try Specimens.delivery("a", isFired: true)
    #expect(await failure { try await webhook(receiver.address).deliver(delivery) } == nil)
  }

  @Test func `who is not there is said without the address`() async throws {
    let delivery = try Specimens.delivery("a", isFired: true)
    let address = "http://127.0.0.1:\(Port.stream())/T0/B1"
    #expect(await failure { try await webhook(address).deliver(delivery) } == .failed("cannot be reached"))
  }

  @Test(.enabled(if: Receiver.isThere, "there is no Python")) func `who does not answer is given up in time`()
    async throws
  {
    let receiver = try await Receiver(isSilent: true)
    let delivery = try Specimens.delivery("a", isFired: true)
    let slow = webhook(receiver.address, within: .milliseconds(300))
    #expect(await failure { try await slow.deliver(delivery) } == .failed("does not answer in time"))
  }

  @Test func `an Alertmanager is told when an alert began, and when it ends`() throws {
    let now = Date(timeIntervalSince1970: 1_777_615_200)
    let fired = try JSON(
      parsing: Alertmanager.body(of: Specimens.alert("a", isFired: true), lasting: .seconds(240), at: now))[0]
    #expect(fired?["startsAt"] == .string("2026-05-01T06:00:00.000Z"))
    #expect(fired?["endsAt"] == .string("2026-05-01T06:04:00.000Z"))
    let expected: [String: JSON] = [
      "alertname": .string("black"), "detector": .string("black"), "rule": .string("r"), "severity": .string("error"),
      "source": .string("srt://a:1"), "team": .string("playout"),
    ]
    #expect(fired?["labels"] == .object(expected))
    let over = try JSON(
      parsing: Alertmanager.body(of: Specimens.alert("a", isFired: false), lasting: .seconds(240), at: now))[0]
    #expect(over?["endsAt"] == .string("2026-05-01T06:00:02.000Z"))
    #expect(over?["labels"] == fired?["labels"], "other labels are another alert")
  }

  @Test func `a message of syslog is one line of RFC 5424`() {
    let text = Syslog.message(
      Specimens.alert("a-1", isFired: true), host: "play out", process: 7, at: "2026-05-01T06:00:00.000Z")
    #expect(
      text == "<27>1 2026-05-01T06:00:00.000Z playout uncanny 7 alert - fired rule=r fault=black severity=error id=a-1 "
        + "source=srt://a:1: black")
    let over = Syslog.message(Specimens.alert("a", isFired: false), host: "h", process: 7, at: "t")
    #expect(over.hasPrefix("<29>1 "))
  }

  @Test(.enabled(if: Receiver.isThere, "there is no Python")) func `a message goes to a log by UDP`() async throws {
    let port = Port.datagram()
    let listener = try await Datagrams("('127.0.0.1', \(port))", family: "AF_INET")
    try await Syslog(place: .host("127.0.0.1", port: UInt16(port))).deliver(Specimens.delivery("a", isFired: true))
    #expect(await listener.message { $0.contains("fault=black") }?.hasPrefix("<27>1 ") == true)
  }

  @Test(.enabled(if: Receiver.isThere, "there is no Python")) func `a message goes to a socket of this machine`()
    async throws
  {
    let folder = try TemporaryFolder()
    let listener = try await Datagrams("'\(folder.file("log"))'", family: "AF_UNIX")
    try Datagram.send(Array("hello".utf8), toPath: folder.file("log"))
    #expect(await listener.message { $0 == "hello" } != nil)
    #expect(throws: DatagramError.noSuchPlace("/nowhere")) { try Datagram.send([1], toPath: "/nowhere") }
  }

  @Test func `a command gets the alert on its standard input, and no shell sees its words`() async throws {
    let folder = try TemporaryFolder()
    let delivery = try Specimens.delivery("a", isFired: true)
    let script = try folder.write("cat > \"$1\"; echo \"$UNCANNY_DELIVERY $2\" >> \"$1\"".utf8, to: "script")
    let words = ["/bin/sh", script, folder.file("out put"), "$(id); *"]
    try await CommandChannel(words: words, timeout: .seconds(10)).deliver(delivery)
    #expect(folder.text(of: "out put") == "\(delivery.body)\n\(delivery.id) $(id); *\n")
  }

  @Test(arguments: [
    (["/bin/sh", "-c", "exit 3"], "/bin/sh ends with status 3"), (["sleep", "60"], "sleep takes too long"),
    (["/nowhere"], "there is no program /nowhere"),
  ])
  func `a command that fails is tried again`(words: [String], why: String) async throws {
    let channel = CommandChannel(words: words, timeout: .milliseconds(words[0] == "sleep" ? 200 : 10_000))
    let delivery = try Specimens.delivery("a", isFired: true)
    #expect(await failure { try await channel.deliver(delivery) } == .failed(why))
  }
}
