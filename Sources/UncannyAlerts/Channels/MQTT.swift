internal import CMosquitto
internal import Foundation
internal import Uncanny

/// Publishes each alert to a broker of MQTT, with quality of service 1: it is taken when the broker has said so.
///
/// Each delivery has a connection of its own, on a thread of its own; alerts are rare.
struct MQTT: Channel {
  let address: MQTTAddress
  let user: String?
  let password: Secret?
  let timeout: Duration

  /// Why nothing can be published from here; `nil` where it can.
  static var absence: String? { cm_is_there() ? nil : "libmosquitto is not installed; Debian: libmosquitto1" }

  func deliver(_ delivery: Delivery) async throws(DeliveryFailure) {
    let body = Array(delivery.body.utf8)
    try await onOwnThread { () throws(DeliveryFailure) in try publish(body) }
  }

  private func publish(_ body: [UInt8]) throws(DeliveryFailure) {
    var why = [CChar](repeating: 0, count: 256)
    let milliseconds = Int32(clamping: ClockTime(timeout).nanoseconds / 1_000_000)
    // SAFETY: the texts and bytes outlive the call, which keeps none of them; each count is that of its memory.
    let outcome = unsafe address.host.withCString { host in
      unsafe address.topic.withCString { topic in
        unsafe withOptionalText(user) { user in
          unsafe withOptionalText(password?.value) { password in
            var place = unsafe cm_place(
              host: host, port: Int32(address.port), is_private: address.isPrivate, user: user, password: password,
              topic: topic)
            return unsafe body.withUnsafeBytes { bytes in
              unsafe cm_publish(&place, bytes.baseAddress, bytes.count, milliseconds, &why, why.count)
            }
          }
        }
      }
    }
    if outcome == cm_taken { return }
    let words = String(decoding: why.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let text = "\(address.host):\(address.port): \(words)"
    throw outcome == cm_refused ? .refused(text) : .failed(text)
  }
}

/// Lends a text to C; nothing where there is none.
private func withOptionalText<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
  guard let text else { return body(nil) }
  return unsafe text.withCString { unsafe body($0) }
}

/// `mqtt://HOST[:PORT]/TOPIC`, or `mqtts` for TLS.
public struct MQTTAddress: Sendable, Equatable {
  /// Without brackets.
  public let host: String
  /// 1883, or 8883 by TLS, where nothing was said.
  public let port: Int
  /// Levels with slashes between them.
  public let topic: String
  /// Whether by TLS.
  public let isPrivate: Bool

  /// - Throws: `ChannelError` when the text is none.
  public init(_ text: String) throws(ChannelError) {
    guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
      scheme == "mqtt" || scheme == "mqtts",
      let host = url.host, !host.isEmpty, url.query == nil, url.fragment == nil
    else { throw .noBroker }
    guard url.user == nil, url.password == nil else { throw .openPassword }
    if let port = url.port, !(1...65535).contains(port) { throw .noPort(port) }
    let topic = url.path.drop { $0 == "/" }
    // signs of a filter, which nothing can be published to
    guard !topic.isEmpty, topic.utf8.count <= 65_535, !topic.contains(where: { "+#\0".contains($0) }) else {
      throw .noBroker
    }
    self.host = host.filter { $0 != "[" && $0 != "]" }
    isPrivate = scheme == "mqtts"
    port = url.port ?? (isPrivate ? 8883 : 1883)
    self.topic = String(topic)
  }
}
