import Testing
import Uncanny

/// One character is a second. In the first line `[` is the beginning of an event, `]` its end, `|` both at once. In the second `F` is an
/// alert that fires, `R` one that resolves, `X` one that does both.
@Suite struct AlerterTests {
  private func expect(
    _ events: String..., alerts: String, rule: AlertRule, hour: Double = 12,
    _ place: SourceLocation = #_sourceLocation
  ) {
    var course = AlertCourse([rule], startingAt: hour)
    for (index, line) in events.enumerated() { course.draw(line, id: index * 100) }
    #expect(course.line(alerts.count) == alerts, sourceLocation: place)
  }

  private func rule(
    lasting: Double = 0, cooldown: Double = 0, severity: Severity = .warning, quiet: QuietHours? = nil
  ) -> AlertRule {
    AlertRule(
      name: "r", severity: severity, lasting: .seconds(lasting), cooldown: .seconds(cooldown), quiet: quiet)
  }

  @Test func `an event fires as it begins and resolves as it ends`() {
    expect(
      "..[...]..[..]..",
      alerts: "..F...R..F..R..", rule: rule())
  }

  @Test func `what must last fires when it has, to the very limit`() {
    expect(
      "..[...]..",
      alerts: "......X..", rule: rule(lasting: 4))
    expect(
      "..[...]..",
      alerts: ".........", rule: rule(lasting: 5))
    expect(
      "..[......]..",
      alerts: ".....F...R..", rule: rule(lasting: 3))
  }

  @Test func `an alert that waited has the severity of the moment, not that of the beginning`() {
    var course = AlertCourse([rule(lasting: 7)])
    course.draw("..[...........]", id: 0)
    let severities = course.alerts.map { $0.alert.severity }
    #expect(severities == [.error, .error])
  }

  @Test func `what is due is wanted until it was told, however late that is`() {
    var alerter = Alerter(rules: [rule(lasting: 3)])
    func moment(_ second: Double) -> Alerter.Moment { .init(time: .seconds(second), ofDay: .seconds(43_200 + second)) }
    let event = Event(
      id: 1, detector: "black", family: .signal, fault: "black", severity: .warning, start: Stamp(frame: 0, rate: 1),
      decided: Stamp(frame: 0, rate: 1), score: 1, confidence: 1)
    _ = alerter.take(.began(event), of: "a", escalation: AlertCourse.escalation, at: moment(0))
    #expect(alerter.next(after: moment(2)) == .seconds(3) && alerter.next(after: moment(3.5)) == .seconds(3))
    #expect(alerter.pass(to: moment(3.5)).count == 1 && alerter.next(after: moment(3.5)) == nil)
  }

  @Test func `the time before an event was decided counts`() {
    var course = AlertCourse([rule(lasting: 3)])
    course.draw("..[....]..", id: 0, known: 2)
    #expect(course.line(10) == "...F...R..")
  }

  @Test func `an event that flaps fires once in the cool-down`() {
    expect(
      "..[.][.][.][.]......",
      alerts: "..F.R...............", rule: rule(cooldown: 15))
  }

  @Test func `what still lasts when the cool-down is over fires then`() {
    expect(
      "..[.].[.........]..",
      alerts: "..F.R.....F.....R..", rule: rule(cooldown: 8))
  }

  @Test func `events that were not told of are counted in the next alert`() {
    var course = AlertCourse([rule(cooldown: 10)])
    course.draw("..[.][.][.]....[.]", id: 0)
    #expect(course.alerts.map { $0.alert.others } == [0, 0, 2, 0])
  }

  @Test func `events at once have one alert, until the last ends`() {
    expect(
      "..[....].....",
      "....[.....]..",
      alerts: "..F.......R..", rule: rule())
  }

  @Test func `what begins and ends at once fires and resolves`() {
    expect(
      "..|..",
      alerts: "..X..", rule: rule())
  }

