internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import UncannyReport

extension Dashboard {
  /// What is answered at which path.
  func router(_ access: Access) -> Router<LiveContext> {
    let router = Router(context: LiveContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Gate(access: access))
    router.get("/") { _, _ in Response.text(livePage, as: "text/html; charset=utf-8") }
    router.get("/page.css") { _, _ in Response.text(liveStyle, as: "text/css; charset=utf-8") }
    router.get("/page.js") { _, _ in Response.text(liveScript, as: "text/javascript; charset=utf-8") }
    router.get("/favicon.ico") { _, _ in Response(status: .noContent) }
    router.get("/healthz") { _, _ in Response.text("ok\n") }
    router.get("/readyz") { _, _ in self.readiness }
    router.get("/metrics") { _, _ in
      Response.text(
        Metrics.text(self.feeds.map { $0.facts }, version: self.version, started: self.started),
        as: "text/plain; version=0.0.4; charset=utf-8")
    }
    router.get("/openapi.json") { _, _ in Response.text(openAPI, as: "application/json") }
    router.get("/api/feeds") { _, _ in try Response.json(self.status) }
    router.get("/api/events/stream") { request, _ in self.events(request) }
    router.get("/api/feeds/:feed/events") { request, context in
      try Response.json(self.feed(context).events(since: request.number("since") ?? 0))
    }
    router.get("/api/feeds/:feed/events/:event/picture.jpg") { _, context in
      try Response.picture(self.feed(context).picture(ofEvent: context.parameters.require("event")))
    }
    router.get("/api/feeds/:feed/values") { _, context in try Response.json(self.feed(context).values) }
    router.get("/api/feeds/:feed/preview.jpg") { _, context in try Response.picture(self.feed(context).picture) }
    router.get("/api/feeds/:feed/preview.mjpeg") { request, context in
      try self.pictures(of: self.feed(context), request)
    }
    addChanges(to: router)
    return router
  }

  /// - Throws: 404 where there is no such feed.
  func feed(_ context: LiveContext) throws -> Feed {
    let number = context.parameters.get("feed").flatMap { Int($0) }
    guard let feed = feeds.first(where: { $0.number == number }) else { throw HTTPError(.notFound) }
    return feed
  }

  /// Whether frames come from everywhere; says of which feed they do not, by its number only.
  private var readiness: Response {
    let troubles = feeds.compactMap { feed in feed.facts.trouble.map { "feed \(feed.number): \($0)\n" } }
    return .text(troubles.isEmpty ? "ready\n" : troubles.joined(), status: troubles.isEmpty ? .ok : .serviceUnavailable)
  }

  /// Everything that happens, as server-sent events, beginning with how things stand.
  private func events(_ request: Request) -> Response {
    guard let texts = listeners.join() else { return .crowded }
    let first = "retry: 2000\n\n" + (ServerSentEvent.text("pulse", status) ?? "")
    return Response.endless(request, as: "text/event-stream") { writer in
      try await writer.write(ByteBuffer(string: first))
      for await text in texts { try await writer.write(ByteBuffer(string: text)) }
    }
  }

  /// The pictures of a feed, one replacing the other. The boundary follows a picture at once: a browser shows a picture when it
  /// sees that it is over.
  private func pictures(of feed: Feed, _ request: Request) -> Response {
    guard let pictures = feed.viewers.join() else { return .crowded }
    return Response.endless(request, as: "multipart/x-mixed-replace; boundary=picture") { writer in
      try await writer.write(ByteBuffer(string: "--picture\r\n"))
      for await picture in pictures {
        var part = ByteBuffer(string: "Content-Type: image/jpeg\r\nContent-Length: \(picture.count)\r\n\r\n")
        part.writeBytes(picture)
        part.writeString("\r\n--picture\r\n")
        try await writer.write(part)
      }
    }
  }
}

extension Response {
  fileprivate static var crowded: Response { .text("too many are watching\n", status: .serviceUnavailable) }

  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    .text(try JSONText.line(value) + "\n", as: "application/json", status: status)
  }

  /// A JPEG; 404 where there is none.
  fileprivate static func picture(_ bytes: [UInt8]?) throws -> Response {
    guard let bytes else { throw HTTPError(.notFound) }
    return Response(
      status: .ok, headers: [.contentType: "image/jpeg"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// What goes on until the other side has enough.
  fileprivate static func endless(
    _ request: Request, as type: String,
    _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
  ) -> Response {
    Response(
      status: .ok, headers: [.contentType: type],
      body: .init { writer in
        try await request.body.consumeWithCancellationOnInboundClose { _ in try await write(&writer) }
        try await writer.finish(nil)
      })
  }
}

extension Request {
  /// A whole number among the parameters of the address.
  fileprivate func number(_ name: Substring) -> Int? { uri.queryParameters[name].flatMap { Int($0) } }
}
