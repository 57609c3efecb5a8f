import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// What holds for every detector, whatever it looks for.
@Suite struct CatalogTests {
  private let entries = Catalog.standard.entries

  @Test func `ids are kebab-case and unique`() throws {
    let ids = entries.map { $0.card.id }
    #expect(Set(ids).count == ids.count)
    for id in ids { #expect(try /[a-z]+(-[a-z0-9]+)*/.wholeMatch(in: id) != nil) }
    for entry in entries {
      let names = entry.card.faults.map { $0.name }
      #expect(Set(names).count == names.count)
      for name in names.compactMap({ $0 }) { #expect(try /[a-z]+(-[a-z0-9]+)*/.wholeMatch(in: name) != nil) }
    }
  }

  @Test func `every file of a detector is in the catalogue`() {
    let types =
      Catalog.pictureDetectors.map { "\($0)".lowercased() } + Catalog.soundDetectors.map { "\($0)".lowercased() }
      + Catalog.fileDetectors.map { "\($0)".lowercased() }
    #expect(types == entries.map { $0.card.id.split(separator: "-").joined() })
  }

  @Test func `titles are phrases, and every part of a card is written`() {
    for entry in entries {
      let card = entry.card
      for phrase in [card.title, card.undecided] + card.faults.map({ $0.title }) + entry.parameters.map({ $0.blurb })
        + entry.texts.map({ $0.blurb })
      {
        #expect(isPhrase(phrase), "\(card.id): \(phrase)")
      }
      for text in [card.sees, card.why, card.method, card.limits] { #expect(text.hasSuffix("."), "\(card.id)") }
      #expect(!card.faults.isEmpty)
      #expect(!card.references.isEmpty)
      for fault in card.faults.indices { #expect(card.evidence(ofFault: fault).count <= 4) }
      for name in card.allEvidence {
        #expect(name.hasSuffix(")"), "\(card.id): the unit of \(name) stands in brackets")
      }
    }
  }

  @Test func `hysteresis is what the tracker expects`() {
    for entry in entries {
      let hysteresis = entry.card.hysteresis
      #expect(hysteresis.leave <= hysteresis.enter)
      #expect(hysteresis.enter > 0 && hysteresis.enter <= 1 && hysteresis.leave > 0)
      #expect(hysteresis.hold >= .zero && hysteresis.release >= .zero)
      #expect(hysteresis.hold <= entry.card.delay)
    }
  }

  @Test func `defaults lie in range, names are unique`() {
    for entry in entries {
      for setting in entry.parameters {
        #expect(setting.range.contains(setting.initial), "\(entry.card.id):\(setting.name)")
        #expect(!setting.unit.isEmpty)
      }
      let names = entry.parameters.map { $0.name } + entry.texts.map { $0.name }
      #expect(Set(names).count == names.count)
    }
  }

  @Test func `escalations rise`() {
    for card in entries.map({ $0.card }) {
      for escalation in [card.severity] + card.faults.compactMap({ $0.severity }) {
        let severities = [escalation.first] + escalation.steps.map { $0.severity }
        #expect(severities == severities.sorted())
        let times = escalation.steps.map { $0.after }
        #expect(times == times.sorted())
      }
    }
  }

  /// Scenes in which anything may happen, of any size.
  private static let wild: [Scene] = [(1, 1), (2, 2), (3, 5), (17, 9), (33, 31), (129, 67), (261, 5)].flatMap { size in
    [Scene.noise(count: 6), .noise(count: 2), .strobe(count: 12), .plain(.black, count: 3)].map {
      var scene = $0
      (scene.width, scene.height) = size
      return scene
    }
  }

  @Test func `the ends of the ranges do not trap`() throws {
    for entry in entries {
      for setting in entry.parameters {
        for value in [setting.range.lowerBound, setting.range.upperBound] {
          let text = "none,\(entry.card.id):\(setting.name)=\(value)"
          let plan = try Plan(parsing: text, from: .standard)
          for scene in Self.wild { _ = try Projection(scene, plan: plan) }
        }
      }
    }
  }

  @Test(arguments: Variation.allCases) func `noise of any size does not trap`(_ variation: Variation) throws {
    for scene in Self.wild {
      let shown = try Projection(scene, plan: Plan(all: .standard), variation)
      for event in shown.events { #expect(event.score.isFinite && event.confidence.isFinite) }
    }
  }

  @Test func `times of any kind do not trap`() throws {
    let times: [Int64] = [0, .max, .min, -1, 1, .max, 0, 40_000_000, .min, .max / 2, 65_535_000_000, 65_537_000_000]
    var inspector = Inspector(plan: Plan(all: .standard))
    let scene = Scene.strobe(count: 60)
    for index in 0..<scene.count {
      let time = ClockTime(nanoseconds: times[index % times.count])
      let stamp = Stamp(frame: index % 7 == 3 ? .max : index, running: time, stream: time, duration: time)
      _ = try scene.picture(index).withFrame(range: index % 2 == 0 ? .full : .narrow) {
        inspector.inspect($0, at: stamp)
      }
    }
    _ = inspector.finish()
  }

  @Test func `a restart is as good as new`() throws {
    let scene = Scene.street(count: 30).cut(to: .plain(.black, count: 20)).cut(to: .card(count: 20))
    let plan = Plan(all: .standard)
    let fresh = try Projection(scene, plan: plan)
    let again = try Projection(scene, plan: plan, .twiceInOneInspector)
    #expect(again.outcomes == fresh.outcomes)
    #expect(again.summary == fresh.summary)
  }

  @Test func `the size may change in the middle`() throws {
    var inspector = Inspector(plan: Plan(all: .standard))
    for index in 0..<12 {
      var scene = Scene.noise(count: 12)
      (scene.width, scene.height) = [(8, 8), (64, 36), (1, 1)][index / 2 % 3]
      _ = try scene.picture(index).withFrame { inspector.inspect($0, at: Stamp(frame: index, rate: 25)) }
    }
    #expect(inspector.finish().frames == 12)
  }
}

extension Scene {
  /// Nothing but noise.
  fileprivate static func noise(count: Int) -> Scene { plain(Ink(y: 128), count: count).grain(90) }

  /// Black, white, red and blue in turn.
  fileprivate static func strobe(count: Int) -> Scene {
    Scene(count: count) { frame, picture in
      picture.fill(.full, with: [.black, .white, .red, Ink(y: 255, cb: 255, cr: 0)][frame % 4])
    }
  }
}
