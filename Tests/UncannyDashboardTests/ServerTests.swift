import TestMedia
import TestSupport
import Testing
import Uncanny
import UncannyDetectors

@testable import UncannyDashboard

/// The server, over real connections of this machine.
@Suite(.timeLimit(.minutes(2)))
struct ServerTests {
  /// A server that is closed with the last reference.
  final class Served: Sendable {
    let dashboard: Dashboard
    let port: Int
    var feed: Feed { dashboard.feeds[0] }

    init(token: String? = nil) async throws {
      dashboard = Dashboard(of: ["camera"], plan: Plan(all: .standard), catalog: .standard, version: "1")
      let address = try ListenAddress("127.0.0.1:0")
      let location = try await dashboard.open(at: address, Access(at: address, token: token))
      port = try #require(location.firstMatch(of: /:(\d+)\//).flatMap { Int($0.1) })
    }

    deinit { dashboard.close() }
  }

  @Test func `a port that is taken is said in a line`() async throws {
    let served = try await Served()
    let address = try ListenAddress("127.0.0.1:\(served.port)")
    let other = Dashboard(of: ["a"], plan: Plan(all: .standard), catalog: .standard, version: "1")
    let error = await #expect(throws: DashboardError.self) {
      try await other.open(at: address, Access(at: address, token: nil))
    }
    #expect(error.map { "\($0)" } == "127.0.0.1:\(served.port): the address is in use")
  }

  @Test func `a page has no handler in it, and only what is from here`() async throws {
    let served = try await Served()
    let page = try await Connection.answer(to: "/", port: served.port)
    #expect(page.status == 200)
    let head = page.head.lowercased()
    for field in [
      "content-security-policy: default-src 'none'", "frame-ancestors 'none'", "x-content-type-options: nosniff",
      "referrer-policy: no-referrer",
    ] {
      #expect(head.contains(field), "\(field)")
    }
    #expect(page.body.firstMatch(of: /\son[a-z]+=|javascript:|style=|https?:/) == nil)
    for path in ["/page.js", "/page.css"] {
      let resource = try await Connection.answer(to: path, port: served.port)
      #expect(resource.status == 200)
      #expect(resource.body.firstMatch(of: /https?:|innerHTML|eval\(/) == nil)
    }
  }

  @Test func `it is ready when frames come, and says why it is not`() async throws {
    let served = try await Served()
    #expect(try await Connection.answer(to: "/healthz", port: served.port).body == "ok\n")
    let before = try await Connection.answer(to: "/readyz", port: served.port)
    #expect(before.status == 503 && before.body == "feed 1: no frame has come yet\n")
    served.feed.take(Sample.intake(), elapsed: .zero)
    #expect(try await Connection.answer(to: "/readyz", port: served.port).status == 200)
  }

  @Test func `with a token nothing is told without it`() async throws {
    let token = "0123456789abcdef"
    let served = try await Served(token: token)
    for path in ["/", "/metrics", "/api/feeds", "/api/feeds/1/preview.mjpeg", "/api/events/stream", "/readyz", "/none"]
    {
      let answer = try await Connection.answer(to: path, port: served.port)
      #expect(answer.status == 401 && !answer.body.contains("camera"), "\(path)")
    }
    let bearer = try await Connection.answer(
      to: "/metrics", port: served.port, fields: ["Authorization: Bearer \(token)"])
    #expect(bearer.status == 200)
    let once = try await Connection.answer(to: "/?token=\(token)", port: served.port)
    #expect(once.status == 303)
    #expect(once.head.contains("HttpOnly; SameSite=Lax"))
    #expect(once.head.lowercased().contains("location: /\r\n"))
    let cookie = try await Connection.answer(to: "/", port: served.port, fields: ["Cookie: uncanny_token_0=\(token)"])
    #expect(cookie.status == 200)
  }

  @Test func `a name that leads here from elsewhere is not served`() async throws {
    let served = try await Served()
    let connection = try Connection(port: served.port)
    connection.send("GET /api/feeds HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n")
    let text = await connection.text()
    #expect(text.hasPrefix("HTTP/1.1 421 ") && !text.contains("camera"))
  }

  @Test(arguments: [
    "/api/feeds/0/events", "/api/feeds/2/events", "/api/feeds/-1/values", "/api/feeds/x/values",
    "/api/feeds/99999999999999999999/values", "/api/feeds/-9223372036854775808/values",
    "/api/feeds/9223372036854775807/values", "/api/feeds/1/events/nosuch/picture.jpg", "/api/feeds/1/preview.jpg",
    "/nosuch", "/../etc/passwd", "/%00", "/api//feeds/1/values/x",
  ])
  func `what is not there is not found`(path: String) async throws {
    let served = try await Served()
    #expect(try await Connection.answer(to: path, port: served.port).status == 404)
  }

  @Test func `nothing that is said to it ends it, and it answers the next`() async throws {
    let served = try await Served()
    var random = SystemRandomNumberGenerator()
    let starts = [
      "GET / HTTP/1.1\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "\0\0\0\0", "GET / HTTP/9.9\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\nX: \(String(repeating: "b", count: 100_000))\r\n\r\n",
      "GET / HTTP/1.1\r\n" + (0..<500).map { "X\($0): 1\r\n" }.joined() + "\r\n",
      "GET /api/feeds/1/events?since=\u{FFFF}&&&=;%zz%%%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      "GET http://[::1/x HTTP/1.1\r\nHost: [[[\r\n\r\n", "\r\n\r\n\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n",
    ]
    for round in 0..<300 {
      var bytes = Array(starts[round % starts.count].utf8)
      for _ in 0..<(round / starts.count) where !bytes.isEmpty {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let connection = try Connection(port: served.port)
      connection.send(bytes)
      connection.end()
    }
    #expect(try await Connection.answer(to: "/healthz", port: served.port).body == "ok\n")
  }

  @Test func `a head without end is refused, not kept`() async throws {
    let served = try await Served()
    for field in [
      "GET /\(String(repeating: "a", count: 200_000))",
      "GET / HTTP/1.1\r\nX: \(String(repeating: "b", count: 200_000))",
    ] {
      let connection = try Connection(port: served.port)
      connection.send(field)
      let text = await connection.text()
      #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 400 "), "\(text.prefix(80))")
    }
  }

  @Test func `what happens is told at once to who listens`() async throws {
    let served = try await Served()
    let listening = try Connection(asking: "/api/events/stream", port: served.port)
    _ = await listening.text { $0.contains("event: pulse") }
    served.feed.take(.began(Sample.event()), latency: .milliseconds(3))
    let text = await listening.text { $0.contains("event: event\ndata: ") && $0.contains("\"fault\":\"black\"") }
    #expect(text.contains("text/event-stream"))
    #expect(text.contains("\"fault\":\"black\"") && text.contains("\"state\":\"began\""))
  }

  @Test func `pictures follow one another, and a client that reads none keeps nobody from seeing them`() async throws {
    let served = try await Served()
    let deaf = try (0..<4).map { _ in try Connection(port: served.port) }
    for connection in deaf { connection.send("GET /api/feeds/1/preview.mjpeg HTTP/1.1\r\nHost: localhost\r\n\r\n") }
    let watching = try Connection(asking: "/api/feeds/1/preview.mjpeg", port: served.port)
    _ = await watching.text { $0.contains("--picture\r\n") }
    let picture = [UInt8](repeating: 65, count: 100_000)
    for number in 1...3 {
      served.feed.take(picture: picture + Array("<\(number)>".utf8), of: number)
      let text = await watching.text { $0.contains("<\(number)>\r\n--picture\r\n") }
      #expect(text.contains("<\(number)>"))
    }
  }

  /// The schemas of a description of the API, each by its name; events are held against their own.
  private static func schema(_ description: String) throws -> Schema {
    let place = "#/components/schemas/"
    let text = description.replacing("\(place)DetectedEvent", with: "uncanny.event/1").replacing(place, with: "")
    guard case .object(let named)? = try JSON(parsing: text)["components"]?["schemas"] else { return try Schema([]) }
    let documents = named.map { name, schema -> JSON in
      guard case .object(var members) = schema else { return schema }
      members["$id"] = .string(name)
      return .object(members)
    }
    return try Schema(documents + [JSON(parsing: Repository.text(of: "docs/formats/event.schema.json"))])
  }

  @Test func `every answer is as the description of the API says`() async throws {
    let served = try await Served()
    served.feed.take(Sample.intake(), elapsed: .seconds(9))
    served.feed.take(.began(Sample.event()), latency: .milliseconds(3))
    served.feed.take(picture: [1], of: 14)
    served.feed.take(.shot(Shot(index: 0, start: Sample.stamp(0), transition: .start)), latency: nil)
    served.feed.take(
      .measured(Measured(start: .seconds(1), scores: [.init(detector: "black", score: 0.5)])), latency: nil)
    let schema = try Self.schema(try await Connection.answer(to: "/openapi.json", port: served.port).body)
    for (path, id) in [
      ("/api/feeds", "Feeds"), ("/api/feeds/1/events?since=0", "Events"), ("/api/feeds/1/values", "Values"),
      ("/api/feeds/1/settings", "Settings"),
    ] {
      let answer = try await Connection.answer(to: path, port: served.port)
      #expect(answer.head.lowercased().contains("content-type: application/json"))
      #expect(try schema.violations(in: JSON(parsing: answer.body), of: id, isClosed: true) == [])
    }
    let listening = try Connection(asking: "/api/events/stream", port: served.port)
    _ = await listening.text { $0.contains("event: pulse") }
    served.feed.take(.ended(Sample.event(end: 40)), latency: nil)
    served.feed.take(.measured(Measured(start: .seconds(2))), latency: nil)
    served.feed.take(.shot(Shot(index: 1, start: Sample.stamp(9), transition: .cut)), latency: nil)
    let text = await listening.text { $0.contains("event: shot\ndata: ") && $0.hasSuffix("\n\n\r\n") }
    for (name, id) in [("pulse", "Feeds"), ("event", "Event"), ("values", "Scores"), ("shot", "Shot")] {
      let data = try #require(text.firstMatch(of: try Regex("event: \(name)\ndata: ([^\n]*)\n"))?.output[1].substring)
      #expect(
        try schema.violations(in: JSON(parsing: String(data)), of: id, isClosed: true) == [],
        "\(name)")
    }
  }
}
