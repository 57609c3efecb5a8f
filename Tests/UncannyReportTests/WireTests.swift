import FoundationEssentials
import TestSupport
import Testing
import Uncanny
import UncannyReport

@Suite struct WireTests {
  @Test(arguments: [Samples.rich, Samples.minimal])
  func `a report obeys its schema and writes nothing else`(report: Wire.Report) throws {
    let json = try JSON(parsing: JSONText.document(report))
    #expect(try Samples.schema().violations(in: json, of: "uncanny.report/1", isClosed: true) == [])
  }

  @Test(arguments: [Wire.Event.State.began, .ended])
  func `an event line obeys its schema and writes nothing else`(state: Wire.Event.State) throws {
    let region = Region(x: 0, y: 0.5, width: 1, height: 0.5)
    let event = Samples.event(7, to: state == .ended ? 60 : nil, regions: [region])
    let line = Wire.Event(
      event, state: state, catalog: Samples.catalog, source: "a", emitted: "2025-01-31T10:00:00.123Z",
      latencyMilliseconds: 12.5)
    let json = try JSON(parsing: JSONText.line(line))
    #expect(try Samples.schema().violations(in: json, of: "uncanny.event/1", isClosed: true) == [])
  }

  @Test func `what the schema forbids would be noticed`() throws {
    var text = try JSONText.line(Samples.line(Samples.event(1)))
    text = text.replacing("\"severity\":\"warning\"", with: "\"severity\":\"dire\"")
    let found = try Samples.schema().violations(in: JSON(parsing: text), of: "uncanny.event/1")
    #expect(found == ["$.severity: is none of its enum"])
  }

  @Test(arguments: [Samples.rich, Samples.minimal])
  func `a report read back is the same`(report: Wire.Report) throws {
    let text = try JSONText.document(report)
    let read = try JSONDecoder().decode(Wire.Report.self, from: Data(text.utf8))
    #expect(read == report)
    #expect(try JSONText.document(read) == text)
  }

  @Test func `an event read back is the same`() throws {
    let line = Samples.line(Samples.event(1, to: 60, regions: [Region(x: 0.1, y: 0.2, width: 0.3, height: 0.4)]))
    let read = try JSONDecoder().decode(Wire.Event.self, from: Data(try JSONText.line(line).utf8))
    #expect(read == line)
  }

  @Test func `another version is not read`() throws {
    let text = try JSONText.line(Samples.line(Samples.event(1))).replacing("event/1", with: "event/2")
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Wire.Event.self, from: Data(text.utf8)) }
  }

  @Test func `a line is one line with sorted keys, plain slashes and short numbers`() throws {
    let line = try JSONText.line(Samples.line(Samples.event(1, from: 7, to: 60), state: .ended))
    #expect(
      line == """
        {"confidence":0.9,"detector":"smear","end":2.4,"end_frame":60,"evidence":{"edge":0.3,"row_share":0.25,"run":1.5},\
        "family":"signal","fault":"smear.top","id":"1","message":"smear.top is smeared / \\"badly\\"","regions":[],\
        "schema":"uncanny.event/1","score":0.7,"severity":"warning","shot":0,"source":"clip.mp4","start":0.28,\
        "start_frame":7,"state":"ended"}
        """)
  }

  @Test func `the same run gives the same bytes`() throws {
    let texts = try (0..<20).map { _ in
      try JSONText.document(
        Samples.report(
          [.began(Samples.event(1)), .began(Samples.event(2, detector: "other"))],
          checks: [Summary.Check(detector: "a", verdict: .clear, values: ["x": 1, "y": 2, "z": 3, "w w": 4, "v": 5])]))
    }
    #expect(Set(texts).count == 1)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, -1, 2, -0.0])
  func `no number is written that JSON or the schema forbids`(number: Float) throws {
    let hostile = Samples.event(
      1, to: 60, score: number, confidence: number,
      regions: [
        Region(x: number, y: number, width: number, height: number), Region(x: 0, y: 0, width: 1, height: number),
      ],
      evidence: SIMD4(repeating: number))
    let wide = Double(number)
    let line = Wire.Event(
      hostile, state: .ended, catalog: Samples.catalog, source: "", latencyMilliseconds: wide)
    var record = Record(catalog: Samples.catalog)
    record.receive(.ended(hostile))
    let report = record.report(
      tool: Samples.tool,
      media: Wire.Media(uri: "", width: -1, height: -1, frameRate: wide, frames: -1, duration: wide),
      summary: Summary(
        checks: [Summary.Check(detector: "b", verdict: .clear, score: number, values: ["n": number])], frames: 0),
      performance: Wire.Performance(
        framesReceived: -1, framesAnalyzed: -1, framesSkipped: -1, wall: .seconds(wide),
        latency: .init(p50: wide, p99: wide, max: wide),
        detectors: ["b": .init(frames: -1, meanMicroseconds: wide, p99Microseconds: wide)]))
    let schema = try Samples.schema()
    #expect(try schema.violations(in: JSON(parsing: JSONText.line(line)), of: "uncanny.event/1") == [])
    let text = try JSONText.document(report)
    #expect(try schema.violations(in: JSON(parsing: text), of: "uncanny.report/1") == [])
    #expect(!text.contains("-0"))
  }

  @Test func `times before the first frame and ends before the start are set right`() {
    var event = Samples.event(1, to: 10)
    event.start.stream = .seconds(-3)
    event.end?.stream = .seconds(-5)
    event.start.frame = 20
    let line = Samples.line(event, state: .ended)
    #expect(line.start == 0 && line.end == 0)
    #expect(line.startFrame == 20 && line.endFrame == 20)
  }

  @Test func `times are written to the microsecond`() {
    var event = Samples.event(1)
    event.start.stream = ClockTime(nanoseconds: 33_366_666_700)
    #expect("\(Samples.line(event).start)" == "33.366667")
    event.start.stream = ClockTime(nanoseconds: .max)
    #expect(Samples.line(event).start.isFinite)
  }

  @Test func `a region is true of the worst frame and cut to the picture`() {
    let regions = [
      Region(x: -0.25, y: 0.5, width: 0.5, height: 2), Region(x: 0.1, y: 0.2, width: 0.3, height: 0.4),
      Region(x: 1.5, y: 0, width: 1, height: 1),
    ]
    let line = Samples.line(Samples.event(1, from: 50, regions: regions))
    #expect(line.regions.map { [$0.x, $0.y, $0.width, $0.height] } == [[0, 0.5, 0.25, 0.5], [0.1, 0.2, 0.3, 0.4]])
    #expect(line.regions.allSatisfy { $0.frame == 51 })
  }

  @Test func `a detector that the catalog does not know has no evidence and a plain message`() {
    let line = Samples.line(Samples.event(1, detector: "stream", fault: "stream.else"))
    #expect(line.message == "stream.else")
    #expect(line.evidence.isEmpty)
  }

  @Test func `an event carries no credentials`() throws {
    let line = Wire.Event(
      Samples.event(1), state: .began, catalog: Samples.catalog, source: "rtsp://me:hunter2@host/live")
    #expect(line.source == "rtsp://host/live")
    #expect(try !JSONText.document(Samples.rich).contains("secret"))
  }
}
