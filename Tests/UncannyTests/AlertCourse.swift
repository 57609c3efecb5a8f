import Uncanny

/// What an alerter tells over time; one character of a drawing is a second.
struct AlertCourse {
  private enum Happening {
    case began(Event)
    case ended(Event)
    /// For so long.
    case muted(String, ClockTime?)
    case heard(String)
  }

  private var happenings: [(second: Int, source: String, what: Happening)] = []
  private let rules: [AlertRule]
  private let start: Double
  private var length = 0
  private var alerter: Alerter
  private var hasRun = false

  static let escalation = Escalation(
    .warning, [.init(after: .seconds(5), severity: .error)])

  /// - Parameter hour: of the day, at the beginning.
  init(_ rules: [AlertRule], startingAt hour: Double = 12) {
    self.rules = rules
    start = hour * 3600
    alerter = Alerter(rules: rules)
  }

  /// Adds the events of one source; `[` begins, `]` ends, `|` is both.
  ///
  /// - Parameter known: how long after its beginning an event is known.
  mutating func draw(_ line: String, id first: Int, source: String = "a", fault: String = "black", known: Int = 0) {
    var open: Event?
    var id = first
    for (second, sign) in line.enumerated() {
      length = max(length, second + 1)
      if "[|".contains(sign) {
        id += 1
        let event = Event(
          id: id, detector: "black", family: .signal, fault: fault, severity: .warning,
          start: Stamp(frame: second - known, rate: 1), decided: Stamp(frame: second, rate: 1), score: 1, confidence: 1)
        open = event
        happenings.append((second, source, .began(event)))
      }
      if "]|".contains(sign), var event = open {
        event.end = Stamp(frame: second, rate: 1)
        event.severity = Self.escalation.severity(after: event.length(by: event.decided))
        open = nil
        happenings.append((second, source, .ended(event)))
      }
    }
  }

  /// Mutes a fault of the source `a`; `end` is when it is taken back, not a time that was set beforehand.
  mutating func mute(_ fault: String, at second: Int, for length: Double? = nil, takenBackAt end: Int? = nil) {
    happenings.append((second, "a", .muted(fault, length.map { .seconds($0) })))
    if let end { happenings.append((end, "a", .heard(fault))) }
  }

  private func moment(_ second: Int) -> Alerter.Moment {
    Alerter.Moment(
      time: .seconds(Double(second)),
      ofDay: .seconds((start + Double(second)).truncatingRemainder(dividingBy: 86400)))
  }

  /// Goes through all of it.
  ///
  /// - Parameter everySecond: whether time passes second by second, or only when the alerter asks for it.
  mutating func run(everySecond: Bool) -> [(second: Int, alert: Alert)] {
    var told: [(second: Int, alert: Alert)] = []
    hasRun = true
    alerter = Alerter(rules: rules)
    for second in 0..<length {
      let now = moment(second)
      // asked at the latest moment too: what is due then must still be wanted
      let wanted = [second - 1, second].filter { $0 >= 0 }.compactMap { alerter.next(after: moment($0)) }.min()
      if everySecond || wanted.map({ $0 <= now.time }) ?? false {
        // where both come in one second, what happens is heard of first
        if !happenings.contains(where: { $0.second == second }) {
          told += alerter.pass(to: now).map { (second, $0) }
        }
      }
      for (at, source, what) in happenings where at == second {
        let change: Outcome.Change
        switch what {
        case .began(let event): change = .began(event)
        case .ended(let event): change = .ended(event)
        case .muted(let fault, let length):
          alerter.mute(Mute(source: source, fault: fault, end: length.map { now.time + $0 }))
          continue
        case .heard(let fault):
          alerter.unmute(fault, of: source)
          told += alerter.pass(to: now).map { (second, $0) }
          continue
        }
        told += alerter.take(change, of: source, escalation: Self.escalation, at: now).map { (second, $0) }
      }
    }
    return told
  }

  var alerts: [(second: Int, alert: Alert)] {
    mutating get { run(everySecond: true) }
  }

  /// Everything that was told, drawn.
  mutating func line(_ count: Int) -> String {
    length = max(length, count)
    var signs = [Character](repeating: ".", count: count)
    for (second, alert) in alerts {
      let sign: Character = alert.state == .fired ? "F" : "R"
      signs[second] = signs[second] == "F" && sign == "R" ? "X" : sign
    }
    return String(signs)
  }

  /// The end of a source, after all of it.
  mutating func finish(_ source: String) -> [Alert] {
    if !hasRun { _ = alerts }
    return alerter.finish(source)
  }
}
