internal import Foundation
internal import UncannyReport

/// One alert on its way to one channel.
struct Delivery: Sendable, Equatable {
  /// By which the receiver knows a repeat; it stays the same however often the delivery is tried.
  let id: String
  /// The name of the channel.
  let channel: String
  let alert: Wire.Alert
  /// The alert as JSON: the very bytes that are sent and signed.
  let body: String

  /// A new one.
  ///
  /// - Throws: never for an alert of ours.
  init(of alert: Wire.Alert, to channel: String) throws {
    id = UUID().uuidString.lowercased()
    self.channel = channel
    self.alert = alert
    body = try JSONText.line(alert)
  }

  /// One that was stored.
  ///
  /// - Throws: when the body is no alert.
  init(id: String, channel: String, body: String) throws {
    self.id = id
    self.channel = channel
    self.body = body
    alert = try JSONDecoder().decode(Wire.Alert.self, from: Data(body.utf8))
  }
}
