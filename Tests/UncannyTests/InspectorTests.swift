import Testing
import Uncanny
import UncannyScenes

/// The flow from frame to event, with a detector whose findings are written on the pictures.
@Suite struct InspectorTests {
  private let plan = Plan(all: Catalog([Catalog.Entry(Told.self)]))

  /// Shows pictures of one gray each; returns what was told, with the frame at which it was.
  private func show(
    _ grays: [UInt8], to inspector: inout Inspector, from first: Int = 0, width: Int = 16
  ) throws -> [String] {
    try grays.enumerated().flatMap { index, gray in
      var picture = Picture(width: width, height: 16)
      picture.fill(.full, with: Ink(y: gray))
      let stamp = Stamp(frame: first + index, rate: 10)
      return words(try picture.withFrame { inspector.inspect($0, at: stamp) }.changes, at: first + index)
    }
  }

  private func words(_ changes: [Outcome.Change], at frame: Int) -> [String] {
    changes.map { change in
      switch change {
      case .began(let event): "\(frame): began \(event.id) \(event.fault) \(event.start.frame)"
      case .measured(let measured): "\(frame): second \(measured.start.nanoseconds / 1_000_000_000)"
      case .ended(let event):
        "\(frame): ended \(event.id) \(event.fault) \(event.start.frame)..<\(event.end?.frame ?? -1)"
      case .shot(let shot): "\(frame): shot \(shot.index) \(shot.start.frame)..<\(shot.end?.frame ?? -1)"
      }
    }
  }

  @Test func `an event is told when it begins and when it ends`() throws {
    var inspector = Inspector(plan: plan)
    #expect(
      try show([100, 200, 200, 200, 100, 100, 100], to: &inspector)
        == ["2: began 1 told.bright 1", "5: ended 1 told.bright 1..<4"])
    let summary = inspector.finish()
    #expect(words(summary.closing, at: 7) == ["7: shot 0 0..<7"])
    #expect(summary.frames == 7)
    #expect(summary.checks.map { $0.verdict } == [.found])
    #expect(summary.checks.first?.values["gray (code values)"] == 200)
  }

  @Test func `two faults of one detector are two events`() throws {
    var inspector = Inspector(plan: plan)
    #expect(
      try show([200, 200, 20, 20, 100, 100], to: &inspector) == [
        "1: began 1 told.bright 0", "3: ended 1 told.bright 0..<2", "3: began 2 told.dark 2",
        "5: ended 2 told.dark 2..<4",
      ])
  }

  @Test func `the end of the stream ends what is open, then the shot`() throws {
    var inspector = Inspector(plan: plan)
    _ = try show([100, 200, 200], to: &inspector)
    #expect(words(inspector.finish().closing, at: 3) == ["3: ended 1 told.bright 1..<3", "3: shot 0 0..<3"])
  }

  @Test func `a flush ends what is open with the next frame, and the detector begins anew`() throws {
    var inspector = Inspector(plan: plan)
    _ = try show([200, 200, 200], to: &inspector)
    inspector.flush()
    #expect(
      try show([200, 200, 100], to: &inspector, from: 3)
        == ["3: ended 1 told.bright 0..<3", "4: began 2 told.bright 3"])
  }

  @Test func `another size is a new beginning`() throws {
    var inspector = Inspector(plan: plan)
    _ = try show([200, 200, 200], to: &inspector)
    #expect(try show([100], to: &inspector, from: 3, width: 18) == ["3: ended 1 told.bright 0..<3"])
  }

  @Test func `what could never be told is undecided, with the reason`() throws {
    var inspector = Inspector(plan: plan)
    // the detector cannot tell anything about this gray
    _ = try show([128, 128], to: &inspector)
    let check = try #require(inspector.finish().checks.first)
    #expect(check == Summary.Check(detector: "told", verdict: .undecided, why: "all is gray"))
  }

  @Test func `an empty run is a summary too`() {
    var inspector = Inspector(plan: plan)
    let summary = inspector.finish()
    #expect(summary.frames == 0)
    #expect(summary.closing.isEmpty)
    #expect(summary.checks.map { $0.verdict } == [.undecided])
  }

  @Test func `what stands on a frame is marked on it`() throws {
    let stage = Stage(plan: plan)
    let marks = try [100, 200, 200, 200, 100].enumerated().map { index, gray in
      var picture = Picture(width: 16, height: 16)
      picture.fill(.full, with: Ink(y: UInt8(gray)))
      return try picture.withFrame { stage.inspect($0, at: Stamp(frame: index, rate: 10)) }.marks
    }
    #expect(marks.map { $0.count } == [0, 0, 1, 1, 0])
    #expect(marks[3].first?.fault == "told.bright")
    #expect(marks[3].first?.age == .milliseconds(200))
    #expect(stage.finish().frames == 5)
  }

  @Test func `the figures of each second are told where the plan asks for it`() throws {
    var asking = plan
    asking.figureInterval = .seconds(1)
    var inspector = Inspector(plan: asking)
    var silent = Inspector(plan: plan)
    let grays = [UInt8](repeating: 100, count: 25)
    #expect(
      try show(grays, to: &inspector).filter { $0.contains("second") } == ["10: second 0", "20: second 1"],
      "ten frames a second")
    #expect(words(inspector.finish().closing, at: 25).contains("25: second 2"), "the last is not whole")
    #expect(try !show(grays, to: &silent).contains { $0.contains("second") })
    #expect(!words(silent.finish().closing, at: 25).contains { $0.contains("second") })
  }

  @Test func `only what is needed is measured`() throws {
    for (features, name) in [(Features.tone, "tone"), (.profile, "profile"), (.color, "color"), ([], "nothing")] {
      let seen = Seen(needs: features)
      #expect(seen.tone == (name == "tone"))
      #expect(seen.profile == (name == "profile"))
      #expect(seen.color == (name == "color"))
      #expect(!seen.change)
    }
  }
}

/// Which measurements were taken of a frame.
private struct Seen {
  let tone, profile, color, change: Bool

  init(needs: Features) {
    var measurements = Measurements(geometry: Geometry(width: 32, height: 16), features: needs)
    for frame in 0..<2 {
      try? Picture(width: 32, height: 16).withFrame { measurements.take($0, at: Stamp(frame: frame, rate: 25)) }
    }
    tone = !measurements.tone.mean.isNaN
    profile = !measurements.profile.energy.isNaN
    color = !measurements.color.meanCb.isNaN
    change = measurements.change != nil
  }
}

/// Finds a picture bright from 200 on, dark up to 20; of 128 it cannot tell.
private struct Told: Detector {
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let gray = measurements.tone.mean
    let evidence = SIMD4<Float>(gray, 0, 0, 0)
    if gray == 128 { return nil }
    if gray >= 200 { return Finding(fault: 0, score: 1, evidence: evidence) }
    if gray <= 20 { return Finding(fault: 1, score: 1, evidence: evidence) }
    return .clean
  }

  static let needs: Features = .tone
  static let parameters: [Parameter<Told>] = []
  static let card = Card(
    id: "told", family: .signal, title: "told",
    faults: [.init("bright", title: "bright"), .init("dark", title: "dark")],
    severity: Escalation(.warning), delay: .milliseconds(100),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .milliseconds(100), release: .milliseconds(100)),
    evidence: ["gray (code values)"], sees: "", why: "", method: "", limits: "", undecided: "all is gray",
    references: [])
  static func message(for event: Event) -> String { "told" }
}
