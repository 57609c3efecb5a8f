import Synchronization
import Testing
import Uncanny
import UncannyScenes

/// Another plan while frames come.
@Suite struct AdoptionTests {
  private static let catalog = Catalog([Catalog.Entry(Bright.self), Catalog.Entry(Moved.self)])

  private func plan(_ text: String) throws -> Plan { try Plan(parsing: text, from: Self.catalog) }

  /// Shows grays; what was told, with the frame at which it was.
  private func show(_ grays: [UInt8], to inspector: inout Inspector, from first: Int = 0) throws -> [String] {
    try grays.enumerated().flatMap { index, gray in
      var picture = Picture(width: 64, height: 64)
      picture.fill(.full, with: Ink(y: gray))
      let stamp = Stamp(frame: first + index, rate: 10)
      return words(try picture.withFrame { inspector.inspect($0, at: stamp) }.changes, at: first + index)
    }
  }

  private func words(_ changes: [Outcome.Change], at frame: Int) -> [String] {
    changes.compactMap { change in
      switch change {
      case .began(let event): "\(frame): began \(event.id) \(event.fault)"
      case .ended(let event): "\(frame): ended \(event.id) \(event.fault) at \(event.end?.frame ?? -1)"
      default: nil
      }
    }
  }

  @Test func `what stays as it was goes on, and what is taken out ends after the last frame`() throws {
    var inspector = Inspector(plan: try plan("all"))
    #expect(try show([100, 200], to: &inspector) == ["1: began 1 bright", "1: began 2 moved"])
    #expect(words(inspector.adopt(try plan("none,bright")).changes, at: 1) == ["1: ended 2 moved at 2"])
    #expect(try show([200, 100], to: &inspector, from: 2) == ["3: ended 1 bright at 3"])
    #expect(inspector.finish().checks.map { $0.detector } == ["bright"])
  }

  @Test func `what is set otherwise ends, begins anew, and what it had found still counts`() throws {
    var inspector = Inspector(plan: try plan("none,bright"))
    #expect(try show([200, 200], to: &inspector) == ["0: began 1 bright"])
    #expect(words(inspector.adopt(try plan("none,bright:gray=220")).changes, at: 1) == ["1: ended 1 bright at 2"])
    #expect(try show([210, 230, 100], to: &inspector, from: 2) == ["3: began 2 bright", "4: ended 2 bright at 4"])
    let check = try #require(inspector.finish().checks.first)
    #expect(check.verdict == .found && check.score == 1)
  }

  @Test func `what is added finds what comes, measured against the frame before`() throws {
    var inspector = Inspector(plan: try plan("none,bright"))
    _ = try show([100, 100], to: &inspector)
    #expect(inspector.adopt(try plan("all")).changes.isEmpty)
    #expect(try show([100, 150], to: &inspector, from: 2) == ["3: began 1 moved"])
  }

  @Test func `a plan of nothing, and one before the first frame, are plans too`() throws {
    var inspector = Inspector(plan: try plan("none"))
    #expect(inspector.adopt(try plan("none,bright")).changes.isEmpty)
    #expect(try show([200], to: &inspector) == ["0: began 1 bright"])
    #expect(words(inspector.adopt(try plan("none")).changes, at: 0) == ["0: ended 1 bright at 1"])
    #expect(try show([200, 100], to: &inspector, from: 1) == [])
    #expect(inspector.finish().checks.isEmpty)
  }

  @Test func `what there is no time for stays left out`() throws {
    var inspector = Inspector(plan: try plan("none"))
    var picture = Picture(width: 64, height: 64)
    picture.fill(.full, with: Ink(y: 200))
    _ = try picture.withFrame { inspector.inspect($0, at: Stamp(frame: 0, rate: 10), effort: .least) }
    _ = inspector.adopt(try plan("none,bright"))
    for frame in 1...2 {
      let outcome = try picture.withFrame {
        inspector.inspect($0, at: Stamp(frame: frame, rate: 10), effort: frame == 1 ? .least : .full)
      }
      #expect(words(outcome.changes, at: frame) == (frame == 1 ? [] : ["2: began 1 bright"]))
    }
  }

  @Test func `what is measured from the middle on is what would have been measured all along`() throws {
    let pictures = (0..<8).map { index in
      var picture = Picture(width: 320, height: 180)
      picture.fill(.full, with: Ink(y: 60))
      picture.fill(.left(0.1 + 0.05 * Float(index)), with: Ink(y: 180, cb: 90, cr: 160))
      return picture
    }
    var whole = Measurements(geometry: Geometry(width: 320, height: 180), features: .all)
    var turned = Measurements(geometry: Geometry(width: 320, height: 180), features: .tone)
    for (index, picture) in pictures.enumerated() {
      if index == 4 { turned.turn(to: .all) }
      let stamp = Stamp(frame: index, rate: 25)
      try picture.withFrame {
        whole.take($0, at: stamp)
        turned.take($0, at: stamp)
      }
    }
    #expect(turned.change == whole.change && turned.change != nil)
    #expect(turned.profile.energy == whole.profile.energy && turned.profile.energy > 0)
    #expect(turned.color.meanCb == whole.color.meanCb && turned.fields.isSame(as: whole.fields))
    #expect(turned.detail.isSame(as: whole.detail) && turned.grain.isSame(as: whole.grain))
  }

