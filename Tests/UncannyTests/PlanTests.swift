import Testing
import Uncanny

@Suite struct PlanTests {
  private static let catalog = Catalog([Catalog.Entry(Still.self), Catalog.Entry(Loud.self)])

  private func text(_ plan: String) throws -> String { try Plan(parsing: plan, from: Self.catalog).text }

  private func words(_ plan: String) -> String? {
    do {
      _ = try Plan(parsing: plan, from: Self.catalog)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    "", " ", ",", "default", "all", " default ,", ",all,", "still", "loud", "still,loud", "none,loud,still",
  ])
  func `an empty text, a preset and a known detector mean all of them`(_ plan: String) throws {
    #expect(try text(plan) == "none,still,loud")
  }

  @Test(arguments: [
    ("none", "none"), ("none,loud", "none,loud"), ("-still", "none,loud"), ("default,-still", "none,loud"),
    ("all,- still", "none,loud"), ("-still,still", "none,still,loud"), ("none,still,-still", "none"),
    ("none,-loud", "none"),
  ])
  func `a minus takes a detector out`(_ plan: String, _ result: String) throws {
    #expect(try text(plan) == result)
  }

  @Test(arguments: [
    ("none,still:level=2", "none,still:level=2.0"),
    ("none , still : level = 2 : hold=1.5", "none,still:hold=1.5:level=2.0"),
    ("none,still:level=1e-05", "none,still:level=1e-05"),
    ("none,still:level=2,still:release=1", "none,still:level=2.0:release=1.0"),
    ("none,still:level=2,still:level=3", "none,still:level=3.0"),
    ("still:level=2,-still,still", "none,still,loud"),
  ])
  func `parameters are set by name, the last word counts`(_ plan: String, _ result: String) throws {
    #expect(try text(plan) == result)
  }

  @Test(arguments: [
    "", "none", "-still", "still:level=0.1", "none,still:level=0.3333333:hold=0.1:release=3600", "still:level=1e-05",
    "none,still:names=NORTH+SOUTH", "still:level=2:names=Å 7:hold=1", "still:names=",
  ])
  func `what a plan says of itself is the same plan`(_ plan: String) throws {
    let first = try Plan(parsing: plan, from: Self.catalog)
    let second = try Plan(parsing: first.text, from: Self.catalog)
    #expect(first.text == second.text)
    #expect(first.choices.map { $0.values } == second.choices.map { $0.values })
    #expect(first.choices.map { $0.texts } == second.choices.map { $0.texts })
  }

  @Test func `words reach the detector, and nothing that is part of the grammar is a word`() throws {
    let plan = try Plan(parsing: "none, still : names = NORTH+SOUTH :level=2", from: Self.catalog)
    #expect((plan.choices.first?.detector() as? Still)?.names == "NORTH+SOUTH")
    #expect(plan.text == "none,still:level=2.0:names=NORTH+SOUTH")
    #expect(words("still:names=a=b")?.contains("joined by +") == true)
    #expect(words("loud:names=A")?.contains("unknown parameter") == true)
  }

  @Test func `values reach the detector and the tracker`() throws {
    let plan = try Plan(parsing: "none,still:level=3:hold=0.25:release=2", from: Self.catalog)
    let choice = try #require(plan.choices.first)
    #expect((choice.detector() as? Still)?.level == 3)
    #expect(choice.hysteresis == Hysteresis(enter: 0.5, leave: 0.4, hold: .milliseconds(250), release: .seconds(2)))
    #expect(plan.needs == .tone)
    #expect(Plan(all: Self.catalog).needs == [.tone, .change])
  }

  @Test(arguments: [
    ("stil", #"unknown detector "stil"; did you mean still?"#),
    ("-stil", #"unknown detector "stil"; did you mean still?"#),
    ("-", #"unknown detector ""; there are still, loud"#),
    ("still,none", #"unknown detector "none"; there are still, loud"#),
    ("Still", #"unknown detector "Still"; did you mean still?"#),
    ("still:levle=1", #"unknown parameter "levle" of still; did you mean level?"#),
    ("still:loudness=1", #"unknown parameter "loudness" of still; it has names, level, hold, release"#),
    ("still:level", #""level" is no setting of still; write name=value"#),
    ("still:", #""" is no setting of still; write name=value"#),
    ("still:level=high", #""high" is no number; level needs one"#),
    ("still:level=nan", #""nan" is no number; level needs one"#),
    ("still:level=inf", #""inf" is no number; level needs one"#),
    ("still:level=", #""" is no number; level needs one"#),
    ("still:level=11", "level cannot be 11.0; it goes from 0.0 to 10.0"),
    ("still:hold=-1", "hold cannot be -1.0; it goes from 0.0 to 3600.0"),
  ])
  func `what is not understood is said, with what would be`(_ plan: String, _ message: String) {
    #expect(words(plan) == message)
  }

  @Test func `no text traps`() {
    var random = Random(seed: 8)
    let pieces = [
      "still", "loud", ":", ",", "=", "-", "level", "hold", "1", "none", " ", "é", "\u{0}", "1e99", "default",
    ]
    for _ in 0..<2000 {
      let count = Int.random(in: 0..<9, using: &random)
      let plan = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      if let parsed = try? Plan(parsing: plan, from: Self.catalog) {
        #expect((try? Plan(parsing: parsed.text, from: Self.catalog))?.text == parsed.text)
      }
    }
  }
}

/// A detector with one parameter.
private struct Still: Detector {
  var level: Float = 1
  var names = ""

  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? { .clean }

  static let needs: Features = .tone
  static let texts = [TextParameter<Still>("names", \.names, "what it is called")]
  static let parameters = [Parameter<Still>("level", \.level, in: 0...10, unit: "code values", "how still")]
  static let card = Card.plain("still")
  static func message(for event: Event) -> String { "still" }
}

/// A detector without.
private struct Loud: Detector {
  mutating func inspect(_ measurements: borrowing Measurements) -> Finding? { .clean }

  static let needs: Features = .change
  static let parameters: [Parameter<Loud>] = []
  static let card = Card.plain("loud")
  static func message(for event: Event) -> String { "loud" }
}

extension Card {
  /// Of a detector of which only the name matters.
  static func plain(_ id: String) -> Card {
    Card(
      id: id, family: .signal, title: id, faults: [Fault(title: id)], severity: Escalation(.info), delay: .zero,
      hysteresis: Hysteresis(enter: 0.5, leave: 0.4, hold: .zero, release: .zero), evidence: [], sees: "", why: "",
      method: "", limits: "", undecided: "", references: [])
  }
}
