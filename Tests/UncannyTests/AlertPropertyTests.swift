import Testing
import Uncanny

/// What holds of every course of events.
@Suite struct AlertPropertyTests {
  private static let cooldown = 7.0

  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) &* 0x9e37_79b9_7f4a_7c15
    }
  }

  private func course(_ seed: UInt64) -> AlertCourse {
    var dice = Dice(state: seed)
    let quiet = Bool.random(using: &dice) ? QuietHours(from: .seconds(43_220), until: .seconds(43_240)) : nil
    let rules = [
      AlertRule(
        name: "one", severity: .warning, lasting: .seconds(Double(Int.random(in: 0...4, using: &dice))),
        cooldown: .seconds(Self.cooldown), quiet: quiet),
      AlertRule(name: "two", severity: .error, cooldown: .seconds(Self.cooldown)),
    ]
    var course = AlertCourse(rules)
    for row in 0..<4 {
      var line = ""
      var isOpen = false
      for _ in 0..<80 {
        let isTurn = Int.random(in: 0..<5, using: &dice) == 0
        line += isTurn ? (isOpen ? "]" : "[") : "."
        if isTurn { isOpen.toggle() }
      }
      course.draw(line, id: row * 1000, source: row < 3 ? "a" : "b", fault: row == 2 ? "freeze" : "black")
    }
    return course
  }

  private func group(_ alert: Alert) -> String { "\(alert.rule.name) \(alert.event.fault) \(alert.source)" }

  @Test(arguments: 1...200) func `an alert resolves after it fired, and once`(seed: Int) {
    var course = course(UInt64(seed))
    var open: [Int: String] = [:]
    var last = 0
    for (_, alert) in course.alerts {
      if alert.state == .fired {
        #expect(alert.number == last + 1)
        #expect(!open.values.contains(group(alert)), "two at once in a group")
        last = alert.number
        open[alert.number] = group(alert)
      } else {
        #expect(open.removeValue(forKey: alert.number) == group(alert))
      }
    }
  }

  @Test(arguments: 1...200) func `no group fires twice within the cool-down`(seed: Int) {
    var course = course(UInt64(seed))
    var last: [String: Int] = [:]
    for (second, alert) in course.alerts where alert.state == .fired {
      if let before = last[group(alert)] { #expect(Double(second - before) >= Self.cooldown) }
      last[group(alert)] = second
    }
  }

  @Test(arguments: 1...200) func `the same course gives the same alerts, however often time passes`(seed: Int) {
    var course = course(UInt64(seed))
    let often = course.run(everySecond: true)
    let seldom = course.run(everySecond: false)
    #expect(often.map { $0.second } == seldom.map { $0.second })
    #expect(often.map { $0.alert } == seldom.map { $0.alert })
  }

  @Test(arguments: 1...200) func `the end leaves nothing open`(seed: Int) {
    var course = course(UInt64(seed))
    let alerts = course.alerts.map { $0.alert } + course.finish("a") + course.finish("b")
    let fired = Set(alerts.filter { $0.state == .fired }.map { $0.number })
    let resolved = alerts.filter { $0.state != .fired }.map { $0.number }
    #expect(fired == Set(resolved) && resolved.count == fired.count)
  }
}