  @Test func `a severity that rises fires when it is reached`() {
    expect(
      "..[..........]..",
      alerts: ".......F.....R..", rule: rule(severity: .error))
    expect(
      "..[..]..........",
      alerts: "................", rule: rule(severity: .error))
    expect(
      "..[..........]..",
      alerts: "................", rule: rule(severity: .critical))
  }

  @Test func `quiet hours over midnight hold what lasts until they are over`() throws {
    let night = try #require(QuietHours(from: .seconds(23 * 3600), until: .seconds(6 * 3600)))
    // 05:59:56
    expect(
      "[.][..........]..",
      alerts: "....F.........R..", rule: rule(quiet: night), hour: 6 - 4.0 / 3600)
    expect(
      "..[..........]..",
      alerts: "................", rule: rule(quiet: night), hour: 23.5)
    expect(
      "..[..........]..",
      alerts: "................", rule: rule(quiet: night), hour: 0)
    expect(
      "..[..........]..",
      alerts: "..F..........R..", rule: rule(quiet: night), hour: 22)
  }

  @Test func `what fired resolves in quiet hours too`() throws {
    let night = try #require(QuietHours(from: .seconds(23 * 3600), until: .seconds(6 * 3600)))
    expect(
      "[.......].",
      alerts: "F.......R.", rule: rule(quiet: night), hour: 23 - 3.0 / 3600)
  }

  @Test func `the end of an input resolves what fired, and nothing else`() {
    var course = AlertCourse([rule(lasting: 4)])
    course.draw("[........", id: 0)
    course.draw("......[..", id: 100, source: "b")
    #expect(course.finish("a").map { $0.state } == [.resolved(.stopped)])
    #expect(course.finish("b").isEmpty)
    #expect(course.finish("a").isEmpty)
  }

  @Test func `each source, fault and rule is a group of its own`() {
    var course = AlertCourse([rule(), AlertRule(name: "s", faults: ["freeze"], severity: .info)])
    course.draw("[..]", id: 0, source: "a")
    course.draw("[..]", id: 100, source: "b")
    course.draw("[..]", id: 200, source: "a", fault: "freeze.held")
    let fired = course.alerts.filter { $0.alert.state == .fired }.map { $0.alert }
    #expect(
      fired.map { "\($0.rule.name) \($0.event.fault) \($0.source)" } == [
        "r black a", "r black b", "r freeze.held a", "s freeze.held a",
      ])
    #expect(fired.map { $0.number } == [1, 2, 3, 4])
  }

  @Test func `a prefix of a name is no prefix of a fault`() {
    let rule = AlertRule(name: "r", faults: ["flash", "look.scene"])
    #expect(rule.concerns("flash") && rule.concerns("flash.red") && rule.concerns("look.scene"))
    #expect(!rule.concerns("flashing") && !rule.concerns("look") && !rule.concerns("look.scenery"))
  }

  @Test(arguments: [(0.0, nil), (6, 3.0), (8.5, 0.5), (9, nil), (23, nil)] as [(Double, Double?)])
  func `quiet hours of a day`(hour: Double, left: Double?) throws {
    let hours = try #require(QuietHours(from: .seconds(6 * 3600), until: .seconds(9 * 3600)))
    #expect(hours.remaining(at: .seconds(hour * 3600)) == left.map { .seconds($0 * 3600) })
  }

  @Test(arguments: [(23.0, 7.0), (0, 6), (5.5, 0.5), (6, nil), (22.5, nil)] as [(Double, Double?)])
  func `quiet hours over midnight`(hour: Double, left: Double?) throws {
    let hours = try #require(QuietHours(from: .seconds(23 * 3600), until: .seconds(6 * 3600)))
    #expect(hours.remaining(at: .seconds(hour * 3600)) == left.map { .seconds($0 * 3600) })
  }

  @Test func `hours that are none are refused`() {
    #expect(QuietHours(from: .zero, until: .zero) == nil)
    #expect(QuietHours(from: .seconds(-1), until: .zero) == nil)
    #expect(QuietHours(from: .zero, until: .seconds(86400)) == nil)
  }
}
