import GStreamer
import Testing
import Uncanny
import UncannyElement

/// What the element tells.
@Suite(.timeLimit(.minutes(5)))
struct EventTests {
  static let black =
    "videotestsrc pattern=black num-buffers=30 ! video/x-raw,format=I420,width=320,height=180,framerate=25/1"

  @Test func `a black picture begins and ends on the bus with its frames`() async throws {
    let messages = try await play(pipeline("\(Self.black) ! uncanny plan=none,black ! fakesink"))
    #expect(messages.last == .eos)
    let events = messages.structures("uncanny-event")
    #expect(events.map { $0["state"] } == [.string("began"), .string("ended")])
    for event in events {
      #expect(event["id"]?.int == 1)
      #expect(event["detector"] == .string("black") && event["fault"] == .string("black"))
      #expect(event["start"] == .uint(0) && event["start-frame"] == .uint(0))
      #expect(event["shot"]?.int == 0)
      #expect(try #require(event["score"]?.double) > 0.9)
      #expect(try #require(event["confidence"]?.double) > 0.9)
      #expect(event["message"]?.string?.hasPrefix("black picture") == true)
    }
    #expect(events.first?["severity"] == .string("info") && events.last?["severity"] == .string("warning"))
    #expect(events.first?["end"] == nil && events.first?["end-frame"] == nil)
    #expect(events.last?["end"] == .uint(1_200_000_000) && events.last?["end-frame"] == .uint(30))
    let shots = messages.structures("uncanny-shot")
    #expect(shots.count == 1)
    #expect(shots.first?["index"] == .uint(0) && shots.first?["transition"] == .string("start"))
    #expect(shots.first?["start-frame"] == .uint(0) && shots.first?["end-frame"] == .uint(30))
    #expect(shots.first?["end"] == .uint(1_200_000_000))
  }

  @Test func `the bus can be spared`() async throws {
    let messages = try await play(pipeline("\(Self.black) ! uncanny message=false ! fakesink"))
    #expect(messages.structures("uncanny-event").isEmpty && messages.structures("uncanny-shot").isEmpty)
  }

  @Test func `the tap has every frame and what ends with the stream`() async throws {
    let pipeline = try pipeline("\(Self.black) ! uncanny name=u plan=none,black ! fakesink")
    let element = try #require(pipeline.element(named: "u"))
    let outcomes = element.outcomes()
    #expect(element.progress == nil && element.summary == nil)
    #expect(try await play(pipeline).last == .eos)
    #expect(outcomes.all.map { $0.stamp.frame } == Array(0...30))
    #expect(outcomes.all.map { $0.stamp.stream } == (0...30).map { .milliseconds(Double($0) * 40) })
    #expect(outcomes.all[29].stamp.pts == .milliseconds(29 * 40) && outcomes.all[29].marks.count == 1)
    let summary = try #require(element.summary)
    #expect(summary.frames == 30 && summary.closing == outcomes.all.last?.changes)
    #expect(summary.checks.map { $0.verdict } == [.found])
    #expect(element.summary == summary)
    #expect(element.progress == .init(frames: 30, geometry: Geometry(width: 320, height: 180, matrix: .bt601)))
  }

  @Test func `what is stopped without an end of stream ends all the same`() async throws {
    let pipeline = try pipeline("videotestsrc pattern=black ! uncanny name=u plan=none,black ! fakesink sync=true")
    let element = try #require(pipeline.element(named: "u"))
    let outcomes = element.outcomes()
    try pipeline.start()
    _ = await messages(of: pipeline) { [$0].structures("uncanny-event").count == 1 }
    pipeline.stop()
    guard case .ended(let event)? = outcomes.all.last?.changes.first else {
      throw GStreamerError(message: "still open")
    }
    #expect(event.end == outcomes.all.last?.stamp)
    #expect(element.summary?.frames == outcomes.all.count - 1)
  }

  @Test func `a flush ends what is open with the next frame`() async throws {
    let pipeline = try pipeline(
      "videotestsrc pattern=black ! video/x-raw,framerate=25/1 ! uncanny name=u plan=none,black ! fakesink sync=true")
    let element = try #require(pipeline.element(named: "u"))
    let outcomes = element.outcomes()
    try pipeline.start()
    _ = await messages(of: pipeline) { [$0].structures("uncanny-event").count == 1 }
    try pipeline.seek(to: 9_000_000_000)
    let told = await messages(of: pipeline) { [$0].structures("uncanny-event").count == 1 }
    pipeline.stop()
    #expect(told.structures("uncanny-event").first?["state"] == .string("ended"))
    #expect(outcomes.all.contains { $0.stamp.stream == .seconds(9) })
    let frames = outcomes.all.map { $0.stamp.frame }
    #expect(zip(frames, frames.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `only an uncanny can be tapped`() throws {
    let element = try Element(factory: "identity")
    // SAFETY: the element is alive during the call.
    #expect(unsafe !UncannyElement.tap(element.rawPointer) { _ in })
    #expect(element.summary == nil && element.progress == nil)
  }
}
