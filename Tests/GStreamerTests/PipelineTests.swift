import GStreamer
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PipelineTests {
  @Test func `an element that is not installed is an error in GStreamer's words`() {
    let error = #expect(throws: GStreamerError.self) { try Pipeline(parsing: "nosuchthing ! fakesink") }
    #expect(error?.message.contains("nosuchthing") == true)
    #expect(error?.missingElements == ["nosuchthing"])
    #expect(error?.domain == "gst_parse_error")
  }

  @Test func `a description that breaks off is an error`() {
    #expect(throws: GStreamerError.self) { try Pipeline(parsing: "videotestsrc ! ") }
    #expect(throws: GStreamerError.self) { try Pipeline(parsing: "videotestsrc nosuchproperty=1 ! fakesink") }
    #expect(throws: GStreamerError.self) { try Pipeline(parsing: "") }
  }

  @Test(arguments: ["fakesrc name=a num-buffers=1", "bin.( name=b fakesrc name=a num-buffers=1 ! fakesink )"])
  func `what is no pipeline is put into one`(description: String) throws {
    let pipeline = try Pipeline(parsing: description)
    #expect(pipeline.element(named: "a")?.factoryName == "fakesrc")
    #expect(pipeline.elements().contains { $0.name == "a" && $0.isSource && !$0.isSink })
  }

  @Test func `a pipeline that ends says so`() async throws {
    let pipeline = try Pipeline(parsing: "videotestsrc num-buffers=3 ! fakesink")
    let messages = try await play(pipeline)
    #expect(messages.last == .eos)
    #expect(messages.contains(.streamStart))
    #expect(messages.contains(.asyncDone))
    #expect(!pipeline.isLive)
    #expect(
      messages.contains { message in
        if case .stateChanged(_, isPipeline: true, _, to: .playing) = message { true } else { false }
      })
  }

  @Test func `an empty pipeline is filled by hand`() async throws {
    let pipeline = Pipeline(name: "mine")
    let source = try Element(factory: "fakesrc", name: "from")
    let sink = try Element(factory: "fakesink", name: "to")
    try source.set("num-buffers", to: 2)
    try pipeline.add(source)
    try pipeline.add(sink)
    try pipeline.link(source, sink)
    #expect(throws: GStreamerError.self) { try pipeline.add(sink) }
    #expect(throws: GStreamerError.self) { try pipeline.link(sink, source) }
    #expect(try await play(pipeline).last == .eos)
    #expect(pipeline.dotGraph().contains("digraph"))
  }

  @Test func `a missing file is an error with text, debug and source`() async throws {
    let pipeline = try Pipeline(parsing: "filesrc name=file location=/nowhere/at-all.ts ! fakesink")
    let error = #expect(throws: GStreamerError.self) { try pipeline.start() }
    #expect(error?.source == "file")
    #expect(error?.message.isEmpty == false)
    #expect(error?.debug?.contains("/nowhere/at-all.ts") == true)
    #expect(error?.domain == "gst-resource-error-quark")
    // The stream tells the same, and ends because the pipeline is stopped.
    let told = await messages(of: pipeline) { _ in false }
    #expect(error.map { told.contains(.error($0)) } == true)
  }

  @Test func `an error in the middle of the stream arrives`() async throws {
    let pipeline = try Pipeline(parsing: "fakesrc num-buffers=9 ! identity error-after=3 name=breaks ! fakesink")
    let messages = try await play(pipeline)
    guard case .error(let error) = messages.last else { throw GStreamerError(message: "no error came") }
    #expect(error.source == "breaks")
  }

  @Test func `a source that is told to end sends the end of stream`() async throws {
    let pipeline = try Pipeline(parsing: "videotestsrc is-live=true ! fakesink sync=false")
    try pipeline.start()
    pipeline.sendEOS()
    #expect(await messages(of: pipeline) { $0 == .eos }.last == .eos)
  }

  @Test func `a pipeline seeks and tells its position`() async throws {
    let pipeline = try Pipeline(parsing: "videotestsrc ! video/x-raw,framerate=25/1 ! fakesink")
    try pipeline.pause()
    _ = await messages(of: pipeline) { $0 == .asyncDone }
    #expect(pipeline.state == .paused)
    try pipeline.seek(to: 2_000_000_000)
    _ = await messages(of: pipeline) { $0 == .asyncDone }
    #expect(pipeline.position == 2_000_000_000)
  }

  @Test func `stopping ends the messages and is for good`() async throws {
    let pipeline = try Pipeline(parsing: "videotestsrc is-live=true ! fakesink")
    try pipeline.start()
    #expect(pipeline.isLive)
    pipeline.stop()
    pipeline.stop()
    _ = await messages(of: pipeline) { _ in false }
    #expect(pipeline.state == .null)
    #expect(throws: GStreamerError.self) { try pipeline.start() }
  }

  @Test func `a live source is stopped while it plays`() async throws {
    for source in ["videotestsrc is-live=true", "udpsrc port=0 ! application/x-rtp", "audiotestsrc is-live=true"] {
      let pipeline = try Pipeline(parsing: "\(source) ! queue ! fakesink async=false")
      try pipeline.start()
      _ = await messages(of: pipeline) { message in
        if case .stateChanged(_, isPipeline: true, _, to: .playing) = message { true } else { false }
      }
      #expect(pipeline.isLive)
      pipeline.stop()
    }
  }

  @Test func `a live pipeline has a latency`() async throws {
    let pipeline = try Pipeline(
      parsing: "videotestsrc is-live=true ! video/x-raw,framerate=25/1 ! queue ! fakesink sync=true")
    try pipeline.start()
    _ = await messages(of: pipeline) { $0 == .asyncDone }
    let latency = try #require(pipeline.latency)
    #expect(latency.live)
    #expect(latency.min >= 40_000_000)
  }

  @Test func `fifty pipelines start and stop`() async throws {
    for _ in 0..<50 {
      let seen = Seen<Int64?>()
      do {
        let pipeline = try Pipeline(
          parsing: "videotestsrc num-buffers=1 ! video/x-raw,width=16,height=16 ! appsink name=sink sync=false")
        let sink = try #require(pipeline.sink("sink"))
        sink.onSample { sample in
          seen.add(sample.pts)
          return .ok
        }
        #expect(try await play(pipeline).last == .eos)
      }
      #expect(seen.all == [0])
    }
  }

  @Test func `the registry and the version are known`() {
    #expect(Registry.hasElement("videotestsrc"))
    #expect(!Registry.hasElement("nosuchthing"))
    #expect(GStreamer.version.hasPrefix("1."))
  }
}
