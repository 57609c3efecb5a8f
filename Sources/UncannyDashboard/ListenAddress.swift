/// Where the page is served: a host and a port.
public struct ListenAddress: Sendable, Equatable {
  /// A name or an address; without brackets.
  public let host: String
  /// 0 lets the system choose.
  public let port: Int

  /// What a user writes: `127.0.0.1:8080`, `[::1]:8080`, or a port alone for this machine only.
  ///
  /// - Throws: `DashboardError.badAddress`.
  public init(_ text: String) throws(DashboardError) {
    let parts = text.wholeMatch(of: /(?:(\[[0-9A-Fa-f:.%a-z]+\]|[A-Za-z0-9._-]+):)?(\d{1,5})/)
    guard let parts, let port = Int(parts.2), port <= 65535 else { throw .badAddress(text) }
    host = parts.1.map { $0.hasPrefix("[") ? String($0.dropFirst().dropLast()) : String($0) } ?? "127.0.0.1"
    self.port = port
  }

  /// Whether only this machine can reach it.
  public var isLoopback: Bool { Self.isLoopback(host) }

  /// Whether a host can only be this machine, by its name.
  static func isLoopback(_ host: String) -> Bool {
    host.lowercased() == "localhost" || host == "::1" || host.wholeMatch(of: /127(?:\.\d{1,3}){3}/) != nil
  }

  /// As a URI.
  func location(port: Int) -> String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/" }
}

/// Why the page cannot be served.
public enum DashboardError: Error, Equatable, CustomStringConvertible {
  case badAddress(String)
  case badToken
  case needsToken(String)
  case cannotListen(String, why: String)

  public var description: String {
    switch self {
    case .badAddress(let text): "\"\(text)\" is no address; write 127.0.0.1:8080, or a port"
    case .badToken: "a token has at least 16 letters, digits and signs of - . _ ~"
    case .needsToken(let host):
      "\(host) can be reached from other machines: that needs a token, in UNCANNY_TOKEN or with --token"
    case .cannotListen(let address, let why): "\(address): \(why)"
    }
  }
}
