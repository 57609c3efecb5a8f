internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// What the server knows of a request: its connection, so that it can be cut.
struct LiveContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

/// What every request passes: who may not come in is turned away, and every answer says what a browser may do with it.
struct Gate: RouterMiddleware {
  typealias Context = LiveContext

  let access: Access

  func handle(
    _ request: Request, context: LiveContext, next: (Request, LiveContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    switch access.decide(Access.Request(request)) {
    case .admitted:
      do { response = try await next(request, context) } catch let error as HTTPError {
        response = .text("\(error.status.code) \(error.status.reasonPhrase)\n", status: error.status)
      }
    case .admittedOnce(let cookie):
      response = Response(status: .seeOther, headers: [.location: request.uri.path.localPath, .setCookie: cookie])
    case .wrongHost: response = .text("this host is not served here\n", status: .misdirectedRequest)
    case .unauthorized:
      response = .text(
        "a token is needed: as a bearer, or once as /?token=...\n", status: .unauthorized,
        headers: [.wwwAuthenticate: "Bearer"])
    case .tooLarge:
      response = .text("that much is not taken here\n", status: .contentTooLarge, headers: [.connection: "close"])
      // whoever sends on is not read for ever
      let channel = context.channel
      _ = channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    case .foreign: response = .text("only a page of this server may ask for that\n", status: .forbidden)
    case .wrongType: response = .text("application/json is taken here\n", status: .unsupportedMediaType)
    }
    for field in Self.always { response.headers[field.name] = field.value }
    return response
  }

  /// The page has all that it needs from here, and nobody else may show it or read it.
  private static let always: HTTPFields = {
    var fields: HTTPFields = [
      .contentSecurityPolicy:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'",
      .xContentTypeOptions: "nosniff", .cacheControl: "no-store",
    ]
    let others = [
      "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY",
      "Cross-Origin-Opener-Policy": "same-origin",
    ]
    for (name, value) in others {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }()
}

extension Access.Request {
  fileprivate init(_ request: Request) {
    self.init(
      path: request.uri.path, host: request.head.authority, authorization: request.headers[.authorization],
      cookies: request.headers[values: .cookie], token: request.uri.queryParameters["token"].map { String($0) },
      bodyLength: request.headers[.transferEncoding] == nil
        ? request.headers[.contentLength].map { Int($0) } ?? 0 : nil,
      isChange: request.method == .put || request.method == .delete, contentType: request.headers[.contentType],
      origin: request.headers[.origin], site: HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] })
  }
}

extension String {
  /// A path of this server, so that no request can send a browser elsewhere.
  fileprivate var localPath: String { hasPrefix("/") && !hasPrefix("//") && !contains("\\") ? self : "/" }
}

extension Response {
  /// Text as an answer.
  static func text(
    _ text: String, as type: String = "text/plain; charset=utf-8", status: HTTPResponse.Status = .ok,
    headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = type
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
