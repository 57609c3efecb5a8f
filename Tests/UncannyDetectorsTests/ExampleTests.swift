import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// Every example of every detector.
@Suite struct ExampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var card: Card
    var example: Example
    var testDescription: String { "\(card.id): \(example.title)" }
  }

  static let cases = Catalog.pictureDetectors.flatMap { type in
    type.examples.map { example in
      var example = example
      example.scene = example.scene.recorded()
      return Case(card: type.card, example: example)
    }
  }

  @Test(arguments: cases, Variation.allCases)
  func `the events of an example are what they should be, however it is shown`(
    _ item: Case, _ variation: Variation
  ) throws {
    if !item.example.observations.isEmpty, let why = variation.whyNotObserved { try Test.cancel("\(why)") }
    let shown = try Projection(item.example, of: item.card.id, variation)
    expect(shown.events, item.example, from: shown.first)
  }

  @Test(arguments: cases) func `they are the same when all detectors run`(_ item: Case) throws {
    let alone = try Projection(item.example, of: item.card.id)
    let together = try Projection(
      item.example.scene, seeing: item.example.observations, plan: .all(with: item.card.id, for: item.example))
    let own = together.events.filter { $0.detector == item.card.id }
    expect(own, item.example)
    #expect(own.map { unnamed($0) } == alone.events.map { unnamed($0) })
  }

  @Test(arguments: cases) func `an event is known no later than the card says`(_ item: Case) throws {
    let shown = try Projection(item.example, of: item.card.id)
    for event in shown.events {
      #expect(event.decided.running - event.start.running <= item.card.delay(of: event.fault))
    }
  }

  @Test(arguments: cases) func `an event says what it is about`(_ item: Case) throws {
    let shown = try Projection(item.example, of: item.card.id)
    let names = item.card.faults.indices.map { item.card.faultName($0) }
    for event in shown.events {
      #expect(names.contains(event.fault))
      #expect(event.family == item.card.family)
      #expect((item.card.hysteresis.enter...1).contains(event.score))
      #expect((0...1).contains(event.confidence))
      #expect(event.start.frame <= event.decided.frame)
      #expect(event.start.frame <= event.worst.frame)
      for region in event.regions { #expect(region.area > 0 && region.area <= 1) }
      let message = Catalog.standard[event.detector]?.message(event) ?? ""
      #expect(!message.isEmpty && !message.hasSuffix(".") && message.first?.isUppercase == false)
      #expect(!message.contains("?") && !message.contains("\n"))
    }
    let verdict = shown.summary.checks.first?.verdict
    #expect(verdict == (item.example.events.isEmpty ? .clear : .found))
  }

  @Test(arguments: Catalog.pictureDetectors.map { $0.card.id })
  func `every detector has a hit for each of its faults, and a near miss`(_ id: String) throws {
    let type = try #require(Catalog.pictureDetectors.first { $0.card.id == id })
    let expected = Set(type.examples.flatMap { $0.events.map { $0.fault } })
    #expect(expected == Set(type.card.faults.indices.map { type.card.faultName($0) }))
    #expect(type.examples.contains { $0.events.isEmpty })
    let titles = type.examples.map { $0.title }
    #expect(Set(titles).count == titles.count)
    for title in titles { #expect(isPhrase(title)) }
  }

  private func expect(
    _ events: [Event], _ example: Example, from first: Int = 0, _ place: SourceLocation = #_sourceLocation
  ) {
    let matches =
      events.count == example.events.count
      && zip(example.events, events).allSatisfy { $0.matches($1, from: first) }
    let found = events.map { "\($0.fault) \($0.start.frame - first)..<\(($0.end?.frame ?? -1) - first)" }
    #expect(matches, "found \(found), expected \(example.events)", sourceLocation: place)
  }

  /// Without what depends on the other detectors.
  private func unnamed(_ event: Event) -> Event {
    var event = event
    event.id = 0
    return event
  }
}

/// One line, lower case, no full stop.
func isPhrase(_ text: String) -> Bool {
  !text.isEmpty && !text.contains("\n") && !text.hasSuffix(".") && text.first?.isUppercase == false
}
