import Foundation
import GStreamer
import Glibc
import TestMedia
import TestSupport
import Testing
import UncannyReport

/// What a whole run leaves behind.
@Suite(.timeLimit(.minutes(5)))
struct RunTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func report(_ name: String = "report.json") throws -> Wire.Report {
    let text = try #require(folder.text(of: name))
    #expect(try Formats.violations(inReport: text) == [])
    return try JSONDecoder().decode(Wire.Report.self, from: Data(text.utf8))
  }

  private func expectLines(_ text: String) throws -> [JSON] {
    let lines = text.split(separator: "\n").map { String($0) }
    for line in lines { #expect(try Formats.violations(inLine: line) == []) }
    return try lines.map { try JSON(parsing: $0) }
  }

  /// A second of bars, two and a half of black.
  private func clip() async throws -> String {
    let path = folder.file("clip.mp4")
    try await Clip.write(
      "concat name=both ! x264enc speed-preset=ultrafast ! h264parse ! mp4mux name=mux "
        + "videotestsrc pattern=smpte num-buffers=25 ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! both. "
        + "videotestsrc pattern=black num-buffers=63 ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 ! both. "
        + "mux.", to: path)
    return path
  }

  @Test(arguments: [
    ("info", 1), ("warning", 1), ("error", 1), ("critical", 0), ("never", 0),
  ])
  func `the threshold decides on the exit status`(threshold: String, status: Int32) async throws {
    let result = try await Built.run(["check", try await clip(), "--plan", "none,black", "--fail-on", threshold])
    #expect(result.status == status && result.words == [])
    #expect(result.output.contains("black"))
  }

  @Test func `a clean file passes`() async throws {
    let path = folder.file("bars.mp4")
    try await Clip.write("\(Clip.picture()) ! h264parse ! mp4mux", to: path)
    let result = try await Built.run(["check", path, "--plan", "none,black", "--report", "-", "--quiet"])
    #expect(result.status == 0 && result.words == [])
    #expect(try Formats.violations(inReport: result.output) == [])
  }

  @Test func `report, event lines and copy agree`() async throws {
    let result = try await Built.run([
      "check", try await clip(), "--report", folder.file("report.json"), "--events", folder.file("events.jsonl"),
      "--overlay", folder.file("copy.mp4"), "--quiet", "--plan", "none,black",
    ])
    #expect(result.status == 1 && result.words == [] && result.output == "")
    let report = try report()
    #expect(report.media.complete == true && report.media.frames == 88)
    #expect(report.events.count == 1 && report.verdict == .fail)
    #expect(report.events.first?.startFrame == 25 && report.events.first?.endFrame == 88)
    let lines = try expectLines(folder.text(of: "events.jsonl") ?? "")
    #expect(lines.map { $0["state"] } == [.string("began"), .string("ended")])
    #expect(Set(lines.compactMap { line in line["id"].map { "\($0)" } }).count == 1)
    let again = try await Built.run(["check", folder.file("copy.mp4"), "--plan", "none", "--report", "-", "--quiet"])
    #expect(again.status == 0)
    #expect(try JSON(parsing: again.output)["media"]?["frames"] == .number(88))
  }

  @Test func `two runs over a file give the same report but for the speed`() async throws {
    let path = try await clip()
    var texts: [JSON] = []
    for _ in 0..<2 {
      let result = try await Built.run(["check", path, "--report", "-", "--quiet"])
      #expect(result.status == 1)
      guard case .object(var members) = try JSON(parsing: result.output) else { throw BadReport() }
      members["performance"] = nil
      texts.append(.object(members))
    }
    #expect(texts[0] == texts[1])
  }

  struct BadReport: Error {}

  @Test func `of several files the worst decides`() async throws {
    let result = try await Built.run(["check", try await clip(), folder.file("nowhere.mp4"), "--plan", "none,black"])
    #expect(result.status == 3)
    #expect(result.words.count == 1 && result.output.contains("clip.mp4"))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `an interrupt ends a watch with everything written`(signal: Int32) async throws {
    let watch = try Built.start([
      "watch", "test:black", "--plan", "none,black", "--overlay", folder.file("seen.mkv"), "--report",
      folder.file("report.json"), "--events", "-", "--quiet", "--fail-on", "never",
    ])
    #expect(await watch.line { $0.contains("\"began\"") } != nil)
    watch.send(signal)
    let result = await watch.result()
    #expect(result.status == 0 && !result.isOverdue)
    // a busy machine may show frames before they are looked at, and is told so
    #expect(result.words.filter { !$0.hasSuffix("before they were looked at") } == [])
    let lines = try expectLines(result.output)
    #expect(lines.map { $0["state"] } == [.string("began"), .string("ended")])
    let report = try report()
    #expect(report.events.count == 1)
    // what was written can be read again, as far as it goes
    let again = try await Built.run(["check", folder.file("seen.mkv"), "--plan", "none", "--report", "-", "--quiet"])
    #expect(again.status == 0 && again.words == [])
    guard case .number(let frames)? = try JSON(parsing: again.output)["media"]?["frames"] else { throw BadReport() }
    #expect(frames > 0)
  }

  @Test func `values are a table of what was measured, second by second`() async throws {
    let result = try await Built.run(["check", try await clip(), "--plan", "none,black", "--values", "-", "--quiet"])
    let rows = result.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.first?.joined(separator: ",") == "second,detector,figure,unit,mean,least,most")
    #expect(rows.allSatisfy { $0.count == 7 })
    let means = rows.filter { $0[1] == "black" && $0[2] == "mean" }
    #expect(means.count >= 1 && means.map { Int($0[0]) } == means.indices.map { $0 })
    for row in means {
      let (mean, least, most) = (try #require(Float(row[4])), try #require(Float(row[5])), try #require(Float(row[6])))
      #expect(least <= mean && mean <= most && row[3] == "code values")
    }
  }

  @Test(arguments: [["--values", "-", "--report", "-"], ["--values", "v.csv", "--overlay", "o.mp4"]])
  func `values do not go where something else goes`(_ options: [String]) async throws {
    let result = try await Built.run(["check", "nothing.mp4"] + options)
    #expect(result.status == 2)
  }

  @Test func `a watch ends after the time it was given`() async throws {
    let result = try await Built.run([
      "watch", "test:smpte", "--plan", "none,black", "--duration", "5", "--report", folder.file("report.json"),
      "--quiet",
    ])
    #expect(result.status == 0 && result.words == [])
    // the time counts from the start, of which a busy machine needs a part to get going
    #expect(try report().performance.framesReceived > 0)
  }

  @Test func `a pipeline of one's own has a report for each place`() async throws {
    let description =
      "videotestsrc pattern=black num-buffers=25 ! uncanny name=dark plan=none,black ! fakesink "
      + "videotestsrc pattern=smpte num-buffers=25 ! uncanny name=light plan=none,black ! fakesink"
    let result = try await Built.run(
      ["run", description, "--report", folder.file("report.json"), "--quiet", "--fail-on", "info"])
    #expect(result.status == 1 && result.words == [])
    #expect(folder.names == ["report-dark.json", "report-light.json"])
    #expect(try report("report-dark.json").events.count == 1)
    #expect(try report("report-light.json").events.isEmpty)
  }

  @Test func `a pipeline that does not parse says why in a line`() async throws {
    let result = try await Built.run(["run", "videotestsrc ! nosuchthing ! fakesink"])
    #expect(result.status == 3)
    #expect(result.words.count == 1 && result.words.first?.contains("nosuchthing") == true, "\(result.words)")
  }

  @Test func `a file of a pipeline takes its variables from the environment`() async throws {
    let result = try await Built.run(
      ["run", "\(Repository.root)/pipelines/check-file.launch", "--report", "-", "--quiet", "--fail-on", "never"],
      environment: ["FILE": try await clip()])
    #expect(result.status == 0 && result.words == [])
    #expect(try JSON(parsing: result.output)["media"]?["frames"] == .number(88))
  }
}
