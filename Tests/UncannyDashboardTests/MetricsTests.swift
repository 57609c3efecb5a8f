import Testing
import Uncanny
import UncannyDetectors
import UncannyReport

@testable import UncannyDashboard

@Suite struct MetricsTests {
  @Test func `a label ends neither itself nor its line, whatever an input is called`() {
    #expect(Exposition.escaped("a\"b\\c\nd") == "a\\\"b\\\\c\\nd")
  }

  @Test func `numbers are written as the format has them`() {
    #expect(
      [3, 0.25, .infinity, -.infinity, .nan].map { Exposition.number($0) } == ["3", "0.25", "+Inf", "-Inf", "NaN"])
  }

  @Test func `every line is a comment, or a name with labels and a number`() throws {
    let feed = Sample.feed(source: "a \"quoted\" \\ name\nof two lines")
    feed.take(Sample.intake(), elapsed: .seconds(3))
    feed.take(.began(Sample.event()), latency: .milliseconds(4))
    let text = Metrics.text([feed.facts], version: "1.2.3", started: 1)
    #expect(text.hasSuffix("\n"))
    let line =
      /(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z]+="(?:[^"\\\n]|\\["\\n])*")*\})? (?:[-+]?[0-9.e-]+|\+Inf|NaN))/
    for text in text.split(separator: "\n") { #expect(text.wholeMatch(of: line) != nil, "\(text)") }
  }

  @Test func `what is known of a feed is there, with its source`() {
    let feed = Sample.feed()
    feed.take(Sample.intake(), elapsed: .seconds(3))
    feed.take(.began(Sample.event()), latency: nil)
    feed.take(.measured(Measured(start: .zero, scores: [.init(detector: "black", score: 0.5)])), latency: nil)
    let text = Metrics.text([feed.facts], version: "1", started: 1)
    for line in [
      "uncanny_frames_received_total{source=\"camera\"} 100",
      "uncanny_frames_dropped_total{source=\"camera\",reason=\"busy\"} 10",
      "uncanny_latency_seconds_bucket{source=\"camera\",le=\"0.005\"} 1",
      "uncanny_latency_seconds_bucket{source=\"camera\",le=\"+Inf\"} 2",
      "uncanny_latency_seconds_count{source=\"camera\"} 2",
      "uncanny_detector_score{source=\"camera\",detector=\"black\"} 0.5",
      "uncanny_events_total{source=\"camera\",fault=\"black\",severity=\"warning\"} 1",
      "uncanny_open_events{source=\"camera\",fault=\"black\",severity=\"error\"} 1",
      "uncanny_source_connected{source=\"camera\"} 1", "process_start_time_seconds 1",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
  }

  @Test func `an event that has ended is counted and no longer open`() {
    let feed = Sample.feed()
    feed.take(.began(Sample.event()), latency: nil)
    feed.take(.ended(Sample.event(end: 30)), latency: nil)
    let text = Metrics.text([feed.facts], version: "1", started: 1)
    #expect(text.contains("uncanny_events_total{source=\"camera\",fault=\"black\",severity=\"warning\"} 1\n"))
    #expect(text.contains("uncanny_open_events{source=\"camera\",fault=\"black\",severity=\"warning\"} 0\n"))
  }

  @Test func `what rises with time is a counter, in every bucket`() {
    var latencies = LatencyCounts()
    for milliseconds in [1.0, 3, 30, 300, 30_000] { latencies.note(.seconds(milliseconds / 1000)) }
    #expect(latencies.counts.reduce(0, +) == 5)
    #expect(latencies.counts.last == 1)
    #expect(latencies.latestMilliseconds(50, 99) == [30, 30_000])
  }
}
