internal import Foundation
public import TestSupport

/// Takes what is posted to it, over HTTP on the loopback interface, as long as it lives.
public final class Receiver: Sendable {
  /// Whether there can be one.
  public static var isThere: Bool { WebServer.python != nil }

  /// Without a slash at the end.
  public let address: String
  private let child: Child

  /// Waits until it answers.
  ///
  /// - Parameters:
  ///   - port: where it listens; 0 for any.
  ///   - statuses: what it answers to one request after the other; the last one from then on.
  ///   - location: where it sends those that it redirects.
  ///   - isEndless: whether its answers never end.
  ///   - isSilent: whether it answers nothing.
  /// - Throws: when Python is missing, or does not say where it listens.
  public init(
    port: Int = 0, statuses: [Int] = [200], location: String = "", isEndless: Bool = false, isSilent: Bool = false
  ) async throws {
    guard let python = WebServer.python else { throw WebServer.Missing() }
    let list = statuses.map { "\($0)" }.joined(separator: ",")
    child = try Child(
      python, ["-u", "-c", Self.script, "\(port)", list, location, isEndless ? "endless" : isSilent ? "silent" : ""],
      limit: .seconds(120))
    guard let line = await child.line(where: { $0.hasPrefix("port ") }), let port = Int(line.dropFirst(5)) else {
      throw WebServer.Missing()
    }
    address = "http://127.0.0.1:\(port)"
  }

  /// What was posted as the `number`th, from 1 on: `method`, `path`, `headers` by lower-case name, `body`; waits for it.
  public func request(_ number: Int) async throws -> JSON? {
    try await child.line { $0.hasPrefix("{\"number\": \(number),") }.map { try JSON(parsing: $0) }
  }

  /// Ends it.
  ///
  /// - Returns: how much was posted in all.
  @discardableResult
  public func end() async -> Int {
    child.send(SIGKILL)
    return await child.result().output.split(separator: "\n").count { $0.hasPrefix("{") }
  }

  private static let script = """
    import http.server, json, sys, threading, time
    port, statuses, location, mode = int(sys.argv[1]), sys.argv[2].split(','), sys.argv[3], sys.argv[4]
    lock, count = threading.Lock(), 0
    class Handler(http.server.BaseHTTPRequestHandler):
      def do_POST(self):
        global count
        body = self.rfile.read(int(self.headers.get('content-length', 0))).decode()
        with lock:
          count += 1
          status = int(statuses[min(count, len(statuses)) - 1])
          headers = {name.lower(): value for name, value in self.headers.items()}
          print(json.dumps({'number': count, 'method': self.command, 'path': self.path, 'headers': headers,
            'body': body}), flush=True)
        if mode == 'silent': time.sleep(1000)
        self.send_response(status)
        if location: self.send_header('Location', location)
        if mode != 'endless': self.send_header('Content-Length', '0')
        self.end_headers()
        while mode == 'endless': self.wfile.write(b'x' * 4096)
      def log_message(self, *words): pass
    class Server(http.server.ThreadingHTTPServer):
      def handle_error(self, *words): pass
    server = Server(('127.0.0.1', port), Handler)
    print('port', server.server_address[1], flush=True)
    server.serve_forever()
    """
}
