import TestSupport
import Testing
import Uncanny
import UncannyReport

@Suite struct RecordTests {
  @Test(
    arguments: [
      ([], .pass), ([.info], .pass), ([.info, .warning], .warn), ([.warning, .error, .info], .fail),
      ([.critical], .fail),
    ] as [([Severity], Wire.Report.Verdict)])
  func `the worst event decides the verdict`(severities: [Severity], verdict: Wire.Report.Verdict) {
    let events = severities.enumerated().map { Outcome.Change.began(Samples.event($0 + 1, severity: $1)) }
    let report = Samples.report(events)
    #expect(report.verdict == verdict)
    for severity in Severity.allCases {
      #expect(report.reaches(severity) == severities.contains { $0 >= severity })
    }
  }

  @Test func `an ended event takes the place of its beginning`() {
    let report = Samples.report([.began(Samples.event(1)), .ended(Samples.event(1, severity: .error, to: 80))])
    #expect(report.events.map { $0.state } == [.ended])
    #expect(report.events.first?.endFrame == 80)
    #expect(report.verdict == .fail)
  }

  @Test func `an event that is over does not begin again`() {
    let report = Samples.report([.ended(Samples.event(1, to: 80)), .began(Samples.event(1))])
    #expect(report.events.map { $0.endFrame } == [80])
  }

  @Test func `an event that lasts has no end`() {
    let event = Samples.report([.began(Samples.event(1))]).events.first
    #expect(event?.state == .began)
    #expect(event?.end == nil && event?.endFrame == nil)
  }

  @Test func `events stand by start, then by id`() {
    let report = Samples.report([
      .began(Samples.event(1, from: 90)), .began(Samples.event(2, from: 10)), .began(Samples.event(10, from: 50)),
      .began(Samples.event(9, from: 50)),
    ])
    #expect(report.events.map { $0.id } == ["2", "9", "10", "1"])
  }

  @Test func `the closing changes count whether or not they were received`() {
    let closing = [Outcome.Change.ended(Samples.event(1, to: 250))]
    let begun = [Outcome.Change.began(Samples.event(1))]
    let once = Samples.report(begun, closing: closing)
    #expect(once.events.map { $0.endFrame } == [250])
    #expect(Samples.report(begun + closing, closing: closing) == once)
  }

  @Test func `checks are found by their events and otherwise what the summary says`() {
    let checks = Samples.rich.checks
    #expect(checks.map { $0.detector } == ["smear", "grain", "face", "black", "stream"])
    #expect(checks.map { $0.verdict } == [.found, .undecided, .skipped, .clear, .found])
    #expect(checks.map { $0.why } == [nil, "too dark", "no model", nil, nil])
    #expect(checks.map { $0.score } == [0.7, nil, nil, 0, 0.7])
    #expect(checks[0].values == ["row_share": 0.25])
  }

  @Test func `a detector that found something was not undecided`() {
    let report = Samples.report(
      [.began(Samples.event(1))], checks: [Summary.Check(detector: "smear", verdict: .undecided, why: "dark")])
    #expect(report.checks == [Wire.Check(detector: "smear", verdict: .found, score: 0.7)])
  }

  @Test func `a bounded record keeps the latest and the worst, and counts the rest`() {
    var changes = (1...9).map { Outcome.Change.began(Samples.event($0, from: $0 * 10)) }
    changes[2] = .began(Samples.event(3, severity: .error, from: 30))
    let report = Samples.report(
      changes, checks: [Summary.Check(detector: "smear", verdict: .clear, score: 0.9)], keeping: 3)
    #expect(report.events.map { $0.id } == ["3", "8", "9"])
    #expect(report.verdict == .fail)
    #expect(
      report.checks == [Wire.Check(detector: "smear", verdict: .found, score: 0.9, values: ["events_dropped": 6])])
  }

  @Test func `of events that are equally bad the latest are kept`() {
    let report = Samples.report((1...9).map { .began(Samples.event($0, from: $0 * 10)) }, keeping: 2)
    #expect(report.events.map { $0.id } == ["8", "9"])
  }

  @Test func `a dropped event comes back only as the worst of all`() {
    var record = Record(catalog: Samples.catalog, keeping: 2)
    for id in 1...4 { record.receive(.began(Samples.event(id))) }
    record.receive(.ended(Samples.event(1, to: 90)))
    #expect(record.events.map { $0.id } == [3, 4])
    #expect(record.dropped == ["smear": 2])
    record.receive(.ended(Samples.event(2, severity: .critical, to: 90)))
    #expect(record.events.map { $0.id } == [2, 4])
    #expect(record.dropped == ["smear": 2])
  }

  @Test func `however few are kept, the worst stays and nothing goes uncounted`() {
    func event(_ id: Int, to end: Int?) -> Event {
      let severity: Severity = id % 31 == 5 ? .error : id % 2 == 0 ? .warning : .info
      return Samples.event(id, detector: id % 3 == 0 ? "a" : "b", severity: severity, to: end)
    }
    for limit in [-1, 0, 1, 2, 5] {
      var record = Record(catalog: Samples.catalog, keeping: limit)
      for id in 1...200 {
        record.receive(.began(event(id, to: nil)))
        if id % 4 == 0 { record.receive(.ended(event(id - 2, to: 900))) }
      }
      #expect(record.events.count == max(1, limit))
      #expect(record.events.count + record.dropped.values.reduce(0, +) == 200)
      #expect(record.events.contains { $0.severity == .error })
    }
  }

  @Test func `an open shot ends where the next begins, and the last one with the medium`() {
    let starts = [0, 100, 180].enumerated().map { index, frame in
      Outcome.Change.shot(
        Shot(index: index, start: Stamp(frame: frame, rate: 25), transition: index == 0 ? .start : .cut))
    }
    let shots = Samples.report(starts).shots
    #expect(shots.map { $0.endFrame } == [100, 180, 250])
    #expect(shots.map { $0.end } == [4, 7.2, 10])
    let unknown = Samples.report(starts, media: Wire.Media(uri: "", width: 1, height: 1, frameRate: 25, frames: 200))
    #expect(unknown.shots.last?.end == 8)
  }

  @Test func `a shot told again is the same shot, and old ones are dropped at the bound`() {
    var record = Record(catalog: Samples.catalog, keeping: 2)
    for index in 0..<4 {
      let start = Stamp(frame: index * 10, rate: 25)
      record.receive(.shot(Shot(index: index, start: start, transition: .cut)))
      record.receive(.shot(Shot(index: index, start: start, end: start.following(), transition: .cut)))
    }
    record.receive(.shot(Shot(index: 0, start: Stamp(frame: 0, rate: 25), transition: .start)))
    #expect(record.shots.map { $0.index } == [2, 3])
    #expect(record.shots.allSatisfy { $0.end != nil })
    #expect(record.droppedShots == 2)
  }

  @Test func `settings are added to the tool`() {
    let report = Record(catalog: Samples.catalog).report(
      tool: Wire.Tool(version: "1", gstreamer: "2", settings: ["plan": "all", "a": "b"]), media: Samples.media,
      summary: Summary(checks: [], frames: 0), performance: Samples.performance, settings: ["plan": "none"])
    #expect(report.tool.settings == ["plan": "none", "a": "b"])
  }
}
