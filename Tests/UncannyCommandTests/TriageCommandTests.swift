import Foundation
import Glibc
import TestMedia
import Testing

/// Many clips, as the program sorts them.
@Suite(.timeLimit(.minutes(5)))
struct TriageCommandTests {
  let folder: TemporaryFolder
  let output: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    output = try TemporaryFolder()
  }

  /// When all clips were last changed: a whole number of seconds, which every way of setting it keeps.
  private static let day = Date(timeIntervalSince1970: 1_700_000_000)

  /// A clip of bars, or one that is black.
  private func write(_ name: String, black: Bool = false, frames: Int = 75) async throws {
    try await Clip.write(
      "\(Clip.picture(black ? "black" : "smpte", frames: frames)) ! h264parse ! mp4mux", to: folder.file(name))
    try date(name)
  }

  private func date(_ name: String, _ day: Date = day) throws {
    try FileManager.default.setAttributes([.modificationDate: day], ofItemAtPath: folder.file(name))
  }

  /// Zeros in place of a clip: whoever reads it now rejects it, and nothing else tells.
  private func spoil(_ name: String) throws {
    _ = try folder.write([UInt8](repeating: 0, count: try folder.bytes(of: name).count), to: name)
    try date(name)
  }

  private func triage(_ options: [String] = [], limit: Duration = .seconds(60)) throws -> Child {
    try Child(
      Built.path(),
      ["triage", folder.path, "--output", output.path, "--plan", "none,black", "--jobs", "2"] + options,
      environment: ["UNCANNY_MODELS": "/nowhere"], limit: limit)
  }

  private func listed(_ verdict: String) -> [String] {
    (output.text(of: "\(verdict).txt") ?? "").split(separator: "\n").map { String($0.split(separator: "/").last ?? "") }
  }

  @Test func `a clip without a fault is kept, a black one is not, and what is no clip is rejected`() async throws {
    try await write("bars.mp4")
    try await write("black.mp4", black: true)
    _ = try folder.write((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37) }, to: "noise.mp4")
    _ = try folder.write([], to: "empty.mov")
    _ = try folder.write([1], to: "notes.md")
    let result = try await triage().result()
    #expect(result.status == 0 && result.words == [])
    #expect(listed("keep") == ["bars.mp4"])
    #expect(listed("look") + listed("reject") != [] && !listed("keep").contains("black.mp4"))
    #expect(Set(listed("reject")).isSuperset(of: ["noise.mp4", "empty.mov"]))
    #expect(result.output.hasPrefix("4 clips: 1 keep, "))
    let lines = try #require(output.text(of: "triage.jsonl")).split(separator: "\n")
    #expect(lines.count == 4 && lines[0].contains("\"rank\":1") && lines[0].contains("\"verdict\":\"keep\""))
    #expect(output.text(of: "wall.html")?.contains("bars.mp4") == true)
    #expect(output.text(of: "triage.csv")?.split(separator: "\r\n").count == 5)
  }

  @Test func `what is known is not looked at again, and what has changed is`() async throws {
    try await write("a.mp4")
    #expect(try await triage().result().status == 0)
    try spoil("a.mp4")
    #expect(try await triage().result().status == 0)
    #expect(listed("keep") == ["a.mp4"], "same size and time: it was not read again")
    try date("a.mp4", Date(timeIntervalSince1970: 1))
    #expect(try await triage().result().status == 0)
    #expect(listed("reject") == ["a.mp4"])
  }

  @Test func `other weights judge anew`() async throws {
    try await write("black.mp4", black: true)
    #expect(try await triage().result().status == 0)
    #expect(listed("keep") == [])
    #expect(try await triage(["--weigh", "black=0"]).result().status == 0)
    #expect(listed("keep") == ["black.mp4"])
  }

  @Test func `a run that is killed goes on, and ends as if it had not been`() async throws {
    for number in 0..<6 { try await write("clip\(number).mp4", black: number % 2 == 0, frames: 200) }
    #expect(try await triage().result().status == 0)
    let whole = try ["triage.jsonl", "triage.csv", "keep.txt"].map { try output.bytes(of: $0) }
    for name in output.names { try FileManager.default.removeItem(atPath: output.file(name)) }
    let killed = try triage(["--jobs", "1"])
    // as soon as there is a ledger something is under way
    while !FileManager.default.fileExists(atPath: output.file("ledger.sqlite")) { await Task.yield() }
    killed.send(SIGKILL)
    #expect(await killed.result().status == -SIGKILL)
    #expect(try await triage().result().status == 0)
    #expect(try ["triage.jsonl", "triage.csv", "keep.txt"].map { try output.bytes(of: $0) } == whole)
  }

  @Test func `a clip that takes too much memory is given up, and the others are not`() async throws {
    try await write("small.mp4")
    try await Clip.write(
      "videotestsrc num-buffers=60 pattern=ball ! video/x-raw,format=I420,width=7680,height=4320,framerate=25/1 ! "
        + "jpegenc ! matroskamux", to: folder.file("huge.mkv"))
    let result = try await triage(["--memory", "256"], limit: .seconds(200)).result()
    #expect(result.status == 0)
    #expect(listed("keep") == ["small.mp4"] && listed("look") == ["huge.mkv"])
    #expect(output.text(of: "triage.jsonl")?.contains("MiB of memory, twice") == true)
  }

  @Test func `a quick look at a clip that goes on longer does not call it damaged`() async throws {
    try await write("long.mp4", frames: 200)
    #expect(try await triage(["--quick"]).result().status == 0)
    #expect(listed("keep") == ["long.mp4"])
  }

  @Test func `shards are all clips, each in one`() async throws {
    for number in 0..<5 { try await write("clip\(number).mp4", frames: 12) }
    var all: [String] = []
    for shard in ["0/2", "1/2"] {
      #expect(try await triage(["--shard", shard]).result().status == 0)
      all += listed("keep")
    }
    #expect(all.sorted() == (0..<5).map { "clip\($0).mp4" })
  }

  @Test func `what other runs know is taken over, and not looked at again`() async throws {
    let parts = (0..<2).map { output.file("part\($0)") }
    for number in 0..<4 { try await write("clip\(number).mp4", frames: 12) }
    for (index, part) in parts.enumerated() {
      #expect(try await triage(["--shard", "\(index)/2", "--output", part]).result().status == 0)
    }
    for name in folder.names { try spoil(name) }
    let result = try await triage(parts.flatMap { ["--from", $0] }).result()
    #expect(result.status == 0, "\(result.words)")
    #expect(listed("keep").count == 4)
  }

  @Test func `links lead to the clips, and a second run makes no more of them`() async throws {
    try await write("bars.mp4")
    for _ in 0..<2 {
      #expect(try await triage(["--link", output.file("sorted")]).result().status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: output.file("sorted/keep")) == ["bars.mp4"])
    }
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: output.file("sorted/keep/bars.mp4"))
    #expect(target == folder.file("bars.mp4"))
  }

  @Test func `a move does not overwrite`() async throws {
    try await write("bars.mp4")
    try FileManager.default.createDirectory(atPath: output.file("m/keep"), withIntermediateDirectories: true)
    _ = try output.write([1], to: "m/keep/bars.mp4")
    #expect(try await triage(["--move", output.file("m")]).result().status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: output.file("m/keep")).sorted() == [
        "bars-2.mp4", "bars.mp4",
      ])
    #expect(try folder.names == [] && output.bytes(of: "m/keep/bars.mp4") == [1])
  }

  @Test func `a damaged ledger is refused with words and stays as it is`() async throws {
    try await write("bars.mp4", frames: 12)
    let bytes = [UInt8]("this is no database, though somebody has called it one".utf8)
    _ = try output.write(bytes, to: "ledger.sqlite")
    let result = try await triage().result()
    #expect(result.status == 4)
    #expect(result.words == ["uncanny: \(output.file("ledger.sqlite")): is damaged; move it away to begin anew"])
    #expect(try output.bytes(of: "ledger.sqlite") == bytes)
  }

  @Test func `clips that come while it follows are sorted too`() async throws {
    let following = try triage(["--follow"])
    try await write("late.mp4", frames: 12)
    while listed("keep").isEmpty { await Task.yield() }
    following.send(SIGINT)
    let result = await following.result()
    #expect(result.status == 0 && listed("keep") == ["late.mp4"])
  }

  @Test func `a quick look ends after two seconds and says that it did not see all`() async throws {
    try await write("long.mp4", frames: 200)
    let result = try await Built.run([
      "check", folder.file("long.mp4"), "--quick", "--plan", "none,black", "--report", output.file("r.json"),
      "--quiet",
    ])
    #expect(result.status == 0)
    let report = try #require(output.text(of: "r.json"))
    #expect(report.contains("\"frames\" : 50") && report.contains("\"complete\" : false"))
  }
}
