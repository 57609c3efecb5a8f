import GStreamer
import Testing

struct ElementTests {
  @Test func `properties of each kind are set and read`() throws {
    let source = try Element(factory: "videotestsrc", name: "source")
    try source.set("num-buffers", to: 7)
    try source.set("is-live", to: true)
    try source.set("pattern", to: "snow")
    try source.set("foreground-color", fromText: "0xff00ff00")
    #expect(source.int("num-buffers") == 7)
    #expect(source.bool("is-live") == true)
    #expect(source.string("pattern") == "snow")
    #expect(source.int("foreground-color") == 0xff00_ff00)
    let tone = try Element(factory: "audiotestsrc")
    try tone.set("volume", to: 0.5)
    #expect(tone.double("volume") == 0.5)
    try tone.set("volume", to: 1)
    #expect(tone.double("volume") == 1)
    let file = try Element(factory: "filesrc")
    try file.set("location", to: "/tmp/a \"b\" Ü.ts")
    #expect(file.string("location") == "/tmp/a \"b\" Ü.ts")
  }

  @Test func `a property that cannot be set so is an error`() throws {
    let source = try Element(factory: "videotestsrc", name: "source")
    let unknown = #expect(throws: GStreamerError.self) { try source.set("patern", to: 1) }
    #expect(unknown?.message == "no property \"patern\" in element \"videotestsrc\"")
    #expect(throws: GStreamerError.self) { try source.set("pattern", to: "tartan") }
    #expect(throws: GStreamerError.self) { try source.set("num-buffers", to: "many") }
    #expect(throws: GStreamerError.self) { try source.set("num-buffers", to: -7) }
    #expect(source.get("patern") == nil)
  }

  @Test func `a factory that is not installed is an error that names it`() {
    let error = #expect(throws: GStreamerError.self) { try Element(factory: "nosuchthing") }
    #expect(error?.missingElements == ["nosuchthing"])
  }

  @Test func `pads are found by name and linked`() throws {
    let source = try Element(factory: "videotestsrc", name: "source")
    let sink = try Element(factory: "fakesink", name: "sink")
    let pipeline = Pipeline()
    try pipeline.add(source)
    try pipeline.add(sink)
    let from = try #require(source.pad(named: "src"))
    let to = try #require(sink.pad(named: "sink"))
    #expect(source.pad(named: "nosuch") == nil)
    #expect(from.caps == nil)
    try from.link(to: to)
    #expect(throws: GStreamerError.self) { try from.link(to: to) }
  }

  @Test func `only an appsink is an appsink`() throws {
    #expect(AppSink(try Element(factory: "fakesink")) == nil)
    #expect(AppSink(try Element(factory: "appsink")) != nil)
  }

  @Test func `caps are read`() throws {
    let caps = try #require(
      Caps(
        """
        video/x-raw,format=NV12,width=720,height=576,framerate=25/1,pixel-aspect-ratio=16/11,\
        interlace-mode=interleaved
        """))
    let info = try #require(caps.videoInfo)
    #expect(info.format == .nv12)
    #expect(info.width == 720 && info.height == 576)
    #expect(info.frameRate == VideoInfo.Fraction(25, 1) && info.pixelAspect == VideoInfo.Fraction(16, 11))
    #expect(info.isInterlaced && !info.isFullRange)
    #expect(caps.structures.first?["width"] == .int(720))
    #expect(Caps("video/x-raw,format=GRAY8,width=8,height=8,colorimetry=1:1:0:0")?.videoInfo?.isFullRange == true)
    #expect(info.matrix == .bt601 && info.transfer == .other)
    // a stream may say that it is of full range, and nothing else
    let full = Caps("video/x-raw,format=I420,width=8,height=8,colorimetry=1:0:0:0")?.videoInfo
    #expect(full?.isFullRange == true && full?.matrix == .bt601)
    #expect(Caps("video/x-h264,width=8,height=8")?.videoInfo?.format == .other("encoded"))
    #expect(Caps("audio/x-raw")?.videoInfo == nil)
    #expect(Caps("video/x-raw,width=[1,9]")?.videoInfo == nil)
    #expect(Caps("ANY")?.videoInfo == nil)
    #expect(Caps("EMPTY")?.structures == [])
    #expect(Caps("not, caps=") == nil)
    #expect(Caps("audio/x-raw,rate=8000") == Caps("audio/x-raw,rate=(int)8000"))
  }
}
