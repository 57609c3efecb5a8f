import Foundation
import TestMedia
import TestSupport
import Testing

/// `libgstuncanny.so`, as other programs load it.
@Suite(.timeLimit(.minutes(5)), .enabled(if: Tool.path("gst-launch-1.0") != nil, "no gst-launch-1.0"))
struct PluginTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a program that finds the plug-in, with a registry of its own.
  private func run(_ program: String, _ arguments: [String]) async throws -> Child.Result {
    let environment = ["GST_PLUGIN_PATH": try Tool.products(), "GST_REGISTRY": folder.file("registry.bin")]
    return try await Child(program, arguments, environment: environment, limit: .seconds(60)).result()
  }

  private func tool(_ name: String) throws -> String { try #require(Tool.path(name), "\(name) is not installed") }

  /// A second of a test picture, then a second of black.
  private func darkening() async throws -> String {
    let path = folder.file("darkening.mkv")
    let caps = "video/x-raw,format=I420,width=320,height=180,framerate=25/1"
    try await Clip.write(
      "concat name=c ! x264enc speed-preset=ultrafast threads=1 ! h264parse ! matroskamux name=m "
        + "videotestsrc pattern=smpte num-buffers=25 ! \(caps) ! c. "
        + "videotestsrc pattern=black num-buffers=25 ! \(caps) ! c. m.", to: path)
    return path
  }

  @Test func `gst-inspect shows its properties, its signal and what it is`() async throws {
    let result = try await run(try tool("gst-inspect-1.0"), ["uncanny"])
    #expect(result.status == 0 && result.words == [])
    for word in ["Filter/Analyzer/Video", "Apache 2.0", "freeze-tolerance", "overlay", "\"found\""] {
      #expect(result.output.contains(word), "\(word)")
    }
  }

  @Test func `it brings its own runtime of Swift`() async throws {
    let result = try await run(try tool("ldd"), [try Tool.products() + "/libgstuncanny.so"])
    #expect(result.status == 0 && result.output.contains("libgstreamer-1.0"))
    #expect(!result.output.contains("libswift") && !result.output.contains("not found"))
  }

  @Test func `gst-launch posts what it finds`() async throws {
    let result = try await run(
      try tool("gst-launch-1.0"),
      ["-m", "videotestsrc", "pattern=black", "num-buffers=30", "!", "uncanny", "plan=none,black", "!", "fakesink"])
    #expect(result.status == 0)
    #expect(result.output.contains("uncanny-event, state=(string)began, id=(guint64)1, detector=(string)black"))
  }

  @Test func `a plan that is none is an error of gst-launch`() async throws {
    let result = try await run(
      try tool("gst-launch-1.0"), ["videotestsrc", "num-buffers=3", "!", "uncanny", "plan=frieze", "!", "fakesink"])
    #expect(result.status != 0)
    #expect(
      (result.words + [result.output]).contains { $0.contains("unknown detector \"frieze\"; did you mean freeze?") })
  }

  @Test func `a process may hold it and the program's own element`() async throws {
    let result = try await run(
      try Tool.products() + "/uncanny",
      ["run", "videotestsrc pattern=black num-buffers=30 ! uncanny plan=none,black ! fakesink", "--events", "-"])
    #expect(result.status == 0, "\(result.words)")
    #expect(result.output.contains("\"detector\":\"black\""))
  }

  @Test(.enabled(if: Tool.hasPythonBindings, "no Python bindings of GStreamer"))
  func `the example in Python says what is wrong`() async throws {
    let example = "\(Repository.root)/examples/element/faults.py"
    let result = try await run("/usr/bin/python3", [example, try await darkening(), "none,black"])
    #expect(result.status == 0, "\(result.words)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("began frame 25: info: black picture") == true)
    #expect(lines.last?.hasPrefix("ended frame 25: warning: black picture for 1.00 s") == true)
  }

  @Test(.enabled(if: Tool.path("cc") != nil && Tool.path("pkg-config") != nil, "no C compiler"))
  func `the example in C reads the metas of the very frames`() async throws {
    let flags = try await Child(try tool("pkg-config"), ["--cflags", "--libs", "gstreamer-video-1.0"]).result()
    let example = "\(Repository.root)/examples/element/boxes.c"
    let built = try await Child(
      try tool("cc"),
      ["-Wall", "-Werror", "-o", folder.file("boxes"), example]
        + flags.output.split(whereSeparator: \.isWhitespace).map(String.init)
    ).result()
    #expect(built.status == 0, "\(built.words)")
    let result = try await run(folder.file("boxes"), [try await darkening(), "none,black"])
    #expect(result.status == 0, "\(result.words)")
    let frames = result.output.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^frame (\d+): \w+ black 1.00$/).flatMap { Int($0.1) }
    }
    // black is known with its third frame
    #expect(frames == Array(27..<50))
  }

  @Test func `a launch file runs in gst-launch too`() async throws {
    let file = "\(Repository.root)/pipelines/check-file.launch"
    let printed = try await Child(
      try Tool.products() + "/uncanny", ["run", "--print", file], environment: ["FILE": try await darkening()]
    ).result()
    #expect(printed.status == 0, "\(printed.words)")
    let words = printed.output.split(whereSeparator: \.isWhitespace).map(String.init)
    let result = try await run(try tool("gst-launch-1.0"), ["-m"] + words)
    #expect(result.status == 0, "\(result.words)")
    #expect(result.output.contains("uncanny-event"))
  }
}