  @Test func `what is followed is followed anew, whatever else was measured before`() throws {
    var picture = Picture(width: 640, height: 360)
    picture.fill(.full, with: Ink(y: 60))
    for index in 0..<12 {
      picture.fill(Region(x: 0.08 * Float(index), y: 0, width: 0.04, height: 1), with: Ink(y: 180))
    }
    for before in [Features.tone, [.tone, .color], [.tone, .color, .motion], .all] {
      var measurements = Measurements(geometry: Geometry(width: 640, height: 360), features: before)
      func look(_ frames: Range<Int>) throws {
        for index in frames {
          try picture.withFrame { measurements.take($0, at: Stamp(frame: index, rate: 25)) }
        }
      }
      try look(0..<10)
      measurements.turn(to: [.tone, .color])
      try look(10..<200)
      measurements.turn(to: .all)
      try look(200..<201)
      #expect(measurements.flow.moments == 0 || measurements.flow.moments == 1, "\(before.rawValue)")
      #expect(measurements.flow.count > 0)
      try look(201..<210)
      #expect(measurements.flow.moments > 1)
    }
  }

  @Test func `models are kept where the new plan needs the same, and made anew where it does not`() throws {
    let (first, second) = (Looker(), Looker())
    let stage = Stage(plan: try plan("none,bright"), perceiver: first)
    var made = 0
    _ = stage.adopt(try plan("none,bright:gray=100")) {
      made += 1
      return second
    }
    #expect(made == 0 && first.retirements.load(ordering: .relaxed) == 0)
    #expect(stage.skipped.isEmpty)
    let seeing = Plan(all: Catalog([Catalog.Entry(Seen.self)]))
    _ = stage.adopt(seeing) {
      made += 1
      return second
    }
    #expect(made == 1 && first.retirements.load(ordering: .relaxed) == 1)
    _ = try Picture(width: 64, height: 64).withFrame { stage.inspect($0, at: Stamp(frame: 0, rate: 25)) }
    #expect(first.looks.load(ordering: .relaxed) == 0 && second.looks.load(ordering: .relaxed) == 1)
    _ = stage.adopt(Plan(all: Catalog([]))) { nil }
    _ = stage.adopt(seeing) { nil }
    #expect(stage.skipped["seen"] == "nothing here runs learned models")
  }

  @Test func `the governor stays as light as it was, as far as the new steps go`() {
    var governor = Governor()
    var time = 0.0
    while governor.effort < .still, time < 60 {
      time += 0.04
      _ = governor.take(latency: .milliseconds(90), frameTime: .milliseconds(40), at: .seconds(time))
    }
    #expect(governor.effort == .still)
    governor.adopt([.full, .unaided, .still])
    #expect(governor.effort == .still)
    governor.adopt([.full, .unaided])
    #expect(governor.effort == .unaided)
    governor.adopt([.full, .least])
    #expect(governor.effort == .full)
  }

  @Test(arguments: [
    ("all", "all", ""), ("all", "none,bright", "-moved"), ("none,bright", "none,bright:gray=220", "bright:gray=220.0"),
    ("none,bright:gray=220", "all", "bright, moved"), ("all", "none", "-bright, -moved"),
  ])
  func `what makes one plan of another is said in the words of plans`(from: String, to: String, words: String) throws {
    #expect(try plan(from).changes(to: plan(to)) == words)
  }
}

extension Fields { fileprivate func isSame(as other: Fields) -> Bool { "\(self)" == "\(other)" } }
extension Detail { fileprivate func isSame(as other: Detail) -> Bool { "\(self)" == "\(other)" } }
extension Grain { fileprivate func isSame(as other: Grain) -> Bool { sums == other.sums } }

/// Counts what it is asked.
private final class Looker: Perceiver {
  let looks = Atomic(0)
  let retirements = Atomic(0)
  let absence: String? = nil

  func look(at frame: borrowing Frame, _ stamp: Stamp) -> [Observations] {
    looks.add(1, ordering: .relaxed)
    return []
  }

  func beginShot() {}

  func finish() -> [Observations] { [] }

  func flush() {}

  func retire() { retirements.add(1, ordering: .relaxed) }
}

/// Finds a picture bright.
private struct Bright: Detector {
  var gray: Float = 200

  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    Finding(score: measurements.tone.mean >= gray ? 1 : 0)
  }

  static let needs: Features = [.tone, .grain]
  static let parameters = [
    Parameter("gray", \Bright.gray, in: 0...255, unit: "code values", "from what on it is bright")
  ]
  static let card = Card.immediate("bright")
  static func message(for event: Event) -> String { "bright" }
}

/// Finds a change of the picture.
private struct Moved: Detector {
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    measurements.change.map { Finding(score: $0 > 10 ? 1 : 0) }
  }

  static let needs: Features = .change
  static let parameters: [Parameter<Moved>] = []
  static let card = Card.immediate("moved")
  static func message(for event: Event) -> String { "moved" }
}

/// Needs models.
private struct Seen: Detector {
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? { nil }

  static let needs: Features = .objects
  static let parameters: [Parameter<Seen>] = []
  static let card = Card.immediate("seen")
  static func message(for event: Event) -> String { "seen" }
}

extension Card {
  fileprivate static func immediate(_ id: String) -> Card {
    Card(
      id: id, family: .signal, title: id, faults: [.init(title: id)], severity: Escalation(.warning), delay: .zero,
      hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero), evidence: [], sees: "", why: "",
      method: "", limits: "", undecided: "", references: [])
  }
}
