import TestMedia
import TestSupport
import Testing

/// Two films, as the program compares them.
@Suite(.timeLimit(.minutes(5)))
struct CompareTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Shots of patterns, coded as H.264.
  private func write(
    _ name: String, _ patterns: [String], frames: Int = 40, width: Int = 320, height: Int = 180, rate: Int = 25
  ) async throws {
    let caps = "video/x-raw,format=I420,width=320,height=180,framerate=\(rate)/1"
    let size = "videoscale ! video/x-raw,width=\(width),height=\(height)"
    let sources = patterns.map { "videotestsrc \($0) num-buffers=\(frames) ! \(caps) ! \(size) ! shots." }
      .joined(separator: " ")
    try await Clip.write(
      "concat name=shots ! x264enc speed-preset=ultrafast key-int-max=12 threads=1 ! h264parse ! mp4mux name=mux "
        + "\(sources) mux.", to: folder.file(name))
  }

  private static let first = "pattern=ball"
  private static let second = "pattern=pinwheel"
  private static let third = "pattern=smpte75"

  private func compare(_ a: String, _ b: String, _ options: [String] = []) async throws -> Child.Result {
    try await Built.run(["compare", folder.file(a), folder.file(b)] + options)
  }

  @Test func `a shot that is gone is missing, whatever the size, and the page shows both films`() async throws {
    try await write("a.mp4", [Self.first, Self.second, Self.third])
    try await write("b.mp4", [Self.first, Self.third], width: 160, height: 90)
    let (report, page) = (folder.file("r.json"), folder.file("p.html"))
    let result = try await compare("a.mp4", "b.mp4", ["--report", report, "--html", page])
    #expect(result.status == 1 && result.words == [])
    #expect(result.output.contains("\nmissing    2  40-79   -"), "\(result.output)")
    #expect(result.output.hasSuffix("different: 2 unchanged, 1 missing\n"))
    #expect(try Formats.violations(inComparison: folder.text(of: "r.json") ?? "") == [])
    let html = folder.text(of: "p.html") ?? ""
    #expect(html.matches(of: /data:image\/jpeg/).count == 5 && html.contains("not there"))
  }

  @Test func `a film and itself are status 0`() async throws {
    try await write("a.mp4", [Self.first, Self.third])
    let result = try await compare("a.mp4", "a.mp4")
    #expect(result.status == 0 && result.output.hasSuffix("same: 2 unchanged\n"))
  }

  @Test(arguments: [("changed", 1), ("missing", 0), ("never", 0)])
  func `what fails is for who asks to say`(option: String, status: Int32) async throws {
    try await write("a.mp4", [Self.first])
    try await write("b.mp4", [Self.first, Self.second])
    let result = try await compare("a.mp4", "b.mp4", ["--fail-on", option, "--report", "-"])
    #expect(result.status == status)
    #expect(try Formats.violations(inComparison: result.output) == [])
  }

  @Test func `what cannot be read, has no picture, or has one frame`() async throws {
    try await write("a.mp4", [Self.third], frames: 1)
    #expect(try await compare("a.mp4", "nosuch.mp4").status == 3)
    try await Clip.write("audiotestsrc num-buffers=40 ! wavenc", to: folder.file("sound.wav"))
    #expect(try await compare("a.mp4", "sound.wav").status == 3)
    #expect(try await compare("a.mp4", "a.mp4").output.hasSuffix("same: 1 unchanged\n"))
  }

  @Test func `what is live, or would be overwritten, is wrong usage`() async throws {
    try await write("a.mp4", [Self.third], frames: 2)
    #expect(try await compare("a.mp4", "a.mp4", ["--report", folder.file("a.mp4")]).status == 2)
    #expect(try await Built.run(["compare", "a.mp4", "rtsp://me:secret@host/live"]).status == 2)
    #expect(try await Built.run(["compare", "a.mp4"]).status == 2)
  }
}
