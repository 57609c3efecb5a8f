import TestMedia
import Testing
import Uncanny
import UncannyPipeline

@Suite(.timeLimit(.minutes(5)))
struct TimecodeTrackTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A second and a bit with a timecode track that begins so many frames after 0.
  private func clip(rate: String, offset: Int, drops: Bool = false) async throws -> String {
    let path = folder.file("clip.mov")
    try await Clip.write(
      "videotestsrc num-buffers=30 ! video/x-raw,format=I420,width=64,height=64,framerate=\(rate) ! timecodestamper "
        + "set=always timecode-offset=\(offset) drop-frame=\(drops) ! x264enc ! h264parse ! "
        + "qtmux force-create-timecode-trak=true", to: path)
    return path
  }

  @Test(arguments: [
    ("25/1", 90_005, false, "01:00:00:05"), ("30000/1001", 107_892, true, "01:00:00;00"),
    ("30000/1001", 1800, true, "00:01:00;02"), ("24000/1001", 86_400, false, "01:00:00:00"),
    ("60/1", 0, false, "00:00:00:00"),
  ]) func `a file says what it calls its first frame`(rate: String, offset: Int, drops: Bool, name: String) async throws
  {
    let path = try await clip(rate: rate, offset: offset, drops: drops)
    #expect(Input(path).startTimecode == Timecode.Written(parsing: name))
  }

  @Test func `what has no timecode track says nothing`() async throws {
    let path = folder.file("plain.mp4")
    try await Clip.write("\(Clip.picture(frames: 5)) ! h264parse ! mp4mux", to: path)
    #expect(Input(path).startTimecode == nil)
    #expect(Input(folder.path).startTimecode == nil && Input(folder.file("nowhere")).startTimecode == nil)
    #expect(Input("test").startTimecode == nil && Input("srt://h:1").startTimecode == nil)
  }

  @Test func `a file that is cut or damaged anywhere is read without harm`() async throws {
    let path = try await clip(rate: "25/1", offset: 90_005)
    let bytes = try folder.bytes(of: "clip.mov")
    let index = try #require(bytes.indices.last { bytes[$0...].starts(with: "moov".utf8) })
    for place in stride(from: index - 4, to: bytes.count, by: 7) {
      _ = Input(try folder.write(bytes[..<place], to: "cut.mov")).startTimecode
      var damaged = bytes
      damaged[place] ^= 0xFF
      _ = Input(try folder.write(damaged, to: "damaged.mov")).startTimecode
    }
    #expect(Input(path).startTimecode != nil)
  }
}
