import Foundation
import TestMedia

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Debian's Alertmanager, as long as it lives.
final class Alertmanager: Sendable {
  static let program = ["/usr/bin/prometheus-alertmanager", "/usr/local/bin/alertmanager"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private let child: Child
  private let address: URL

  /// Waits until it is ready.
  init(_ program: String, port: Int, folder: TemporaryFolder) async throws {
    let settings = try folder.write("route: {receiver: none}\nreceivers: [{name: none}]\n".utf8, to: "manager.yml")
    guard let address = URL(string: "http://127.0.0.1:\(port)") else { throw URLError(.badURL) }
    self.address = address
    child = try Child(
      program,
      [
        "--config.file=\(settings)", "--storage.path=\(folder.file("manager"))", "--cluster.listen-address=",
        "--web.listen-address=127.0.0.1:\(port)",
      ], limit: .seconds(60))
    while await text(of: "-/ready") == nil {}
  }

  /// Whether it has, or has not, an active alert of that name; waits for it.
  func hears(_ name: String, isActive: Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      let alerts = await text(of: "api/v2/alerts?active=true") ?? ""
      if alerts.contains("\"alertname\":\"\(name)\"") == isActive { return true }
    }
    return false
  }

  private func text(of path: String) async -> String? {
    guard let url = URL(string: path, relativeTo: address),
      let (data, response) = try? await URLSession.shared.data(from: url),
      (response as? HTTPURLResponse)?.statusCode == 200
    else {
      // what is not there yet need not be asked without pause
      try? await Task.sleep(for: .milliseconds(50))
      return nil
    }
    return String(decoding: data, as: UTF8.self)
  }
}
