import Testing

@testable import UncannyDashboard

@Suite struct AccessTests {
  private static let token = "a-token-of-16-signs-and-more"

  private func access(_ address: String, _ token: String? = nil) throws -> Access {
    try Access(at: ListenAddress(address), token: token)
  }

  private func request(_ path: String = "/", host: String? = "127.0.0.1:8080") -> Access.Request {
    Access.Request(path: path, host: host)
  }

  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1", 8080), ("8080", "127.0.0.1", 8080), ("localhost:1", "localhost", 1),
    ("[::1]:9", "::1", 9), ("0.0.0.0:65535", "0.0.0.0", 65535), ("a-b.example:80", "a-b.example", 80),
  ])
  func `an address is a host and a port`(text: String, host: String, port: Int) throws {
    let address = try ListenAddress(text)
    #expect(address.host == host && address.port == port)
  }

  @Test(arguments: [
    "", ":", "localhost", "127.0.0.1:", ":8080", "a:b", "1.2.3.4:65536", "::1:80", "a b:80", "http://a:80",
  ])
  func `what is no address is refused`(text: String) {
    #expect(throws: DashboardError.badAddress(text)) { try ListenAddress(text) }
  }

  @Test(arguments: ["0.0.0.0:80", "10.0.0.1:80", "[::]:80", "localhost.example:80", "127.0.0.1.example:80"])
  func `an address that others reach needs a token`(text: String) throws {
    #expect(throws: DashboardError.self) { try access(text) }
    _ = try access(text, Self.token)
  }

  @Test(arguments: ["short", "sixteen signs and", "sixteen;signs;and", ""])
  func `a token that could be guessed or would break a header is refused`(token: String) {
    #expect(throws: DashboardError.badToken) { try access("8080", token) }
  }

  @Test(arguments: ["127.0.0.1", "127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "127.8.8.8"])
  func `this machine is served by its names`(host: String) throws {
    #expect(try access("8080").decide(request(host: host)) == .admitted)
  }

  @Test(arguments: [
    nil, "", "example.com", "example.com:8080", "127.0.0.1.example.com", "localhost.example.com",
    "127.0.0.1@example.com",
    "[::1].example.com", "127.0.0.1:8080:80", "10.0.0.1",
  ])
  func `a name from elsewhere that leads here is not served`(host: String?) throws {
    #expect(try access("8080").decide(request(host: host)) == .wrongHost)
    #expect(try access("8080", Self.token).decide(request(host: host)) == .wrongHost)
  }

  @Test func `with a token nothing is told without it, but that the program runs`() throws {
    let access = try access("0.0.0.0:80", Self.token)
    for path in ["/", "/metrics", "/api/feeds", "/readyz", "/healthz/", "/page.js"] {
      #expect(access.decide(request(path, host: "any.example")) == .unauthorized)
    }
    #expect(access.decide(request("/healthz", host: "any.example")) == .admitted)
  }

  @Test func `a token comes as a bearer, as a cookie, or once with the address`() throws {
    let access = try access("0.0.0.0:80", Self.token)
    var bearer = request()
    bearer.authorization = "Bearer \(Self.token)"
    #expect(access.decide(bearer) == .admitted)
    var cookie = request()
    cookie.cookies = ["a=b; uncanny_token_80=\(Self.token)"]
    #expect(access.decide(cookie) == .admitted)
    var once = request()
    once.token = Self.token
    guard case .admittedOnce(let text) = access.decide(once) else {
      Issue.record("not admitted")
      return
    }
    #expect(text.contains("HttpOnly") && text.contains("SameSite=Lax"))
  }

  @Test(arguments: ["a-token-of-16-signs-and-mor", "a-token-of-16-signs-and-moree", "A-token-of-16-signs-and-more", ""])
  func `a token that is nearly right is wrong`(token: String) throws {
    let access = try access("0.0.0.0:80", Self.token)
    var request = request()
    request.authorization = "Bearer \(token)"
    request.cookies = ["uncanny_token_80=\(token)"]
    request.token = token
    #expect(access.decide(request) == .unauthorized)
  }

  @Test func `a request that brings something is turned away`() throws {
    var request = request()
    request.bodyLength = 1
    #expect(try access("8080").decide(request) == .tooLarge)
    request.bodyLength = nil
    #expect(try access("8080").decide(request) == .tooLarge)
  }

  private func change(_ body: Int = 20) -> Access.Request {
    var request = request("/api/feeds/1/plan")
    request.isChange = true
    request.bodyLength = body
    request.contentType = "application/json; charset=utf-8"
    return request
  }

  @Test func `a change is taken from a page of this server, and from no page`() throws {
    let access = try access("8080")
    #expect(access.decide(change()) == .admitted)
    var own = change()
    own.origin = "http://127.0.0.1:8080"
    own.site = "same-origin"
    #expect(access.decide(own) == .admitted)
    own.origin = "https://behind.a.proxy"
    #expect(access.decide(own) == .admitted)
    var bare = change(0)
    bare.contentType = nil
    #expect(access.decide(bare) == .admitted)
  }

  @Test(
    arguments: [
      ("https://attacker.example", nil), ("null", nil), ("http://127.0.0.1:9090", nil), ("http://localhost:8080", nil),
      (nil, "cross-site"), (nil, "same-site"), ("http://127.0.0.1:8080", "cross-site"),
    ] as [(String?, String?)])
  func `a change that a page from elsewhere asks for is refused`(origin: String?, site: String?) throws {
    var request = change()
    request.origin = origin
    request.site = site
    #expect(try access("8080").decide(request) == .foreign)
    #expect(try access("8080", Self.token).decide(request) == .unauthorized, "the token comes first")
  }

  @Test(
    arguments: [
      nil, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp",
    ] as [String?])
  func `a change comes as JSON, which no form can send`(type: String?) throws {
    var request = change()
    request.contentType = type
    #expect(try access("8080").decide(request) == .wrongType)
  }

  @Test func `a change has a bound, and its token does not come with the address`() throws {
    #expect(try access("8080").decide(change(Access.mostOfBody + 1)) == .tooLarge)
    var request = change()
    request.token = Self.token
    #expect(try access("8080", Self.token).decide(request) == .unauthorized)
  }
}
