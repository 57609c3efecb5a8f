import Testing
import Uncanny

/// One character is 100 ms. In the first line `.` is a score of 0, `#` of 1, a digit of tenths, `?` no finding. In the
/// second `[` is the first frame of an event, `]` the first frame after it.
@Suite struct EventTrackerTests {
  private let hysteresis = Hysteresis(enter: 0.6, leave: 0.3, hold: .milliseconds(200), release: .milliseconds(300))

  private func expect(_ scores: String, _ events: String, _ place: SourceLocation = #_sourceLocation) {
    #expect(Timeline(scores, hysteresis).events == events, sourceLocation: place)
  }

  @Test func `a fault that lasts is an event`() {
    let line = Timeline("..####......", hysteresis)
    #expect(line.events == "..[...].....")
    #expect(line.decided == [4])
  }

  @Test func `a gap shorter than release does not split an event`() {
    expect(
      "..####..###......",
      "..[........].....")
  }

  @Test func `a gap as long as release does`() {
    expect(
      "..####....####....",
      "..[...]...[...]...")
  }

  @Test func `a fault shorter than hold is no event`() {
    expect(
      "..##..##..##......",
      "..................")
  }

  @Test func `what is above leave keeps an event but does not begin one`() {
    expect(
      "..5555.#44445.....",
      ".......[.....]....")
  }

  @Test func `what lies between leave and enter does not bring a fading event back`() {
    expect(
      "..###..555555.....",
      "..[..]............")
  }

  @Test func `a score that is exactly at its limit counts`() {
    expect(
      "..63332....",
      "..[...]....")
  }

  @Test func `not to know neither begins nor ends an event`() {
    #expect(Timeline("??????????", hysteresis).events == "..........")
    expect(
      "..#??#?????????#.....",
      "..[.............]....")
    expect(
      "..###.????.......",
      "..[..]...........")
  }

  @Test func `without hold and release every change counts`() {
    let prompt = Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .zero)
    let line = Timeline("#.##..#", prompt)
    #expect(line.events == "[][.].[]")
    #expect(line.decided == [0, 2, 6])
  }

  @Test func `an onset in the past is where the event begins`() {
    // six tenths of a second were needed to see it
    let line = Timeline("........##....", hysteresis, onset: 6)
    #expect(line.events == "..[.......]...")
    #expect(line.decided == [8])
  }

  @Test func `the end of the stream ends what is open`() {
    expect(
      "......####",
      "......[...]")
    expect(
      "....####..",
      "....[...].")
    expect(
      "........##",
      "..........")
  }

  @Test func `the worst finding is the one that is told`() throws {
    let event = try #require(Timeline("..678977....", hysteresis).ended.first)
    #expect(event.score == 0.9)
    #expect(event.worst.frame == 5)
    #expect(event.decided.frame == 4)
  }

  @Test func `severity rises with the length`() throws {
    let rising = Escalation(
      .info,
      [.init(after: .milliseconds(400), severity: .warning), .init(after: .seconds(1), severity: .error)])
    func severity(_ scores: String) -> Severity? { Timeline(scores, hysteresis, rising).ended.first?.severity }
    #expect(severity("..###.....") == .info)
    #expect(severity("..####....") == .warning)
    #expect(severity("..#########....") == .warning)
    #expect(severity("..##########....") == .error)
    // an event is as severe whether the stream goes on or not
    #expect(severity("..##########") == .error)
    #expect(severity("..####") == .warning)
  }

  @Test func `an event in the open says what it is so far`() {
    var tracker = EventTracker(hysteresis: hysteresis) { Timeline.event(of: $0, from: $1) }
    for frame in 0..<3 {
      #expect(tracker.current == nil)
      _ = tracker.update(Finding(score: 1), at: Stamp(frame: frame, rate: 10), escalation: Escalation(.info))
    }
    #expect(tracker.isOpen)
    #expect(tracker.current?.end == nil)
    _ = tracker.update(.clean, at: Stamp(frame: 3, rate: 10), escalation: Escalation(.info))
    #expect(!tracker.isOpen)
    #expect(tracker.current != nil)
    #expect(tracker.name(id: 3, shot: 1) == nil)
  }
}

/// The scores of a line given to a tracker, and its events as a line.
private struct Timeline {
  private(set) var events: String
  private(set) var decided: [Int] = []
  private(set) var ended: [Event] = []

  init(_ scores: String, _ hysteresis: Hysteresis, _ escalation: Escalation = Escalation(.info), onset: Int = 0) {
    var tracker = EventTracker(hysteresis: hysteresis) { Self.event(of: $0, from: $1) }
    var line = scores.map { _ in Character(".") } + ["."]
    var changes: [EventTracker.Change] = []
    for (frame, character) in scores.enumerated() {
      let now = Stamp(frame: frame, rate: 10)
      var finding = Self.score(character).map { Finding(score: $0) }
      if onset > 0, let score = finding?.score, score > 0 { finding?.onset = Stamp(frame: frame - onset, rate: 10) }
      if let change = tracker.update(finding, at: now, escalation: escalation) { changes.append(change) }
    }
    let end = Stamp(frame: scores.count - 1, rate: 10).following()
    if let change = tracker.finish(at: end, escalation: escalation) { changes.append(change) }
    for change in changes {
      switch change {
      case .began(let event):
        line[event.start.frame] = "["
        decided.append(event.decided.frame)
      case .ended(let event):
        if let end = event.end { line[end.frame] = "]" }
        ended.append(event)
      }
    }
    if line.last == "." { line.removeLast() }
    events = String(line)
  }

  static func event(of finding: Finding, from start: Stamp) -> Event {
    Event(
      id: 0, detector: "test", family: .signal, fault: "test", severity: .info, start: start, decided: start,
      score: finding.score, confidence: finding.confidence)
  }

  private static func score(_ character: Character) -> Float? {
    switch character {
    case "?": nil
    case "#": 1
    case ".": 0
    default: character.wholeNumberValue.map { Float($0) / 10 }
    }
  }
}
