internal import Uncanny
internal import UncannyReport

/// Who takes alerts.
///
/// Thread: any; one delivery at a time.
protocol Channel: Sendable {
  /// Sends an alert; returns when it was taken.
  func deliver(_ delivery: Delivery) async throws(DeliveryFailure)
  /// Sends again what fired and still lasts.
  func remind(_ delivery: Delivery) async throws(DeliveryFailure)
  /// How often it wants to be reminded; `nil` for never.
  var interval: Duration? { get }
}

extension Channel {
  func remind(_ delivery: Delivery) async throws(DeliveryFailure) { try await deliver(delivery) }
  var interval: Duration? { nil }
}

/// Why an alert was not taken; in words, without secrets.
enum DeliveryFailure: Error, Equatable, CustomStringConvertible {
  /// It may be, later.
  case failed(String)
  /// It never will: the receiver finds fault with the message itself.
  case refused(String)

  var description: String {
    switch self {
    case .failed(let why), .refused(let why): why
    }
  }
}

extension ChannelSettings {
  /// The channel itself.
  func open() -> any Channel {
    switch kind {
    case .webhook(let address, let key, let token):
      Webhook(address: address, key: key, token: token, timeout: timeout.duration)
    case .alertmanager(let address, let token, let every):
      Alertmanager(address: address, token: token, every: every.duration, timeout: timeout.duration)
    case .syslog(let place): Syslog(place: place)
    case .mqtt(let address, let user, let password):
      MQTT(address: address, user: user, password: password, timeout: timeout.duration)
    case .command(let words): CommandChannel(words: words, timeout: timeout.duration)
    }
  }
}
