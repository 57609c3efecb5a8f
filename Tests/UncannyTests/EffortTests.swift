import Synchronization
import Testing
import Uncanny
import UncannyScenes

/// Frames that there is not time enough for.
@Suite struct EffortTests {
  private let plan = Plan(all: Catalog([Catalog.Entry(Grained.self), Catalog.Entry(Toned.self)]))

  /// Shows grays, each with a step; what was told, with the frame at which it was.
  private func show(_ steps: [(gray: UInt8, step: Effort)], to inspector: inout Inspector) throws -> [String] {
    try steps.enumerated().flatMap { index, step in
      var picture = Picture(width: 64, height: 64)
      picture.fill(.full, with: Ink(y: step.gray))
      let changes = try picture.withFrame {
        inspector.inspect($0, at: Stamp(frame: index, rate: 10), effort: step.step)
      }.changes
      return changes.compactMap { change in
        switch change {
        case .began(let event): "\(index): began \(event.fault)"
        case .ended(let event): "\(index): ended \(event.fault) at \(event.end?.frame ?? -1)"
        default: nil
        }
      }
    }
  }

  @Test func `each step leaves out what the one before does, and more`() {
    for (effort, lighter) in zip(Effort.allCases, Effort.allCases.dropFirst()) {
      #expect(effort < lighter)
      for bit in 0..<32 where effort.leavesOut(Features(rawValue: 1 << bit)) {
        #expect(lighter.leavesOut(Features(rawValue: 1 << bit)))
      }
    }
    #expect(!Effort.full.leavesOut(.all))
    #expect(Effort.first(leavingOut: .objects) == .unaided && Effort.first(leavingOut: .trails) == .still)
    #expect(Effort.first(leavingOut: .grain) == .least && Effort.first(leavingOut: [.tone, .change, .color]) == nil)
  }

  @Test func `a plan has the steps that leave something of it out`() {
    #expect(plan.efforts == [.full, .least])
    #expect(Plan(all: Catalog([Catalog.Entry(Toned.self)])).efforts == [.full])
  }

  @Test func `what a detector has open ends where it is left out, and what needs little goes on`() throws {
    var inspector = Inspector(plan: plan)
    let told = try show(
      (0..<6).map { (200, $0 < 3 ? .full : .least) } + [(100, .least), (100, .full)], to: &inspector)
    #expect(told == ["0: began grained", "0: began toned", "3: ended grained at 3", "6: ended toned at 6"])
  }

  @Test func `what was left out begins anew`() throws {
    var inspector = Inspector(plan: plan)
    let told = try show([(200, .full), (200, .least), (200, .full)], to: &inspector)
    #expect(told == ["0: began grained", "0: began toned", "1: ended grained at 1", "2: began grained"])
  }

  @Test func `what was left out of most frames is undecided, and it is said why`() throws {
    var inspector = Inspector(plan: plan)
    _ = try show((0..<10).map { (100, $0 < 4 ? .full : .least) }, to: &inspector)
    let checks = inspector.finish().checks
    #expect(checks.map { $0.verdict } == [.undecided, .clear])
    #expect(checks[0].why == "there was no time for it on 6 of 10 frames")
  }

  @Test func `what was left out of some frames says of how many`() throws {
    var inspector = Inspector(plan: plan)
    _ = try show((0..<10).map { (100, $0 < 7 ? .full : .still) } + [(100, .least)], to: &inspector)
    let check = try #require(inspector.finish().checks.first)
    #expect(check.verdict == .clear && check.values["frames left out"] == 1)
  }

  @Test func `models look at no frame that gets less, and what is under way then is forgotten`() throws {
    let looker = Looker()
    let stage = Stage(plan: plan, perceiver: looker)
    let steps: [Effort] = [.full, .full, .unaided, .still, .full, .least]
    for (index, effort) in steps.enumerated() {
      _ = try Picture(width: 64, height: 64).withFrame {
        stage.inspect($0, at: Stamp(frame: index, rate: 10), effort: effort)
      }
    }
    #expect(looker.course.withLock { $0 } == ["0", "1", "flush", "4", "flush"])
  }

  @Test func `what the parts take is counted by the clock that is lent`() throws {
    let clock = Ticks()
    var counting = Inspector(plan: plan) { clock.next() }
    _ = try show([(100, .full), (100, .full), (100, .least)], to: &counting)
    let spent = counting.spent
    #expect(spent.measuring.nanoseconds == 3 && spent.shots.nanoseconds == 3)
    #expect(spent.detectors.mapValues { $0.nanoseconds } == ["grained": 3, "toned": 3])
    var plain = Inspector(plan: plan)
    _ = try show([(100, .full)], to: &plain)
    #expect(plain.spent.measuring == .zero && plain.spent.detectors["toned"] == .zero)
  }
}

/// Says which frames it was shown.
private final class Looker: Perceiver {
  let course = Mutex<[String]>([])
  let absence: String? = nil

  func look(at frame: borrowing Frame, _ stamp: Stamp) -> [Observations] {
    course.withLock { $0.append("\(stamp.frame)") }
    return []
  }

  func beginShot() {}

  func finish() -> [Observations] { [] }

  func flush() { course.withLock { $0.append("flush") } }

  func retire() {}
}

/// A clock that goes forward by one whenever somebody looks.
private final class Ticks: Sendable {
  private let count = Atomic<Int64>(0)

  func next() -> Int64 { count.add(1, ordering: .relaxed).newValue }
}

/// Finds a picture bright from 200 on. Needs what is left out last.
private struct Grained: Detector {
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    Finding(score: measurements.tone.mean >= 200 ? 1 : 0)
  }

  static let needs: Features = [.tone, .grain]
  static let parameters: [Parameter<Grained>] = []
  static let card = Card.bright("grained")
  static func message(for event: Event) -> String { "grained" }
}

/// The same, and never left out.
private struct Toned: Detector {
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    Finding(score: measurements.tone.mean >= 200 ? 1 : 0)
  }

  static let needs: Features = .tone
  static let parameters: [Parameter<Toned>] = []
  static let card = Card.bright("toned")
  static func message(for event: Event) -> String { "toned" }
}

extension Card {
  fileprivate static func bright(_ id: String) -> Card {
    Card(
      id: id, family: .signal, title: "bright", faults: [.init(title: "bright")], severity: Escalation(.warning),
      delay: .zero, hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero), evidence: [],
      sees: "", why: "", method: "", limits: "", undecided: "", references: [])
  }
}
