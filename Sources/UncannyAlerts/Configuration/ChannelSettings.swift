internal import Foundation
public import Uncanny

/// Where alerts go.
public struct ChannelSettings: Sendable, Equatable {
  /// What is there.
  public enum Kind: Sendable, Equatable {
    /// Somebody who takes JSON by HTTP. With a key, what is sent is signed; with a token, it goes along as a bearer.
    case webhook(Secret, key: Secret?, token: Secret?)
    /// An Alertmanager of Prometheus, which is told again as long as a fault lasts.
    case alertmanager(Secret, token: Secret?, every: ClockTime)
    /// The log of the system, or that of a host, by UDP.
    case syslog(SyslogPlace)
    /// A broker of MQTT.
    case mqtt(MQTTAddress, user: String?, password: Secret?)
    /// A program with its arguments; no shell is run.
    case command([String])
  }

  /// Where a log is.
  public enum SyslogPlace: Sendable, Equatable {
    case local
    case host(String, port: UInt16)
  }

  /// Unique among the channels of a run; what is stored for a channel is known by it.
  public var name: String
  public var kind: Kind
  /// How long a delivery may take.
  public var timeout: ClockTime

  /// Whether it runs a program of this machine.
  public var runsProgram: Bool { if case .command = kind { true } else { false } }

  /// The program that it would run and that is not there; `nil` where all is.
  public var missingProgram: String? {
    guard case .command(let words) = kind, let name = words.first, CommandChannel.place(of: name) == nil else {
      return nil
    }
    return name
  }

  /// Why what it needs of this machine is not there; `nil` where it is.
  public var missingLibrary: String? { if case .mqtt = kind { MQTT.absence } else { nil } }

  /// How long a delivery may take where nobody says otherwise.
  public static let usualTimeout = ClockTime.seconds(10)
  /// How often an Alertmanager is told again where nobody says otherwise.
  public static let usualInterval = ClockTime.seconds(60)

  public init(name: String, kind: Kind, timeout: ClockTime = usualTimeout) {
    self.name = name
    self.kind = kind
    self.timeout = timeout
  }

  /// A channel as `--alert` gives it: an address, `alertmanager+` before it for an Alertmanager, `mqtt://` for a broker, or `$NAME` or `file:PATH` for
  /// where the address stands. It is named for its host.
  ///
  /// - Throws: `ChannelError`.
  public init(option text: String, environment: [String: String]) throws(ChannelError) {
    let secret: Secret
    do { secret = try Secret(reading: text, environment: environment) } catch { throw .unreadable("\(error)") }
    if secret.value.hasPrefix("mqtt") {
      let address = try MQTTAddress(secret.value)
      self.init(name: address.host, kind: .mqtt(address, user: nil, password: nil))
      return
    }
    let prefix = "alertmanager+"
    guard secret.value.hasPrefix(prefix) else {
      self.init(name: try Self.place(secret), kind: .webhook(secret, key: nil, token: nil))
      return
    }
    let address = Secret(origin: secret.origin, value: String(secret.value.dropFirst(prefix.count)))
    self.init(
      name: try Self.place(address), kind: .alertmanager(address, token: nil, every: Self.usualInterval))
  }

  /// Host and port of an address, and no more: its path may be a secret.
  ///
  /// - Throws: `ChannelError` when it is none of HTTP.
  static func place(_ address: Secret) throws(ChannelError) -> String {
    guard let url = URL(string: address.value), let scheme = url.scheme?.lowercased(),
      scheme == "http" || scheme == "https", let host = url.host(), !host.isEmpty
    else { throw .noAddress }
    if let port = url.port, !(1...65535).contains(port) { throw .noPort(port) }
    return url.port.map { "\(host):\($0)" } ?? host
  }

  /// What it is in a few words, without secrets.
  public var summary: String {
    switch kind {
    case .webhook(let address, let key, let token):
      "webhook \(Self.shown(address)), \(key.map { "signed by \($0.origin)" } ?? "not signed")"
        + (token.map { ", token \($0.origin)" } ?? "")
    case .alertmanager(let address, let token, let every):
      "alertmanager \(Self.shown(address)), every \(Amounts.text(every))" + (token.map { ", token \($0.origin)" } ?? "")
    case .syslog(.local): "syslog of this machine"
    case .syslog(.host(let host, let port)): "syslog of \(host):\(port)"
    case .mqtt(let address, let user, let password):
      "mqtt \(address.host):\(address.port)\(address.isPrivate ? ", by TLS" : "")"
        + (user.map { ", as \($0)" } ?? "") + (password.map { ", password \($0.origin)" } ?? "")
    case .command(let words): "command \(words[0]), \(words.count - 1) arguments"
    }
  }

  private static func shown(_ address: Secret) -> String {
    let place = (try? place(address)) ?? "***"
    return address.origin == "as written" ? place : "\(place) (\(address.origin))"
  }
}

/// Why there is no such channel.
public enum ChannelError: Error, Equatable, CustomStringConvertible {
  case noAddress
  case noPort(Int)
  case noBroker
  case openPassword
  case unreadable(String)

  public var description: String {
    switch self {
    case .noAddress: "needs an address such as https://host/path, alertmanager+http://host:9093 or mqtt://host/topic"
    case .noPort(let port): "there is no port \(port); they go from 1 to 65535"
    case .noBroker: "needs a broker and a topic, such as mqtt://host:1883/playout/alerts"
    case .openPassword: "shows a password; write user and password as keys of their own"
    case .unreadable(let why): why
    }
  }
}
