import Foundation
import TestMedia
import Testing

/// The page of a run: real pictures of a real clip, and what a browser makes of it.
@Suite(.timeLimit(.minutes(5)))
struct PageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Two seconds of bars, one of black, and bars again, with sound.
  private func clip(_ name: String = "a \"b\" <i>c.mkv") async throws -> String {
    let path = folder.file(name)
    let format = "video/x-raw,format=I420,width=320,height=180,framerate=25/1"
    let parts = [("smpte", 50), ("black", 25), ("smpte", 50)].map { pattern, frames in
      "videotestsrc pattern=\(pattern) num-buffers=\(frames) ! \(format) ! both."
    }
    try await Clip.write(
      "concat name=both ! x264enc speed-preset=ultrafast ! h264parse ! mux. "
        + "audiotestsrc samplesperbuffer=1920 num-buffers=125 ! audio/x-raw,rate=48000 ! mux. "
        + parts.joined(separator: " ") + " matroskamux name=mux", to: path)
    return path
  }

  private func page(_ arguments: [String]) async throws -> (text: String, result: Child.Result) {
    let path = folder.file("page.html")
    let result = try await Built.run(["check", "--quiet", "--html", path] + arguments)
    return (folder.text(of: "page.html") ?? "", result)
  }

  @Test func `a still of each event is the worst frame, named by it, and whole`() async throws {
    let stills = folder.file("a/stills")
    let result = try await Built.run(
      ["check", "--quiet", "--plan", "none,black,silence", "--stills", stills, try await clip()])
    #expect(result.words == [] && result.status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: stills)
    #expect(names == ["000062-black-1.jpg"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(stills)/000062-black-1.jpg"))
    #expect(bytes.starts(with: [0xFF, 0xD8]) && bytes.range(of: Data([0xFF, 0xC0, 0, 17, 8, 0, 180, 1, 64])) != nil)
  }

  @Test func `a clip of each event has its frames, and a second each way`() async throws {
    let clips = folder.file("clips")
    let result = try await Built.run(
      ["check", "--quiet", "--plan", "none,black,silence", "--clips", clips, try await clip()])
    #expect(result.words == [] && result.status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: clips) == ["000050-black-1.mp4"])
    let again = try await Built.run(
      ["check", "--quiet", "--plan", "none,black", "--events", "-", "\(clips)/000050-black-1.mp4"])
    let ended = try #require(again.output.split(separator: "\n").last)
    #expect(ended.contains("\"start_frame\":25,") && ended.contains("\"end_frame\":50,"), "\(ended)")
    let report = try await Built.run(
      ["check", "--quiet", "--plan", "none", "--report", "-", "\(clips)/000050-black-1.mp4"])
    #expect(report.output.contains("\"frames\" : 75"), "\(report.output)")
  }

  @Test func `a folder that cannot be made is a failure after the check`() async throws {
    try folder.write("".utf8, to: "file")
    let result = try await Built.run(
      ["check", "--quiet", "--plan", "none,black", "--stills", folder.file("file/x"), try await clip()])
    #expect(result.status == 4 && result.words == ["uncanny: \(folder.file("file/x")): cannot be written"])
  }

  @Test func `a page has the pictures of its events and shots, and curves of what was measured`() async throws {
    let (text, result) = try await page([try await clip(), "--plan", "none,black,blur,silence"])
    #expect(result.words == [])
    #expect(text.contains("Worth a look: 1 warning."))
    for words in ["alt=\"Before: frame 49\"", "alt=\"At: frame 62\"", "alt=\"After: frame 75\""] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(text.contains("alt=\"Shot 1: frame "))
    #expect(!text.contains("Pictures could not be made"))
    for lane in ["Luma", "Spatial information (SI)", "Sound level", "Score: black"] {
      #expect(text.contains("<b>\(lane)</b>"), "\(lane)")
    }
    // the picture of black is of black: a JPEG of nothing is smaller than one of bars
    let sizes = ["Before: frame 49", "At: frame 62"].map { words in
      text.components(separatedBy: "<img src=\"").first { $0.contains("alt=\"\(words)\"") }?.count ?? 0
    }
    #expect(sizes[1] > 500 && sizes[1] * 2 < sizes[0], "\(sizes)")
  }

  @Test func `two runs write the same page but for the time they took`() async throws {
    let clip = try await clip()
    let pages = try await [page([clip, "--plan", "none,black"]), page([clip, "--plan", "none,black"])]
    func stripped(_ text: String) -> String { text.replacing(/<dt>time taken<\/dt><dd>[^<]*/, with: "") }
    #expect(stripped(pages[0].text) == stripped(pages[1].text))
    #expect(pages[0].text.count > 10_000)
  }

  @Test func `what cannot be read has a page that says so`() async throws {
    let (text, result) = try await page([folder.file("nothing.mp4")])
    #expect(result.status == 3)
    #expect(text.contains("Nothing of it could be looked at.") && text.contains("no such file"))
  }

  @Test func `what has no picture has a page without pictures`() async throws {
    let path = folder.file("sound.wav")
    try await Clip.write("audiotestsrc volume=0 num-buffers=200 ! audio/x-raw,rate=44100 ! wavenc", to: path)
    let (text, result) = try await page([path, "--plan", "none,silence,black"])
    #expect(result.status == 1 || result.status == 0)
    #expect(text.contains("<b>Sound level</b>") && !text.contains("<img"))
  }

  @Test func `a page is for one input, and never overwrites it`() async throws {
    let clip = try await clip()
    #expect(try await page([clip, clip]).result.status == 2)
    #expect(try await Built.run(["check", clip, "--html", clip]).status == 2)
  }

  @Test(.enabled(if: Browser.path != nil, "there is no Chromium here"))
  func `a browser shows it without a word, and runs its script`() async throws {
    let (text, _) = try await page([try await clip(), "--plan", "none,black,blur"])
    #expect(!text.isEmpty)
    let browser = try #require(Browser.path)
    let shown = try await Child(
      browser,
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
        "--user-data-dir=\(folder.file("user"))",
        "--dump-dom", "file://\(folder.file("page.html"))",
      ], limit: .seconds(60)
    ).result()
    #expect(!shown.isOverdue)
    // what a page is refused, and what fails in its script, is told on the console
    #expect(shown.words.filter { $0.contains("CONSOLE") } == [])
    #expect(shown.output.contains("<div class=\"tools\" role=\"toolbar\""), "the script shows what it can do")
    #expect(shown.output.contains("data-rank=\""))
  }
}

private enum Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}
