import Testing
import Uncanny
import UncannyDetectors
import UncannyReport

@testable import UncannyDashboard

@Suite struct FeedTests {
  @Test func `an event gets the first picture that shows its moment`() {
    let feed = Sample.feed()
    feed.take(picture: [1], of: 11)
    feed.take(.began(Sample.event(start: 10)), latency: nil)
    #expect(feed.picture(ofEvent: "1") == nil)
    feed.take(picture: [2], of: 11)
    #expect(feed.picture(ofEvent: "1") == nil, "of a frame before")
    feed.take(picture: [3], of: 14)
    feed.take(picture: [4], of: 17)
    #expect(feed.picture(ofEvent: "1") == [3])
    #expect(feed.picture == [4])
  }

  @Test func `a picture of much later is none of the moment`() {
    let feed = Sample.feed()
    feed.take(.began(Sample.event(start: 10)), latency: nil)
    feed.take(picture: [1], of: 500)
    #expect(feed.picture(ofEvent: "1") == nil)
  }

  @Test func `who asks with the last revision gets what changed since`() {
    let feed = Sample.feed()
    feed.take(.began(Sample.event(1)), latency: nil)
    feed.take(.began(Sample.event(2)), latency: nil)
    let first = feed.events(since: 0)
    #expect(first.events.map { $0.event.id } == ["1", "2"])
    #expect(feed.events(since: first.revision).events.isEmpty)
    feed.take(.ended(Sample.event(1, end: 50)), latency: nil)
    let next = feed.events(since: first.revision)
    #expect(next.events.map { $0.event.id } == ["1"] && next.events[0].event.state == .ended)
    #expect(feed.events(since: .max).events.isEmpty && feed.events(since: .min).events.count == 2)
  }

  @Test func `what is kept has a bound, and what lasts stays`() {
    let feed = Sample.feed()
    feed.take(.began(Sample.event(1, start: 0)), latency: nil)
    for id in 2...2000 {
      feed.take(.began(Sample.event(id, start: id * 10)), latency: nil)
      feed.take(picture: [1], of: id * 10 + 3)
      feed.take(.ended(Sample.event(id, start: id * 10, end: id * 10 + 5)), latency: nil)
      feed.take(.shot(Shot(index: id, start: Sample.stamp(id * 10), transition: .cut)), latency: nil)
      let second = ClockTime.seconds(Double(id))
      feed.take(.measured(Measured(start: second, scores: [.init(detector: "black", score: 0.1)])), latency: nil)
    }
    let events = feed.events(since: 0).events
    #expect(events.count == 300 && events.contains { $0.event.id == "1" })
    #expect(events.count { $0.picture != nil } <= 80)
    #expect(feed.values.shots.count == 240)
    #expect(feed.values.scores["black"]?.count == 120)
    #expect(feed.facts.totals.values.reduce(0, +) == 2000)
  }

  @Test func `a score is how things stand for some seconds`() {
    var history = ScoreHistory()
    func measured(_ second: Double, _ detector: String) -> Measured {
      Measured(start: .seconds(second), scores: [.init(detector: detector, score: 0.5)])
    }
    history.take(measured(0, "black"))
    history.take(measured(1, "silence"))
    #expect(history.latest.keys.sorted() == ["black", "silence"])
    history.take(measured(4, "silence"))
    #expect(history.latest.keys.sorted() == ["silence"])
  }

  @Test func `a source that is away shows the last picture that was seen`() {
    let feed = Sample.feed()
    feed.take(picture: [7], of: 1)
    let lost = Event(
      id: 1, detector: "stream", family: .stream, fault: "stream.lost", severity: .error, start: Sample.stamp(2),
      decided: Sample.stamp(2), score: 1, confidence: 1)
    feed.take(.began(lost), latency: nil)
    #expect(feed.picture(ofEvent: "s1") == [7])
  }

  @Test func `inputs that look the same once credentials are gone are told apart`() {
    let dashboard = Dashboard(
      of: ["srt://h:1?streamid=a", "srt://h:1?streamid=b", "rtsp://me:secret@h/1"], plan: Plan(all: .standard),
      catalog: .standard, version: "1")
    let sources = dashboard.feeds.map { $0.source }
    #expect(Set(sources).count == 3)
    #expect(!sources.contains { $0.contains("secret") })
  }

  @Test func `a feed is ready while frames come`() {
    let feed = Sample.feed()
    #expect(feed.facts.trouble == "no frame has come yet")
    var intake = Sample.intake()
    feed.take(intake, elapsed: .seconds(1))
    #expect(feed.facts.trouble == nil)
    intake.lastArrival = .now - .seconds(7)
    feed.take(intake, elapsed: .seconds(1))
    #expect(feed.facts.trouble == "no frame for 7 s")
    feed.end()
    #expect(feed.facts.trouble == "the input is over")
  }
}

@Suite struct FanoutTests {
  @Test func `who is late misses what is oldest, and nobody waits for it`() async throws {
    let fanout = Fanout<Int>(limit: 2, buffering: 1)
    let stream = try #require(fanout.join())
    for number in 1...1000 { fanout.tell(number) }
    fanout.end()
    var heard: [Int] = []
    for await number in stream { heard.append(number) }
    #expect(heard == [1000])
  }

  @Test func `who must hear all and is late is let go`() async throws {
    let fanout = Fanout<Int>(limit: 2, buffering: 4, endingWhoIsLate: true)
    let stream = try #require(fanout.join())
    for number in 1...5 { fanout.tell(number) }
    #expect(fanout.count == 0)
    var count = 0
    for await _ in stream { count += 1 }
    #expect(count == 4)
  }

  @Test func `no more than so many listen, and a place that is left is free again`() throws {
    let fanout = Fanout<Int>(limit: 1, buffering: 1)
    do {
      let stream = try #require(fanout.join())
      withExtendedLifetime(stream) { #expect(fanout.join() == nil) }
    }
    #expect(fanout.count == 0)
    #expect(fanout.join() != nil)
  }
}
