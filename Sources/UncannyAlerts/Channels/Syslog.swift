internal import Foundation
internal import UncannyReport

/// Writes alerts to a log, one message of RFC 5424 each.
///
/// A datagram that was sent counts as taken; by UDP nobody knows more.
struct Syslog: Channel {
  let place: ChannelSettings.SyslogPlace

  /// The socket of this machine's log.
  static let local = "/dev/log"
  /// What every receiver must take; RFC 5424 asks for 2048 where it can.
  private static let most = 2048
  /// `daemon`.
  private static let facility = 3

  func deliver(_ delivery: Delivery) async throws(DeliveryFailure) {
    let process = ProcessInfo.processInfo
    let text = Self.message(
      delivery.alert, host: process.hostName, process: process.processIdentifier, at: Clock.text(of: .now))
    let bytes = Array(text.utf8.prefix(Self.most))
    do {
      switch place {
      case .local: try Datagram.send(bytes, toPath: Self.local)
      case .host(let host, let port):
        try await onOwnThread { () throws(DatagramError) in try Datagram.send(bytes, to: host, port: port) }
      }
    } catch { throw .failed("\(error)") }
  }

  /// The whole message.
  ///
  /// - Parameter time: ISO 8601.
  static func message(_ alert: Wire.Alert, host: String, process: Int32, at time: String) -> String {
    let level = alert.state == .resolved ? 5 : level(alert.severity)
    let name = host.filter { $0.isASCII && !$0.isWhitespace }
    let words = [
      alert.state.rawValue, "rule=\(alert.rule)", "fault=\(alert.event.fault)", "severity=\(alert.severity.rawValue)",
      "id=\(alert.id)", "source=\(alert.event.source ?? "-"):", alert.event.message,
    ]
    let text = words.joined(separator: " ").unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }
    return "<\(facility * 8 + level)>1 \(time) \(name.isEmpty ? "-" : name) uncanny \(process) alert - "
      + String(String.UnicodeScalarView(text))
  }

  private static func level(_ severity: Wire.Severity) -> Int {
    switch severity {
    case .critical: 2
    case .error: 3
    case .warning: 4
    case .info: 6
    }
  }
}
