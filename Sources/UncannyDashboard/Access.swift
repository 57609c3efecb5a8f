/// Who may see what is served. Pure: it is asked with what a request says of itself.
///
/// On the loopback interface a request must name this machine as its host, so that no page from elsewhere gets in by a name
/// that it has resolved to this machine. Wherever there is a token, it must come along.
public struct Access: Sendable {
  /// What a request says of itself.
  struct Request: Sendable {
    var path: String
    /// The host that it thinks that it talks to, with its port.
    var host: String?
    var authorization: String?
    /// The values of all cookie headers.
    var cookies: [String] = []
    /// Of the parameter of the address.
    var token: String?
    /// How much it brings, in bytes; `nil` where that is not said beforehand.
    var bodyLength: Int? = 0
    /// Whether it is to change something.
    var isChange = false
    var contentType: String?
    /// What a browser says of the page that asks.
    var origin: String?
    var site: String?
  }

  enum Decision: Sendable, Equatable {
    case admitted
    /// The token came with the address: it becomes a cookie, and the address is asked for without it.
    case admittedOnce(cookie: String)
    case wrongHost
    case unauthorized
    case tooLarge
    /// A page from elsewhere wants something changed.
    case foreign
    /// A change that does not come as JSON, which no form of a page can send.
    case wrongType
  }

  /// In bytes.
  static let mostOfBody = 8192

  private let token: String?
  private let checksHost: Bool
  /// Cookies do not know ports: each has its own.
  private let cookie: String
  /// What tells nothing but that the program runs.
  private static let open: Set<String> = ["/healthz"]

  /// - Parameter token: `nil` for none, which only the loopback interface may have.
  /// - Throws: `DashboardError` for a token that is too short or has other signs, and where one is missing.
  public init(at address: ListenAddress, token: String?) throws(DashboardError) {
    if let token {
      guard token.wholeMatch(of: /[A-Za-z0-9._~-]{16,256}/) != nil else { throw .badToken }
    } else if !address.isLoopback {
      throw .needsToken(address.host)
    }
    self.token = token
    cookie = "uncanny_token_\(address.port)"
    checksHost = address.isLoopback
  }

  func decide(_ request: Request) -> Decision {
    guard let length = request.bodyLength, length <= (request.isChange ? Self.mostOfBody : 0) else { return .tooLarge }
    if checksHost, !isThisMachine(request.host) { return .wrongHost }
    let decision = identify(request)
    guard request.isChange, decision == .admitted else { return decision }
    if !isFromHere(request) { return .foreign }
    let type = request.contentType?.split(separator: ";").first?.lowercased()
    return length == 0 || type == "application/json" ? .admitted : .wrongType
  }

  /// Whether it comes from a page of this server, or from no page.
  private func isFromHere(_ request: Request) -> Bool {
    // what a browser says of itself holds behind a proxy too, which may give the host another name
    if let site = request.site { return site == "same-origin" || site == "none" }
    guard let origin = request.origin?.lowercased() else { return true }
    return request.host.map { ["http://\($0.lowercased())", "https://\($0.lowercased())"].contains(origin) } ?? false
  }

  /// Whether it brings the token, where there is one.
  private func identify(_ request: Request) -> Decision {
    guard let token, !Self.open.contains(request.path) else { return .admitted }
    if let header = request.authorization, header.lowercased().hasPrefix("bearer "),
      Self.areEqual(header.dropFirst("bearer ".count), token)
    {
      return .admitted
    }
    for pair in request.cookies.flatMap({ $0.split(separator: ";") }) {
      let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0] == cookie, Self.areEqual(parts[1], token) { return .admitted }
    }
    if !request.isChange, let given = request.token, Self.areEqual(given, token) {
      return .admittedOnce(cookie: "\(cookie)=\(token); Path=/; HttpOnly; SameSite=Lax")
    }
    return .unauthorized
  }

  private func isThisMachine(_ host: String?) -> Bool {
    guard let match = host?.wholeMatch(of: /(\[[^\]]*\]|[^:]*)(?::\d{1,5})?/) else { return false }
    let name = match.1.hasPrefix("[") ? match.1.dropFirst().dropLast() : match.1
    return ListenAddress.isLoopback(String(name))
  }

  /// Whether they are equal; how long that takes does not tell how much of it is right.
  static func areEqual(_ given: some StringProtocol, _ secret: String) -> Bool {
    let (given, secret) = (Array(given.utf8), Array(secret.utf8))
    var difference = given.count ^ secret.count
    for index in secret.indices { difference |= Int(secret[index] ^ (index < given.count ? given[index] : 0)) }
    return difference == 0
  }
}
