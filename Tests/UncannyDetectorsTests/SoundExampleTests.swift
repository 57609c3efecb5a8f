import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// Every example of every detector of sound, and what holds for all of them.
@Suite struct SoundExampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var card: Card
    var example: SoundExample
    var testDescription: String { "\(card.id): \(example.title)" }
  }

  static let cases = Catalog.soundDetectors.flatMap { type in
    type.examples.map { Case(card: type.card, example: $0) }
  }

  @Test(arguments: cases, SoundVariation.allCases)
  func `the events of an example are what they should be, however it is heard`(
    _ item: Case, _ variation: SoundVariation
  ) throws {
    let heard = try Hearing(item.example.scene, plan: .only(item.card.id, from: .standard), variation)
    expect(heard, item.example)
  }

  @Test(arguments: cases) func `they are the same when all detectors run`(_ item: Case) throws {
    let alone = try Hearing(item.example.scene, plan: .only(item.card.id, from: .standard))
    let together = try Hearing(item.example.scene, plan: Plan(all: .standard))
    let own = together.events.filter { $0.detector == item.card.id }
    #expect(own.map { unnamed($0) } == alone.events.map { unnamed($0) })
  }

  @Test(arguments: cases) func `an event says what it is about`(_ item: Case) throws {
    let heard = try Hearing(item.example.scene, plan: .only(item.card.id, from: .standard))
    let names = item.card.faults.indices.map { item.card.faultName($0) }
    for event in heard.events {
      #expect(names.contains(event.fault) && event.family == .audio)
      #expect((item.card.hysteresis.enter...1).contains(event.score) && (0...1).contains(event.confidence))
      let message = Catalog.standard[event.detector]?.message(event) ?? ""
      #expect(!message.isEmpty && !message.hasSuffix(".") && message.first?.isUppercase == false)
      #expect(!message.contains("?") && !message.contains("\n"))
      // what is said of the whole is known at its end
      let isOfWhole = event.fault == "loudness" || event.fault == "phase.mono"
      #expect(isOfWhole || event.decided.running - event.start.running <= item.card.delay)
    }
    #expect(heard.summary.checks.first?.verdict == (item.example.events.isEmpty ? .clear : .found))
  }

  @Test(arguments: Catalog.soundDetectors.map { $0.card.id })
  func `every detector has a hit for each of its faults, and a near miss`(_ id: String) throws {
    let type = try #require(Catalog.soundDetectors.first { $0.card.id == id })
    let expected = Set(type.examples.flatMap { $0.events.map { $0.fault } })
    #expect(expected == Set(type.card.faults.indices.map { type.card.faultName($0) }))
    #expect(type.examples.contains { $0.events.isEmpty })
    #expect(type.card.family == .audio)
    for example in type.examples { #expect(isPhrase(example.title)) }
  }

  /// Sound in which anything may happen.
  private static let wild: [SoundScene] = [
    .silence(length: 0), .silence(length: 4, channels: 1), .speech(level: 20, length: 1, channels: 8),
    .tone(440, level: 40, length: 0.5, channels: 3),
    SoundScene(length: 1) { time, channel in
      [.nan, .infinity, -1e300, 0, time][Int(time * 48_000 + Double(channel)) % 5]
    },
  ]

  @Test func `the ends of the ranges do not trap`() throws {
    for entry in Catalog.standard.entries where entry.medium == .sound {
      for setting in entry.parameters {
        for value in [setting.range.lowerBound, setting.range.upperBound] {
          let plan = try Plan(parsing: "none,\(entry.card.id):\(setting.name)=\(value)", from: .standard)
          for scene in Self.wild {
            for event in try Hearing(scene, plan: plan).events {
              #expect(event.score.isFinite && (0...1).contains(event.score))
            }
          }
        }
      }
    }
  }

  @Test func `one channel is no pair, and too little is no programme`() throws {
    let verdicts = try Hearing(.speech(length: 2, channels: 1), plan: Plan(all: .standard)).summary.checks
    #expect(verdicts.map { $0.detector } == ["silence", "clipping", "loudness", "phase"])
    #expect(verdicts.map { $0.verdict } == [.clear, .clear, .undecided, .undecided])
    #expect(verdicts[3].why?.hasPrefix("one channel") == true)
    #expect(verdicts[2].values["integrated (LUFS)"] != nil && verdicts[2].values["range (LU)"] == nil)
  }

  @Test func `what was asked for is what a programme is held against`() throws {
    let plan = try Plan(parsing: "none,loudness:target=-23:tolerance=1", from: .standard)
    #expect(try Hearing(.tone(1000, level: -23.9, length: 4), plan: plan).events.isEmpty)
    let event = try #require(try Hearing(.tone(1000, level: -24.2, length: 4), plan: plan).events.first)
    #expect(Catalog.standard["loudness"]?.message(event) == "-24.2 LUFS, 1.2 LU below the target")
  }

  private func expect(_ heard: Hearing, _ example: SoundExample) {
    let matches =
      heard.events.count == example.events.count
      && zip(example.events, heard.events).allSatisfy { $0.matches($1, from: heard.first) }
    let found = heard.events.map {
      "\($0.fault) \(($0.start.stream - heard.first).seconds)..<\((($0.end?.stream ?? .zero) - heard.first).seconds)"
    }
    #expect(matches, "found \(found), expected \(example.events)")
  }

  /// Without what depends on the other detectors.
  private func unnamed(_ event: Event) -> Event {
    var event = event
    event.id = 0
    return event
  }
}
