import TestSupport
import Uncanny
import UncannyReport

/// A detector to report for; it never looks at anything.
struct Smear: Detector {
  static let card = Card(
    id: "smear", family: .signal, title: "smeared rows",
    faults: [.init("top", title: "top"), .init("low", title: "low")],
    severity: Escalation(.warning), delay: .zero,
    hysteresis: Hysteresis(enter: 0.5, leave: 0.3, hold: .zero, release: .zero),
    evidence: ["row share (0...1)", "run [s]", "edge"], sees: "", why: "", method: "", limits: "",
    undecided: "too dark", references: [])
  static var parameters: [Parameter<Smear>] { [] }
  static let needs: Features = []
  func inspect(_ measurements: borrowing Measurements) -> Finding? { nil }
  static func message(for event: Event) -> String { "\(event.fault) is smeared / \"badly\"" }
}

/// Values to make reports of, and the ways to look at what comes out.
enum Samples {
  static let catalog = Catalog([Catalog.Entry(Smear.self)])
  static let tool = Wire.Tool(version: "1.0", gstreamer: "1.24.2")
  static let media = Wire.Media(uri: "clip.mp4", width: 1920, height: 1080, frameRate: 25, frames: 250, duration: 10)
  static let performance = Wire.Performance(
    framesReceived: 250, framesAnalyzed: 250, framesSkipped: 0, wall: .milliseconds(1500))

  static func event(
    _ id: Int, detector: String = "smear", fault: String? = nil, severity: Severity = .warning, from start: Int = 50,
    to end: Int? = nil, score: Float = 0.7, confidence: Float = 0.9, regions: [Region] = [],
    evidence: SIMD4<Float> = [0.25, 1.5, 0.3, 9]
  ) -> Event {
    let first = Stamp(frame: start, rate: 25)
    return Event(
      id: id, detector: detector, family: .signal, fault: fault ?? "\(detector).top", severity: severity, start: first,
      end: end.map { Stamp(frame: $0, rate: 25) }, decided: Stamp(frame: start + 2, rate: 25), shot: 0, score: score,
      confidence: confidence, regions: regions, worst: Stamp(frame: start + 1, rate: 25), evidence: evidence)
  }

  static func line(_ event: Event, state: Wire.Event.State = .began) -> Wire.Event {
    Wire.Event(event, state: state, catalog: catalog, source: "clip.mp4")
  }

  static func report(
    _ changes: [Outcome.Change], checks: [Summary.Check] = [], closing: [Outcome.Change] = [], keeping: Int? = nil,
    media: Wire.Media = media
  ) -> Wire.Report {
    var record = Record(catalog: catalog, keeping: keeping)
    for change in changes { record.receive(change) }
    return record.report(
      tool: tool, media: media, summary: Summary(checks: checks, frames: 250, closing: closing),
      performance: performance)
  }

  /// Events, shots and checks of every kind.
  static let rich = report(
    [
      .shot(Shot(index: 0, start: Stamp(frame: 0, rate: 25), end: Stamp(frame: 100, rate: 25), transition: .start)),
      .began(event(1)), .ended(event(1, to: 75, regions: [Region(x: 0.1, y: 0.2, width: 0.3, height: 0.4)])),
      .shot(Shot(index: 1, start: Stamp(frame: 100, rate: 25), transition: .dissolve)),
      .began(event(2, fault: "smear.low", severity: .critical, from: 120)),
      .began(event(3, detector: "stream", fault: "stream.else", severity: .info, from: 130, to: 131)),
    ],
    checks: [
      Summary.Check(detector: "smear", verdict: .clear, score: 0.7, values: ["row share (0...1)": 0.25]),
      Summary.Check(detector: "grain", verdict: .undecided, why: "too dark"),
      Summary.Check(detector: "face", verdict: .skipped, why: "no model"),
      Summary.Check(detector: "black", verdict: .clear, score: 0),
    ],
    media: Wire.Media(
      uri: "rtsp://me:secret@host/live", container: "rtsp", videoCodec: "h264", audioCodec: "aac", width: 1920,
      height: 1080, frameRate: 25, variableFrameRate: false, frames: 250, duration: 10, complete: false))

  static let minimal = report([], media: Wire.Media(uri: "", width: 0, height: 0, frames: 0))

  /// The schemas that are published.
  static func schema() throws -> Schema {
    try Schema(
      ["event", "report"].map { try JSON(parsing: Repository.text(of: "docs/formats/\($0).schema.json")) })
  }
}
