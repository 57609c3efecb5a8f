internal import Foundation
internal import UncannyReport

/// Sends alerts as JSON by HTTP.
struct Webhook: Channel {
  let address: Secret
  let key: Secret?
  let token: Secret?
  let timeout: Duration

  func deliver(_ delivery: Delivery) async throws(DeliveryFailure) {
    let body = Data(delivery.body.utf8)
    var headers = ["X-Uncanny-Delivery": delivery.id]
    if let key { headers["X-Uncanny-Signature"] = "sha256=\(HMAC.text(of: body, key: key.value.utf8))" }
    try await HTTPExchange.post(body, to: address, token: token, headers: headers, within: timeout)
  }
}
