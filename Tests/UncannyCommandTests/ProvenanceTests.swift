import Foundation
import TestMedia
import TestSupport
import Testing
import UncannyReport

/// Where the library for manifests is, if it is installed.
private let models: String? = {
  let environment = ProcessInfo.processInfo.environment
  let data = environment["XDG_DATA_HOME"] ?? "\(NSHomeDirectory())/.local/share"
  let path = environment["UNCANNY_MODELS"] ?? "\(data)/uncanny/models"
  return FileManager.default.fileExists(atPath: "\(path)/provenance/libc2pa_c.so") ? path : nil
}()

/// What a report says of what files declare.
@Suite(.timeLimit(.minutes(5))) struct ProvenanceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func signed(_ name: String) -> String { "\(Repository.root)/Tests/UncannyProvenanceTests/Signed/\(name)" }

  private func report() throws -> Wire.Report {
    let text = try #require(folder.text(of: "report.json"))
    #expect(try Formats.violations(inReport: text) == [])
    return try JSONDecoder().decode(Wire.Report.self, from: Data(text.utf8))
  }

  private func arguments(_ name: String) -> [String] {
    ["check", signed(name), "--plan", "none,provenance", "--report", folder.file("report.json")]
  }

  @Test(.enabled(if: models != nil, "the C2PA library is not installed"))
  func `a file that declares a generator is told of in the report`() async throws {
    let run = try await Built.run(arguments("generated.mp4"), environment: ["UNCANNY_MODELS": models ?? ""])
    #expect(run.status == 0)
    let report = try report()
    #expect(report.checks.map { $0.verdict } == [.found])
    #expect(report.origin?.provenance?.manifest == .present)
    #expect(report.origin?.provenance?.sources.map { $0.type } == ["trainedAlgorithmicMedia"])
    #expect(report.origin?.synthetic == nil)
  }

  @Test(.enabled(if: models != nil, "the C2PA library is not installed"))
  func `a manifest elsewhere is named where there is no network`() async throws {
    let child = try Child(
      "/usr/bin/unshare", ["--map-root-user", "--net", try Built.path()] + arguments("remote.mp4"),
      environment: ["UNCANNY_MODELS": models ?? ""])
    let run = await child.result()
    // not everybody may have a network of their own
    guard !run.words.contains(where: { $0.hasPrefix("unshare:") }) else { return }
    #expect(run.status == 0)
    let provenance = try #require(try report().origin?.provenance)
    #expect(provenance.manifest == .remote)
    #expect(provenance.remote == "http://manifests.example.com/clip.c2pa")
    #expect(folder.text(of: "report.json")?.contains("secret") == false)
  }

  @Test func `without the library the check is skipped, and says how it comes to be`() async throws {
    let run = try await Built.run(arguments("generated.mp4"))
    #expect(run.status == 0)
    let report = try report()
    #expect(report.checks.map { $0.verdict } == [.skipped])
    #expect(report.checks.first?.why?.contains("scripts/setup --models") == true)
    #expect(report.origin?.provenance?.manifest == .unread)
  }
}
