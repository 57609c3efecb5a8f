import Foundation
import TestMedia
import TestSupport
import Testing

/// The examples of monitoring are what Prometheus takes.
@Suite(.timeLimit(.minutes(1)))
struct MonitoringTests {
  private static let promtool = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  private static let folder = "\(Repository.root)/examples/monitoring"

  @Test(
    .enabled(if: promtool != nil, "promtool is not installed"),
    arguments: [
      ["check", "config", "\(folder)/prometheus.yml"], ["check", "rules", "\(folder)/rules.yml"],
      ["test", "rules", "\(folder)/rules-test.yml"],
    ])
  func `Prometheus takes the configuration and the rules, and the rules raise what they should`(
    arguments: [String]
  ) async throws {
    let result = try await Child(#require(Self.promtool), arguments).result()
    #expect(result.status == 0, "\(result.output) \(result.words)")
  }

  @Test func `the rules and the dashboard ask for metrics that there are`() throws {
    let known = try Repository.text(of: "Sources/UncannyDashboard/Metrics.swift")
    for file in ["rules.yml", "rules-test.yml", "grafana.json"] {
      let text = try Repository.text(of: "examples/monitoring/\(file)")
      for name in Set(text.matches(of: /\buncanny_[a-z_]+/).map { String($0.0) }) {
        let family = name.replacing(/_bucket$/, with: "")
        #expect(known.contains("\"\(family)\""), "\(file): \(name)")
      }
    }
  }

  @Test func `each metric is in the manual`() throws {
    let manual = try Repository.text(of: "docs/live.md")
    let source = try Repository.text(of: "Sources/UncannyDashboard/Metrics.swift")
    for name in source.matches(of: /"((?:uncanny|process)_[a-z_]+)"/).map({ String($0.1) }) {
      #expect(manual.contains("`\(name)"), "\(name)")
    }
  }
}
