/// Listens for datagrams, as long as it lives.
public final class Datagrams: Sendable {
  private let child: Child

  /// Waits until it listens.
  ///
  /// - Parameters:
  ///   - address: as Python writes it: `('127.0.0.1', 514)`, or a path in quotation marks.
  ///   - family: `AF_INET` or `AF_UNIX`.
  /// - Throws: when Python is missing, or cannot listen there.
  public init(_ address: String, family: String) async throws {
    guard let python = WebServer.python else { throw WebServer.Missing() }
    let script = """
      import socket
      server = socket.socket(socket.\(family), socket.SOCK_DGRAM)
      server.bind(\(address))
      print('ready', flush=True)
      while True: print('got ' + server.recv(65536).decode(), flush=True)
      """
    child = try Child(python, ["-u", "-c", script], limit: .seconds(120))
    guard await child.line(where: { $0 == "ready" }) != nil else { throw WebServer.Missing() }
  }

  /// Waits for a message; `nil` when it ends without.
  public func message(where isMeant: @escaping (String) -> Bool) async -> String? {
    await child.line { $0.hasPrefix("got ") && isMeant(String($0.dropFirst(4))) }.map { String($0.dropFirst(4)) }
  }
}
