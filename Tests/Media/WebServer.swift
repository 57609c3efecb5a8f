internal import Foundation

/// Serves a folder over HTTP on the loopback interface, as long as it lives.
public final class WebServer: Sendable {
  /// Where Python is; `nil` when it is not installed.
  public static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The address of the folder, without a slash at the end.
  public let address: String
  private let child: Child

  /// Waits until it answers.
  ///
  /// - Parameter port: 0 for any that is free.
  /// - Throws: when Python is missing, or does not say where it listens.
  public init(_ folder: String, port: Int = 0) async throws {
    guard let python = Self.python else { throw Missing() }
    child = try Child(
      python, ["-u", "-m", "http.server", "\(port)", "--bind", "127.0.0.1", "--directory", folder],
      limit: .seconds(120))
    guard let line = await child.line(where: { $0.contains(" port ") }),
      let port = line.firstMatch(of: /port (\d+)/).flatMap({ Int($0.1) })
    else { throw Missing() }
    address = "http://127.0.0.1:\(port)"
  }

  /// Ends it, in the middle of whatever it is serving.
  public func kill() { child.send(SIGKILL) }

  /// There is no Python that serves.
  public struct Missing: Error {
    public init() {}
  }
}
