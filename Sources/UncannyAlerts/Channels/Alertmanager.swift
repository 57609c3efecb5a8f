internal import Foundation
internal import UncannyReport

/// Tells an Alertmanager of Prometheus, by its API of version 2.
///
/// What fired is told again at an interval, and each time for how long it may be believed; an Alertmanager that hears no more
/// takes it for resolved.
struct Alertmanager: Channel {
  let address: Secret
  let token: Secret?
  let every: Duration
  let timeout: Duration

  var interval: Duration? { every }

  /// One alert as the API takes it.
  private struct Told: Encodable {
    var labels: [String: String]
    var annotations: [String: String]
    var startsAt: String
    var endsAt: String
  }

  /// How many reminders may go missing before it is taken for resolved.
  private static let grace = 4

  func deliver(_ delivery: Delivery) async throws(DeliveryFailure) {
    guard let body = try? Self.body(of: delivery.alert, lasting: every * Self.grace, at: .now) else {
      throw .refused("cannot be written")
    }
    try await HTTPExchange.post(Data(body.utf8), to: place, token: token, within: timeout)
  }

  private var place: Secret { address.appending(path: "/api/v2/alerts") }

  /// - Parameter lasting: for how long an alert that fired is to be believed.
  static func body(of alert: Wire.Alert, lasting: Duration, at now: Date) throws -> String {
    var labels = alert.labels
    labels["alertname"] = alert.event.fault
    labels["detector"] = alert.event.detector
    labels["rule"] = alert.rule
    labels["severity"] = alert.severity.rawValue
    labels["source"] = alert.event.source
    let told = Told(
      labels: labels, annotations: ["summary": alert.event.message, "id": alert.id], startsAt: alert.fired,
      endsAt: alert.resolved ?? Clock.text(of: now + Double(lasting.components.seconds)))
    return try JSONText.line([told])
  }
}

extension Secret {
  /// An address with a path behind it.
  func appending(path: String) -> Secret {
    var text = value
    while text.hasSuffix("/") { text.removeLast() }
    return Secret(origin: origin, value: text + path)
  }
}
