import Foundation
import Glibc
import TestMedia
import TestSupport
import Testing
import UncannyReport

/// Markers and digests, as the program leaves them behind.
@Suite(.timeLimit(.minutes(5)))
struct MarkerTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Twenty-five frames of bars, and black after them, in a file that is called by all that means something somewhere.
  private func clip(_ name: String = "a \"b\" <c> & 'd' | ü.mp4", rate: String = "30000/1001") async throws -> String {
    let path = folder.file(name)
    let format = "video/x-raw,format=I420,width=320,height=180,framerate=\(rate)"
    try await Clip.write(
      "concat name=both ! x264enc speed-preset=ultrafast ! h264parse ! mp4mux name=mux "
        + "videotestsrc pattern=smpte num-buffers=25 ! \(format) ! both. "
        + "videotestsrc pattern=black num-buffers=63 ! \(format) ! both. mux.", to: path)
    return path
  }

  private func check(_ path: String, _ options: [String]) async throws -> Child.Result {
    try await Built.run(["check", path, "--plan", "none,black", "--quiet"] + options)
  }

  @Test func `every kind is written, and begins as it should`() async throws {
    let starts = [
      "otio": "{\n", "edl": "TITLE: a \"b\" <c> & 'd' | ü.mp4\nFCM: DROP FRAME\n", "xml": "<?xml", "fcpxml": "<?xml",
      "csv": "Marker Name\tDescription\tIn\tOut", "vtt": "WEBVTT\n\n", "srt": "1\n00:00:00,834 --> ",
      "txt": "0.000000\t",
      "chapters": ";FFMETADATA1\n", "frames": "25\n26\n",
    ]
    let options = starts.keys.sorted().flatMap { ["--markers", folder.file("m.\($0)")] }
    let result = try await check(try await clip(), options)
    #expect(result.status == 1 && result.words == [] && result.output == "")
    for (ending, start) in starts {
      #expect(
        folder.text(of: "m.\(ending)")?.hasPrefix(start) == true, "\(ending): \(folder.text(of: "m.\(ending)") ?? "")")
    }
  }

  @Test func `the first frame is called as was asked for`() async throws {
    let clip = try await clip()
    let result = try await check(clip, ["--markers", folder.file("m.edl"), "--start-timecode", "01:00:00:00"])
    #expect(result.status == 1)
    #expect(folder.text(of: "m.edl")?.contains(" 01:00:00:25 01:00:00:26\n") == true)
    let bad = try await check(clip, ["--markers", folder.file("n.edl"), "--start-timecode", "01:01:00;00"])
    #expect(
      bad.status == 2
        && bad.words == ["uncanny: --start-timecode 01:01:00;00: drop-frame timecode leaves this name out"])
    #expect(folder.text(of: "n.edl") == nil)
  }

  @Test func `digests hold all inputs, also those that could not be read`() async throws {
    let clip = try await clip()
    let result = try await Built.run([
      "check", clip, folder.file("nowhere.mp4"), "--plan", "none,black", "--quiet", "--junit", folder.file("j.xml"),
      "--markdown", "-",
    ])
    #expect(result.status == 3)
    #expect(
      result.output.contains("**fail** `\(clip)`: 1 event (1 error)") && result.output.contains("**unreadable** `"))
    let junit = try #require(folder.text(of: "j.xml"))
    #expect(junit.contains("<testsuites name=\"uncanny\" tests=\"2\" failures=\"1\" errors=\"1\" skipped=\"0\">"))
    #expect(junit.contains("/a &quot;b&quot; &lt;c&gt; &amp; 'd' | ü.mp4\""))
  }

  @Test func `a watch leaves them too`() async throws {
    let watch = try Built.start([
      "watch", "test:black", "--plan", "none,black", "--quiet", "--fail-on", "info", "--events", "-", "--markers",
      folder.file("m.vtt"), "--junit", folder.file("j.xml"),
    ])
    #expect(await watch.line { $0.contains("\"began\"") } != nil)
    watch.send(SIGINT)
    #expect(await watch.result().status == 1)
    #expect(folder.text(of: "m.vtt")?.contains(" black: ") == true)
    #expect(folder.text(of: "j.xml")?.contains("<failure ") == true)
  }

  @Test func `the input is not overwritten by markers or digests`() async throws {
    let clip = try await clip("m.edl")
    for option in ["--markers", "--markdown", "--junit"] {
      let result = try await check(clip, [option, clip])
      #expect(result.status == 2 && result.words.first?.contains("\(option) would overwrite the input") == true)
    }
  }

  /// Reads the files it is given and says, as JSON, what markers are in them.
  private static let reader = """
    import json, sys, opentimelineio as otio
    found = {}
    for path in sys.argv[1:]:
        # a list of cuts does not say its rate
        read = otio.adapters.read_from_file(path, **({'rate': 25} if path.endswith('.edl') else {}))
        line = read if isinstance(read, otio.schema.Timeline) else list(read)[0]
        marks = list(line.tracks.markers)
        first = line.global_start_time
        for clip in line.find_clips():
            begin = clip.source_range.start_time
            first = first or begin
            marks += [m for m in clip.markers]
        found[path.rsplit('.', 1)[1]] = {
            'name': line.name, 'clips': len(line.find_clips()), 'rate': float(marks[0].marked_range.start_time.rate),
            'marks': [[m.name, m.color, m.marked_range.start_time.value, m.marked_range.duration.value] for m in marks]}
    print(json.dumps(found))
    """

  /// Whether the library and its adapters are there.
  private static func canRead() async throws -> Bool {
    let test =
      "import opentimelineio as o, sys; sys.exit(not {'cmx_3600', 'fcp_xml'} <= set(o.adapters.available_adapter_names()))"
    return try await Child("/usr/bin/env", ["python3", "-c", test]).result().status == 0
  }

  @Test(
    .enabled("python3 has no opentimelineio with the adapters cmx_3600 and fcp_xml") { try await MarkerTests.canRead() }
  )
  func `OpenTimelineIO reads what was written`() async throws {
    let files = ["otio", "xml", "edl"].map { folder.file("m.\($0)") }
    let clip = try await clip(rate: "25/1")
    let options = files.flatMap { ["--markers", $0] } + ["--start-timecode", "01:00:00:00"]
    #expect(try await check(clip, options).status == 1)
    let result = try await Child("/usr/bin/env", ["python3", "-c", Self.reader] + files).result()
    #expect(result.status == 0, "\(result.words)")
    let read = try JSON(parsing: result.output)
    func mark(_ name: String, _ color: String, _ start: Double, _ length: Double) -> JSON {
      .array([.string(name), .string(color), .number(start), .number(length)])
    }
    let (name, first) = (JSON.string("a \"b\" <c> & 'd' | ü.mp4"), 90_000.0)
    #expect(read["otio"]?["name"] == name && read["otio"]?["clips"] == .number(1))
    #expect(read["otio"]?["rate"] == .number(25))
    #expect(read["otio"]?["marks"]?[0] == mark("shot 1", "GREEN", first, 88))
    #expect(read["otio"]?["marks"]?[1] == mark("black", "RED", first + 25, 63))
    #expect(read["xml"]?["name"] == name && read["xml"]?["clips"] == .number(1))
    // this format has no colors, and counts from the beginning
    #expect(read["xml"]?["marks"]?[1] == mark("black", "RED", 25, 63))
    #expect(read["edl"]?["clips"] == .number(2))
    #expect(read["edl"]?["marks"]?[1] == mark("black", "RED", first + 25, 0))
  }
}
