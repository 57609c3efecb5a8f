import TestMedia
import TestSupport
import Testing
import Uncanny

@testable import UncannyAlerts

@Suite struct ConfigurationTests {
  private static let vocabulary = Configuration.Vocabulary(faults: [
    "black", "flash", "flash.red", "freeze", "look", "stream", "subject",
  ])

  private func parsed(_ text: String, _ environment: [String: String] = [:]) throws -> Configuration {
    try Configuration(parsing: text, file: "u.yaml", environment: environment, vocabulary: Self.vocabulary)
  }

  private func complaint(_ text: String, _ environment: [String: String] = [:]) -> String? {
    do {
      _ = try parsed(text, environment)
      return nil
    } catch { return "\(error)" }
  }

  @Test func `the example of the manual is right`() throws {
    let page = try Repository.text(of: "docs/alerts.md")
    let example = try #require(page.firstMatch(of: #/```yaml\n# uncanny\.yaml(?s:(.*?))```/#)?.1)
    let names = ["HOOK_SECRET": "s3cret", "HOOK": "https://hooks.example/T0/B1", "MQTT_PASSWORD": "p4ss"]
    let configuration = try parsed(String(example), names)
    #expect(configuration.plan == "broadcast,-letterbox")
    #expect(configuration.store == StoreSettings(file: "/var/lib/uncanny/channel-1.sqlite", age: .seconds(30 * 86400)))
    #expect(configuration.channels.map { $0.name } == ["desk", "chat", "alertmanager", "bus", "log", "pager"])
    #expect(configuration.rules.map { $0.name } == ["off air", "harm", "look"])
    let rule = try #require(configuration.rules.first)
    #expect(rule.faults == ["black", "freeze", "stream"] && rule.severity == .warning && rule.lasting == .seconds(5))
    #expect(rule.cooldown == .seconds(300) && rule.labels == ["team": "playout"] && rule.channels == nil)
    #expect(configuration.rules[2].quiet == QuietHours(from: .seconds(22 * 3600), until: .seconds(6 * 3600)))
    #expect(!"\(configuration)".contains("s3cret") && !"\(configuration)".contains("T0/B1"))
  }

