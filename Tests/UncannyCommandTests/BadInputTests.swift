import Foundation
import TestMedia
import Testing
import UncannyReport

/// Whatever comes: a status that says how it went, one line of words, and no half report.
@Suite(.timeLimit(.minutes(5)))
struct BadInputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expectOneLine(_ result: Child.Result, _ word: String?) {
    #expect(!result.isOverdue)
    #expect(result.words.count == 1, "\(result.words)")
    #expect(result.words.first?.hasPrefix("uncanny: ") == true, "\(result.words)")
    if let word { #expect(result.words.first?.contains(word) == true, "\(result.words)") }
  }

  private func report() throws -> Wire.Report? {
    guard let text = folder.text(of: "report.json") else { return nil }
    #expect(try Formats.violations(inReport: text) == [])
    return try JSONDecoder().decode(Wire.Report.self, from: Data(text.utf8))
  }

  @Test(arguments: BadInput.all) func `an input ends as it should`(input: BadInput) async throws {
    let subject = try await input.make(folder)
    let result = try await Built.run([
      "check", subject, "--plan", "none,black", "--quiet", "--report", folder.file("report.json"), "--events",
      folder.file("events.jsonl"),
    ])
    #expect(result.status == input.status)
    #expect(result.output == "")
    if input.status == 0 { #expect(result.words == []) } else { expectOneLine(result, input.word) }
    let report = try report()
    #expect((report != nil) == (input.status != 3))
    if let report {
      #expect(report.media.complete == (input.status == 0))
      if let frames = input.frames { #expect(report.performance.framesAnalyzed == frames) }
    }
    #expect(folder.names.allSatisfy { !$0.contains("report") || $0 == "report.json" }, "\(folder.names)")
  }

  @Test func `an SRT address that nobody answers is given up`() async throws {
    let result = try await Built.run([
      "watch", "srt://127.0.0.1:\(Port.datagram())", "--give-up", "0", "--patience", "2", "--quiet", "--report",
      folder.file("report.json"),
    ])
    #expect(result.status == 3 && !result.isOverdue)
    #expect(result.words.last?.hasPrefix("uncanny: srt://127.0.0.1:") == true, "\(result.words)")
    #expect(try report() == nil)
  }

  @Test func `a feed that falls silent is a failure in the middle`() async throws {
    let address = "srt://127.0.0.1:\(Port.datagram())"
    let feed = try Feed("srtsink uri=\(address)?mode=listener wait-for-connection=false")
    let watch = try Built.start([
      "watch", address, "--plan", "none,black", "--give-up", "0", "--patience", "5", "--quiet", "--events", "-",
      "--report",
      folder.file("report.json"),
    ])
    #expect(await watch.line { $0.contains("\"began\"") } != nil)
    feed.stop()
    let result = await watch.result()
    #expect(result.status == 4 && !result.isOverdue)
    #expect(result.words.last == "uncanny: \(address): no picture for 5 s", "\(result.words)")
    let report = try #require(try report())
    #expect(report.media.complete == false && report.events.count == 1)
  }

  @Test(.enabled(if: WebServer.python != nil, "no python3 to serve files"))
  func `a web server that dies and stays away is a failure in the middle`() async throws {
    // not compressed, so that it is too much for any buffer on the way; and longer than a busy machine takes to notice
    try await Clip.write(
      "videotestsrc pattern=black num-buffers=750 ! video/x-raw,format=I420,width=320,height=180,framerate=25/1 "
        + "! matroskamux", to: folder.file("black.mkv"))
    let server = try await WebServer(folder.path)
    let watch = try Built.start([
      "watch", "\(server.address)/black.mkv", "--plan", "none,black", "--patience", "3", "--give-up", "1", "--quiet",
      "--events", "-", "--report", folder.file("report.json"),
    ])
    #expect(await watch.line { $0.contains("\"began\"") } != nil)
    server.kill()
    let result = await watch.result()
    #expect(result.status == 4 && !result.isOverdue)
    #expect(result.words.last?.hasPrefix("uncanny: \(server.address)/black.mkv: ") == true, "\(result.words)")
    let report = try #require(try report())
    #expect(report.media.complete == false)
    #expect(report.performance.framesAnalyzed < 750)
  }

  @Test(arguments: ["--report", "--events", "--overlay"])
  func `a place that cannot be written to is a failure`(option: String) async throws {
    let clip = folder.file("clip.mkv")
    try await Clip.write("\(Clip.picture(frames: 10)) ! h264parse ! matroskamux", to: clip)
    let result = try await Built.run(["check", clip, "--quiet", option, "\(folder.path)/nowhere/out.mkv"])
    #expect(result.status == 4)
    expectOneLine(result, "nowhere/out.mkv")
    #expect(folder.names == ["clip.mkv"])
  }

  @Test func `a report that stood there before is whole or as it was`() async throws {
    try folder.write("before".utf8, to: "report.json")
    let result = try await Built.run(["check", folder.file("nowhere.mp4"), "--report", folder.file("report.json")])
    #expect(result.status == 3)
    #expect(folder.text(of: "report.json") == "before")
  }
}
