import Testing
import Uncanny
import UncannyDetectors
import UncannyScenes

/// Every limit from both sides: what is under it is let pass, what is over it is found, and nothing else is said.
@Suite struct FlashPatternTests {
  /// How the patterns are coded and shown.
  struct Showing: Sendable, CustomTestStringConvertible {
    var rate: Double
    var range = CodeRange.narrow
    var matrix = ColorMatrix.bt709
    var grain: Float = 0
    var layout = Layout.i420

    var testDescription: String {
      "\(Int(rate)) a second, \(range) \(matrix), grain \(grain), \(layout.coding)"
    }
  }

  private static let showings: [Showing] = [25.0, 30, 50, 60].flatMap { rate in
    [
      Showing(rate: rate), Showing(rate: rate, range: .full), Showing(rate: rate, layout: .tenBit),
      Showing(rate: rate, matrix: .bt601, layout: .p010), Showing(rate: rate, range: .full, matrix: .bt2020),
      Showing(rate: rate, grain: 3), Showing(rate: rate, range: .full, grain: 3),
    ]
  }

  @Test(arguments: showings) func `each pattern comes out as the table says`(_ showing: Showing) throws {
    let patterns = FlashPattern.all(
      rate: showing.rate, range: showing.range, matrix: showing.matrix, grain: showing.grain)
    #expect(patterns.count == 18)
    for pattern in patterns {
      let events = try events(of: pattern, showing.layout)
      #expect(events.map { $0.fault } == (pattern.fault.map { [$0] } ?? []), "\(pattern.title)")
      for event in events {
        #expect(event.decided.running - event.start.running <= Flash.card.delay(of: event.fault))
        #expect(event.start.frame == pattern.changes.lowerBound, "\(pattern.title)")
        #expect(event.end?.frame == pattern.changes.upperBound + 1, "\(pattern.title)")
      }
    }
  }

  @Test func `the patterns differ in their titles`() {
    let titles = FlashPattern.all(rate: 25).map { $0.title }
    #expect(Set(titles).count == titles.count)
  }

  private func events(of pattern: FlashPattern, _ layout: Layout) throws -> [Event] {
    var inspector = Inspector(plan: try .only("flash", from: .standard))
    var events: [Event] = []
    for index in 0..<pattern.scene.count {
      let stamp = Stamp(frame: index, rate: pattern.scene.rate)
      let outcome = try pattern.scene.picture(index).withFrame(layout, range: pattern.range, matrix: pattern.matrix) {
        inspector.inspect($0, at: stamp)
      }
      events += outcome.changes.ended
    }
    return events + inspector.finish().closing.ended
  }
}

extension [Outcome.Change] {
  /// The events that end.
  fileprivate var ended: [Event] {
    compactMap { change in
      if case .ended(let event) = change { event } else { nil }
    }
  }
}
