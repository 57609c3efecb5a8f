import CGStreamer
import GStreamer
import Testing
import Uncanny
import UncannyDetectors
import UncannyElement

/// Starts and stops.
@Suite(.timeLimit(.minutes(5)))
struct LifeTests {
  @Test func `fifty pipelines start and stop`() async throws {
    for _ in 0..<50 {
      let pipeline = try pipeline(
        "videotestsrc pattern=black num-buffers=5 ! video/x-raw,width=64,height=48,framerate=25/1 ! uncanny ! fakesink")
      let messages = try await play(pipeline)
      #expect(messages.last == .eos && messages.structures("uncanny-shot").count == 1)
    }
  }

  @Test func `one element starts and stops fifty times, and begins anew each time`() async throws {
    UncannyElement.register()
    let description = """
      videotestsrc pattern=black num-buffers=5 ! video/x-raw,format=I420,width=64,height=48,framerate=25/1 ! \
      uncanny name=u plan=none,black ! fakesink
      """
    // SAFETY: the pipeline and what is taken from it are ours until given back at the end.
    let top = try unsafe #require(gst_parse_launch(description, nil))
    defer { unsafe gst_object_unref(UnsafeMutableRawPointer(top)) }
    let bin = unsafe UnsafeMutableRawPointer(top).assumingMemoryBound(to: GstBin.self)
    let found = try unsafe #require(gst_bin_get_by_name(bin, "u"))
    defer { unsafe gst_object_unref(UnsafeMutableRawPointer(found)) }
    let element = UnsafeMutableRawPointer(found)
    let outcomes = Seen<Outcome>()
    unsafe UncannyElement.tap(element) { outcomes.add($0) }
    let bus = try unsafe #require(gst_element_get_bus(top))
    defer { unsafe gst_object_unref(UnsafeMutableRawPointer(bus)) }
    let ends = GstMessageType(rawValue: GST_MESSAGE_EOS.rawValue | GST_MESSAGE_ERROR.rawValue)
    for _ in 0..<50 {
      _ = unsafe gst_element_set_state(top, GST_STATE_PLAYING)
      let message = try unsafe #require(gst_bus_timed_pop_filtered(bus, 20_000_000_000, ends))
      unsafe #expect(message.pointee.type == GST_MESSAGE_EOS)
      unsafe gst_message_unref(message)
      _ = unsafe gst_element_set_state(top, GST_STATE_NULL)
      #expect(unsafe UncannyElement.finish(element)?.frames == 5)
    }
    #expect(outcomes.all.count == 300)
    let begun = outcomes.all.flatMap { $0.changes }.compactMap { change -> Int? in
      if case .began(let event) = change { event.id } else { nil }
    }
    #expect(begun == Array(repeating: 1, count: 50))
    #expect(outcomes.all.count { $0.stamp.frame == 0 && $0.stamp.stream == .zero } == 50)
  }

  @Test func `what the tap holds goes with the element`() async throws {
    weak var held: Seen<Outcome>?
    do {
      let pipeline = try pipeline("videotestsrc num-buffers=3 ! uncanny name=u ! fakesink")
      held = try #require(pipeline.element(named: "u")).outcomes()
      #expect(try await play(pipeline).last == .eos)
      #expect(held?.all.count == 4)
    }
    #expect(held == nil)
  }