  @Test(
    arguments: [
      ("", nil),
      ("plan: none,black", nil),
      ("plans: all", #"u.yaml:1: unknown key "plans"; did you mean "plan"?"#),
      ("plan: all\nalert:\n  rules: []", #"u.yaml:2: unknown key "alert"; did you mean "alerts"?"#),
      ("hue: 1", #"u.yaml:1: unknown key "hue"; there is plan, store, moments, alerts"#),
      ("plan: [a, b]", "u.yaml:1: plan: needs text"),
      ("plan: 5", #"u.yaml:1: plan: needs text; write "5" in quotation marks"#),
      ("plan: a\nplan: b", #"u.yaml:1: the key "plan" is there twice"#),
      ("- a", "u.yaml:1: needs keys: plan, store, moments, alerts"),
      ("plan: 'a", "is no YAML"),
      ("store:\n  age: 5d", "u.yaml:2: store: needs a file"),
      ("moments:\n  size: 1GB", "u.yaml:2: moments: needs a folder"),
      ("moments: {folder: a, size: 1MB}", "u.yaml:1: size: 1MB is too little; it needs 50MB"),
      ("store:\n  file: a\n  age: 5", #"u.yaml:3: age: "5" is no duration; write a number with its unit"#),
      ("store:\n  file: a\n  age: 1s", "u.yaml:3: age: 1s is out of range; it goes from 1m to"),
      ("store:\n  file: a\n  size: 5MB", "u.yaml:3: size: 5MB is too little; it needs 10MB"),
      ("alerts:\n  rules:\n    - faults: freze", #"u.yaml:3: faults: unknown fault "freze"; did you mean "freeze"?"#),
      (
        "alerts:\n  rules:\n    - severity: eror",
        #"u.yaml:3: severity: unknown severity "eror"; did you mean "error"?"#
      ),
      ("alerts:\n  rules:\n    - for: soon", #"u.yaml:3: for: "soon" is no duration"#),
      ("alerts:\n  rules:\n    - four: 5s", #"u.yaml:3: unknown key "four"; did you mean "for"?"#),
      ("alerts:\n  rules:\n    - quiet: 22-6", #"u.yaml:3: quiet: "22-6" are no hours; write 22:00-06:00"#),
      ("alerts:\n  rules:\n    - quiet: 25:00-06:00", "are no hours"),
      ("alerts:\n  rules:\n    - quiet: 06:00-06:00", "two different times"),
      ("alerts:\n  rules:\n    - labels: [a]", "u.yaml:3: labels: needs names and values"),
      ("alerts:\n  rules:\n    - labels: {a-b: c}", #"labels: "a-b" is no name"#),
      ("alerts:\n  rules:\n    - name: a\n    - name: a", #"u.yaml:4: rules: there are two of the name "a""#),
      (
        "alerts:\n  channels:\n    - syslog: local\n  rules:\n    - channels: sislog",
        #"u.yaml:5: channels: unknown channel "sislog"; did you mean "syslog"?"#
      ),
      ("alerts:\n  channels: here", "u.yaml:2: channels: needs a list"),
      ("alerts:\n  channels:\n    - name: a", "u.yaml:3: channels: each channel is one of webhook"),
      ("alerts:\n  channels:\n    - {webhook: 'http://a', syslog: local}", "each channel is one of"),
      ("alerts:\n  channels:\n    - webhook: ftp://a", "u.yaml:3: webhook: needs an address such as https://host/path"),
      ("alerts:\n  channels:\n    - mqtt: mqtt://a", "u.yaml:3: mqtt: needs a broker and a topic"),
      ("alerts:\n  channels:\n    - mqtt: mqtt://a/b\n      password: c", "u.yaml:4: password: needs a user"),
      ("alerts:\n  channels:\n    - {mqtt: mqtt://a/b, secret: c}", "u.yaml:3: secret: is not for a channel of mqtt"),
      ("alerts:\n  channels:\n    - webhook: $NOWHERE", "u.yaml:3: webhook: $NOWHERE is not set in the environment"),
      ("alerts:\n  channels:\n    - webhook: file:/nowhere", "u.yaml:3: webhook: file:/nowhere cannot be read"),
      (
        "alerts:\n  channels:\n    - webhook: http://a\n      secret: 12345",
        "u.yaml:4: secret: needs text in quotation marks"
      ),
      ("alerts:\n  channels:\n    - syslog: tcp://a", #"u.yaml:3: syslog: "tcp://a" is no log"#),
      (
        "alerts:\n  channels:\n    - syslog: local\n      secret: a",
        "u.yaml:4: secret: is not for a channel of syslog"
      ),
      ("alerts:\n  channels:\n    - command: []", "u.yaml:3: command: needs a program"),
      ("alerts:\n  channels:\n    - syslog: local\n    - syslog: local", #"there are two of the name "syslog""#),
    ] as [(String, String?)])
  func `what is wrong is said with its line and what would be right`(text: String, words: String?) {
    let found = complaint(text)
    if let words {
      #expect(found?.contains(words) == true, "\(found ?? "no complaint")")
    } else {
      #expect(found == nil)
    }
  }

  @Test func `a secret is never shown`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t0ken\n".utf8, to: "token")
    let text = "alerts:\n  channels:\n    - webhook: $HOOK\n      secret: $KEY\n      token: file:\(path)"
    let configuration = try parsed(text, ["KEY": "k3y", "HOOK": "https://user:pa55@hooks.example:8443/T0/B1"])
    let channel = try #require(configuration.channels.first)
    let secrets = ["k3y", "t0ken", "pa55", "T0/B1"]
    var shown = "\(configuration) \(channel.summary)"
    dump(configuration, to: &shown)
    for secret in secrets { #expect(!shown.contains(secret)) }
    #expect(channel.summary == "webhook hooks.example:8443 ($HOOK), signed by $KEY, token file:\(path)")
    guard case .webhook(let address, let key, let token) = channel.kind else { return #expect(Bool(false)) }
    #expect(address.value.hasSuffix("T0/B1") && key?.value == "k3y" && token?.value == "t0ken")
  }

  @Test func `channels without rules hear of every error, once and at once`() throws {
    let configuration = try parsed("alerts:\n  channels:\n    - syslog: udp://[::1]:5514")
    #expect(configuration.rules == [AlertRule(name: "errors", severity: .error)])
    #expect(configuration.channels == [ChannelSettings(name: "syslog", kind: .syslog(.host("::1", port: 5514)))])
  }

  @Test(arguments: [
    ("https://hooks.example/T0/B1", "hooks.example", false), ("http://127.0.0.1:8080", "127.0.0.1:8080", false),
    ("alertmanager+http://am:9093", "am:9093", true),
  ])
  func `a channel of the command line is named for its host`(text: String, name: String, isAlertmanager: Bool) throws {
    let channel = try ChannelSettings(option: text, environment: [:])
    #expect(channel.name == name)
    if case .alertmanager(let address, _, _) = channel.kind {
      #expect(isAlertmanager && address.value == "http://am:9093")
    } else {
      #expect(!isAlertmanager)
    }
  }

  @Test(arguments: ["", "nowhere", "ftp://a", "alertmanager+udp://a", "http://", "$NOWHERE"])
  func `what is no address is no channel`(text: String) {
    #expect(throws: ChannelError.self) { try ChannelSettings(option: text, environment: [:]) }
  }
}
