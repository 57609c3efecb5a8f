import Foundation
import TestMedia
import Testing

@testable import UncannyAlerts

/// Alerts by MQTT, to a real broker where there is one.
@Suite(.timeLimit(.minutes(2)))
struct MQTTTests {
  private static func program(_ name: String) -> String? {
    ["/usr/sbin/\(name)", "/usr/bin/\(name)"].first { FileManager.default.isExecutableFile(atPath: $0) }
  }
  private static let isThere =
    program("mosquitto") != nil && program("mosquitto_sub") != nil && program("mosquitto_passwd") != nil

  private func channel(
    _ port: Int, topic: String = "playout/alerts", as user: String? = "desk", _ password: String? = "p4ss",
    within timeout: Duration = .seconds(10)
  ) throws -> MQTT {
    MQTT(
      address: try MQTTAddress("mqtt://127.0.0.1:\(port)/\(topic)"), user: user,
      password: password.map { Secret(origin: "", value: $0) }, timeout: timeout)
  }

  private func failure(_ body: () async throws -> Void) async -> DeliveryFailure? {
    do {
      try await body()
      return nil
    } catch { return error as? DeliveryFailure }
  }

  /// A broker that wants a password, and the port where it listens.
  private func broker(in folder: TemporaryFolder) async throws -> (Child, Int) {
    let passwords = folder.file("passwords")
    let made = try Child(
      #require(Self.program("mosquitto_passwd")), ["-b", "-c", passwords, "desk", "p4ss"], limit: .seconds(20))
    #expect(await made.result().status == 0)
    let port = Port.stream()
    let user = NSUserName()
    let settings =
      "listener \(port) 127.0.0.1\nallow_anonymous false\npassword_file \(passwords)\nuser \(user)\nlog_dest stderr\n"
    let child = try Child(
      #require(Self.program("mosquitto")), ["-v", "-c", folder.write(settings.utf8, to: "broker.conf")],
      limit: .seconds(60))
    _ = await child.words { $0.contains(" running") }
    return (child, port)
  }

  @Test(.enabled(if: isThere, "there is no mosquitto"))
  func `what is delivered has been confirmed, and comes as it is`() async throws {
    let folder = try TemporaryFolder()
    let (broker, port) = try await broker(in: folder)
    let listener = try Child(
      #require(Self.program("mosquitto_sub")),
      ["-h", "127.0.0.1", "-p", "\(port)", "-u", "desk", "-P", "p4ss", "-t", "playout/#", "-v", "-C", "2", "-q", "1"],
      limit: .seconds(40))
    _ = await broker.words { $0.contains("Sending SUBACK") }
    for name in ["a", "b"] {
      let delivery = try Specimens.delivery(name, isFired: name == "a")
      try await channel(port).deliver(delivery)
    }
    let heard = await listener.result().output.split(separator: "\n").map { String($0) }
    #expect(
      heard == [
        "playout/alerts \(try Specimens.delivery("a", isFired: true).body)",
        "playout/alerts \(try Specimens.delivery("b", isFired: false).body)",
      ])
    let delivery = try Specimens.delivery("c", isFired: true)
    let wrong = await failure { try await channel(port, as: "desk", "guess").deliver(delivery) }
    #expect(
      wrong?.description.hasPrefix("127.0.0.1:\(port): Connection Refused") == true, "\(String(describing: wrong))")
    let nobody = await failure { try await channel(port, as: nil, nil).deliver(delivery) }
    #expect(nobody?.description.contains("Connection Refused") == true)
    broker.send(SIGKILL)
    _ = await broker.result()
    #expect(
      await failure { try await channel(port).deliver(delivery) } == .failed("127.0.0.1:\(port): nobody answers there"))
  }

  @Test(.enabled(if: isThere && Receiver.isThere, "there is no mosquitto, or no Python"))
  func `a broker that says nothing is given up`() async throws {
    let silent = try await Receiver(isSilent: true)
    let port = try #require(Int(silent.address.split(separator: ":").last ?? ""))
    let delivery = try Specimens.delivery("a", isFired: true)
    let found = await failure { try await channel(port, within: .milliseconds(300)).deliver(delivery) }
    #expect(found == .failed("127.0.0.1:\(port): takes too long"))
  }

  @Test(arguments: [
    ("mqtt://broker/a", "broker", 1883, "a", false), ("mqtts://broker/a/b", "broker", 8883, "a/b", true),
    ("MQTT://10.0.0.1:99/%C3%A4/b%20c", "10.0.0.1", 99, "\u{E4}/b c", false),
    ("mqtt://[::1]:1884/x", "::1", 1884, "x", false),
  ])
  func `an address has a host and a topic`(text: String, host: String, port: Int, topic: String, isPrivate: Bool) throws
  {
    let address = try MQTTAddress(text)
    #expect(address.host == host && address.port == port && address.topic == topic && address.isPrivate == isPrivate)
  }

  @Test(arguments: [
    "mqtt://broker", "mqtt://broker/", "mqtt:///topic", "mqtt:broker/topic", "http://broker/topic", "mqtt://broker/a/#",
    "mqtt://broker/a/+/b", "mqtt://broker/a?b", "mqtt://broker/a%00b", "mqttx://broker/a", "",
  ])
  func `what is no broker with a topic is said`(text: String) {
    #expect(throws: ChannelError.noBroker) { try MQTTAddress(text) }
  }

  @Test func `a password does not stand in the address`() {
    #expect(throws: ChannelError.openPassword) { try MQTTAddress("mqtt://me:secret@broker/a") }
    #expect(throws: ChannelError.noPort(99_999)) { try MQTTAddress("mqtt://broker:99999/a") }
  }
}
