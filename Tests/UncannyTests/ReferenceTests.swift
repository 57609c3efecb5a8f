import Testing

@testable import Uncanny

/// Files that a plan holds the film against.
@Suite struct ReferenceTests {
  private static let catalog = Catalog([Catalog.Entry(Held.self), Catalog.Entry(Other.self)])

  private func plan(_ text: String) throws -> Plan { try Plan(parsing: text, from: Self.catalog) }

  private func shot(frames: Int) -> ShotSummary {
    ShotSummary(
      shot: Shot(index: 0, start: Stamp(frame: 0, running: .zero, stream: .zero), transition: .start), frames: frames,
      length: .seconds(1))
  }

  @Test(arguments: ["a.png", "dir with spaces/é.jpg", "../x=y.png", "/tmp/-1+2.png"])
  func `a path is any text without commas and colons, and stays what it is`(_ path: String) throws {
    let plan = try plan("none,held:like=\(path)")
    #expect(plan.references == [Plan.Reference(detector: "held", name: "like", path: path)])
    #expect(plan.text == "none,held:like=\(path)")
    #expect(try self.plan(plan.text).references == plan.references)
    #expect(!plan.isComplete)
  }

  @Test func `no path is no file`() {
    #expect(throws: PlanError.noFile(name: "like")) { try plan("held:like=") }
  }

  @Test(arguments: ["held:like=01:00:00:00.png", "held:like=a,b.png", "held:hold=1:like=a:b", "other,held:like=a,b"])
  func `a path with a comma or a colon is told as that`(_ text: String) {
    #expect(throws: PlanError.noFile(name: "like")) { try plan(text) }
  }

  @Test func `what a file shows reaches the detector`() throws {
    let whole = try plan("held:like=a.png").holding(against: ["a.png": shot(frames: 7), "b.png": shot(frames: 8)])
    #expect(whole.isComplete)
    #expect((whole.choices.first?.shotDetector() as? Held)?.like?.frames == 7)
    #expect(whole.text == (try plan("held:like=a.png")).text)
  }

  @Test func `a plan without files is whole`() throws {
    let plan = try plan("default")
    #expect(plan.isComplete && plan.references.isEmpty && plan.forReferences.choices.isEmpty)
    #expect((try plan.holding(against: [:]).choices.first?.shotDetector() as? Held)?.like == nil)
  }

  @Test func `a file that shows nothing of use, or was not looked at, is told by its name`() throws {
    let plan = try plan("held:like=a.png")
    func words(_ shots: [String: ShotSummary], _ skipped: Set<String> = []) -> String? {
      do throws(PlanError) { _ = try plan.holding(against: shots, skipped: skipped) } catch { return "\(error)" }
      return nil
    }
    #expect(words(["a.png": shot(frames: 0)]) == "held:like a.png: it is empty")
    #expect(words(["b.png": shot(frames: 1)]) == "held:like a.png: has not been looked at")
    #expect(words(["a.png": shot(frames: 0)], ["held"]) == nil)
    #expect(words(["a.png": shot(frames: 1)]) == nil)
  }

  @Test func `the files themselves are looked at by the detectors that need them, as they come`() throws {
    var plan = try plan("held:like=a.png:hold=3")
    plan.trace = .everyFrame
    #expect(plan.forReferences.text == "none,held")
    #expect(plan.forReferences.trace == nil)
  }
}

/// A detector with a reference.
private struct Held: ShotDetector {
  var like: ShotSummary?

  func compare(_ shot: ShotSummary, with earlier: [ShotSummary]) -> [Finding] { [] }

  static let needs: Features = []
  static let parameters: [Parameter<Held>] = []
  static let references = [
    ReferenceParameter<Held>("like", \.like, "what it is like") { $0.frames == 0 ? "it is empty" : nil }
  ]
  static let card = Card.plain("held")
  static func message(for event: Event) -> String { "held" }
}

/// A detector without.
private struct Other: ShotDetector {
  func compare(_ shot: ShotSummary, with earlier: [ShotSummary]) -> [Finding] { [] }

  static let needs: Features = []
  static let parameters: [Parameter<Other>] = []
  static let card = Card.plain("other")
  static func message(for event: Event) -> String { "other" }
}