  @Test func `two instances at once keep apart`() async throws {
    let pipeline = try pipeline(
      """
      videotestsrc pattern=black num-buffers=25 ! video/x-raw,width=64,height=48,framerate=25/1 ! \
      uncanny name=a plan=none,black ! queue ! uncanny name=b plan=none,exposure overlay=false ! fakesink \
      videotestsrc pattern=white num-buffers=7 ! video/x-raw,width=33,height=17 ! uncanny name=c ! fakesink
      """)
    let names = ["a", "b", "c"]
    let elements = try names.map { try #require(pipeline.element(named: $0)) }
    let messages = try await play(pipeline)
    #expect(messages.last == .eos)
    #expect(elements.map { $0.summary?.frames } == [25, 25, 7])
    #expect(elements.map { $0.summary?.checks.count } == [1, 1, Catalog.pictureDetectors.count])
    let sources = messages.compactMap { message -> String? in
      if case .element(let source, let structure) = message, structure.name == "uncanny-shot" { source } else { nil }
    }
    #expect(sources.sorted() == names)
  }

  @Test func `a flushing seek after the end starts another run`() async throws {
    let pipeline = try pipeline(
      "videotestsrc pattern=black ! video/x-raw,framerate=25/1 ! uncanny name=u plan=none,black ! fakesink sync=true")
    let element = try #require(pipeline.element(named: "u"))
    let outcomes = element.outcomes()
    try pipeline.start()
    for time: Int64 in [3, 0] {
      _ = await messages(of: pipeline) { [$0].structures("uncanny-event").first?["state"] == .string("began") }
      pipeline.sendEOS()
      let told = await messages(of: pipeline) { $0.isLast }
      #expect(told.last == .eos && told.structures("uncanny-event").last?["state"] == .string("ended"))
      if time > 0 { try pipeline.seek(to: time * 1_000_000_000) }
    }
    pipeline.stop()
    let ends = outcomes.all.indices.filter { index in
      outcomes.all[index].changes.contains { if case .shot = $0 { true } else { false } }
    }
    #expect(ends.count == 2 && ends.last == outcomes.all.count - 1)
    #expect(element.summary?.frames == outcomes.all.count - 2 - ends[0])
    #expect(element.progress?.frames == outcomes.all.count - 2)
  }

  @Test func `many seeks do no harm`() async throws {
    let pipeline = try pipeline(
      "videotestsrc pattern=ball ! video/x-raw,width=320,height=180,framerate=25/1 ! uncanny ! queue ! fakesink sync=true"
    )
    try pipeline.start()
    _ = await messages(of: pipeline) { $0 == .asyncDone }
    for second: Int64 in [9, 1, 5, 0, 30, 2, 2, 7] {
      try pipeline.seek(to: second * 1_000_000_000)
      let told = await messages(of: pipeline) { $0 == .asyncDone || $0.isLast }
      #expect(told.last == .asyncDone)
    }
    pipeline.stop()
  }

  @Test func `frames dropped for lateness are counted`() async throws {
    let pipeline = try pipeline(
      """
      videotestsrc num-buffers=30 ! video/x-raw,width=64,height=48,framerate=25/1 ! uncanny name=u ! \
      fakesink sync=true qos=false
      """)
    let element = try #require(pipeline.element(named: "u"))
    let outcomes = element.outcomes()
    try pipeline.pause()
    _ = await messages(of: pipeline) { $0 == .asyncDone || $0.isLast }
    // SAFETY: the pad is given back; it takes the event, by which frames up to 0.5 s are late.
    let pointer = unsafe element.rawPointer.assumingMemoryBound(to: GstElement.self)
    let pad = try unsafe #require(gst_element_get_static_pad(pointer, "src"))
    unsafe gst_pad_send_event(pad, gst_event_new_qos(GST_QOS_TYPE_UNDERFLOW, 2, 500_000_000, 0))
    unsafe gst_object_unref(UnsafeMutableRawPointer(pad))
    #expect(try await play(pipeline).last == .eos)
    #expect(outcomes.all.map { $0.stamp.frame } == [0] + (13...30))
    #expect(outcomes.all.dropFirst().first?.stamp.stream == .milliseconds(13 * 40))
    #expect(element.summary?.frames == 18 && element.progress?.frames == 30)
  }

  @Test func `it adds no latency`() async throws {
    func latency(_ filter: String) async throws -> Int64? {
      let pipeline = try pipeline(
        "videotestsrc is-live=true ! video/x-raw,framerate=25/1 ! \(filter) ! queue ! fakesink sync=true")
      try pipeline.start()
      defer { pipeline.stop() }
      _ = await messages(of: pipeline) { $0 == .asyncDone || $0.isLast }
      return pipeline.latency?.min
    }
    let with = try await latency("uncanny")
    #expect(try await latency("identity") == with)
    #expect(with != nil)
  }
}
