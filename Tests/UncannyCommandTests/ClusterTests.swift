import Foundation
import TestMedia
import TestSupport
import Testing

/// The examples that spread a triage over many machines.
@Suite(.timeLimit(.minutes(5)))
struct ClusterTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Four clips in a folder of their own.
  private func clips() async throws -> String {
    // as both programs write it
    let clips = URL(fileURLWithPath: folder.file("clips")).standardizedFileURL.path
    try FileManager.default.createDirectory(atPath: clips, withIntermediateDirectories: true)
    for pattern in ["smpte", "black", "zone-plate", "ball"] {
      try await Clip.write("\(Clip.picture(pattern, frames: 12)) ! h264parse ! mp4mux", to: "\(clips)/\(pattern).mp4")
    }
    return clips
  }

  /// The environment in which an example finds the program.
  private func environment(_ more: [String: String] = [:]) throws -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return ["PATH": "\(try Tool.products()):\(path)", "UNCANNY_MODELS": "/nowhere"].merging(more) { $1 }
  }

  private func ranking(in output: String) throws -> Set<String> {
    let lines = try String(contentsOfFile: "\(output)/triage.jsonl", encoding: .utf8).split(separator: "\n")
    return Set(
      lines.compactMap { $0.firstMatch(of: /"path":"([^"]*)"/).map { String($0.1.split(separator: "/").last ?? "") } })
  }

  @Test func `the jobs of an array do all clips between them`() async throws {
    let (clips, output) = (try await clips(), folder.file("triage"))
    var parts: [Set<String>] = []
    for task in 0..<2 {
      let job = try await Child(
        "/usr/bin/env", ["bash", "\(Repository.root)/examples/cluster/slurm.sh", clips, output],
        environment: environment(["SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_ARRAY_TASK_COUNT": "2"]), limit: .seconds(60)
      ).result()
      #expect(job.status == 0, "\(job.words)")
      parts.append(try ranking(in: "\(output)/shard-\(task)"))
    }
    #expect(parts[0].isDisjoint(with: parts[1]))
    #expect(parts[0].union(parts[1]) == ["smpte.mp4", "black.mp4", "zone-plate.mp4", "ball.mp4"])
    let whole = try await Built.run(
      ["triage", clips, "--output", output, "--from", "\(output)/shard-0", "--from", "\(output)/shard-1"])
    #expect(whole.status == 0, "\(whole.words)")
    #expect(try ranking(in: output) == parts[0].union(parts[1]))
  }

  @Test func `outside of an array a job says so`() async throws {
    let job = try await Child(
      "/usr/bin/env",
      ["-u", "SLURM_ARRAY_TASK_COUNT", "bash", "\(Repository.root)/examples/cluster/slurm.sh", "a", "b"]
    ).result()
    #expect(job.status != 0 && job.words.contains { $0.contains("this is for a job array") })
  }

  @Test(.enabled(if: Tool.path("ray") != nil, "no python3 with ray"))
  func `a Ray cluster ranks as one machine does`() async throws {
    let (clips, output) = (try await clips(), folder.file("triage"))
    let driver = try await Child(
      "/usr/bin/env",
      [
        "python3", "\(Repository.root)/examples/cluster/ray_triage.py", clips, "--output", output, "--shards", "3",
        "--uncanny", try Built.path(), "--", "--quick",
      ], environment: environment(["RAY_ADDRESS": "local"]), limit: .seconds(120)
    ).result()
    #expect(driver.status == 0, "\(driver.words)")
    let direct = try await Built.run(["triage", clips, "--output", folder.file("direct"), "--quick"])
    #expect(direct.status == 0)
    func lines(_ folder: String) throws -> String {
      try String(contentsOfFile: "\(folder)/triage.jsonl", encoding: .utf8)
    }
    let (clustered, alone) = (try lines(output), try lines(folder.file("direct")))
    #expect(clustered == alone)
  }
}
