import Testing
import Uncanny

@Suite struct TimeTests {
  @Test func `arithmetic saturates`() {
    let (most, least) = (ClockTime(nanoseconds: .max), ClockTime(nanoseconds: .min))
    let one = ClockTime(nanoseconds: 1)
    #expect(most + one == most)
    #expect(least - one == least)
    #expect(most + most == most)
    #expect(least + least == least)
    #expect(most - least == most)
    #expect(least - most == least)
    #expect(.zero - least == most)
    #expect(most + least == ClockTime(nanoseconds: -1))
    #expect(one + one == ClockTime(nanoseconds: 2))
    #expect(one - one == .zero)
  }

  @Test func `seconds are clamped, whatever they are`() {
    #expect(ClockTime.seconds(1.5).nanoseconds == 1_500_000_000)
    #expect(ClockTime.seconds(-0.25).nanoseconds == -250_000_000)
    #expect(ClockTime.milliseconds(40) == .seconds(0.04))
    #expect(ClockTime.seconds(1e300).nanoseconds == .max)
    #expect(ClockTime.seconds(-1e300).nanoseconds == .min)
    #expect(ClockTime.seconds(9.3e9).nanoseconds == .max)
    #expect(ClockTime.seconds(-9.3e9).nanoseconds == .min)
    #expect(ClockTime.seconds(.infinity).nanoseconds == .max)
    #expect(ClockTime.seconds(-.infinity).nanoseconds == .min)
    #expect(ClockTime.seconds(.nan) == .zero)
  }

  @Test func `times are ordered and told in seconds`() {
    #expect(ClockTime.seconds(1) < .seconds(1.001))
    #expect(ClockTime.milliseconds(1250).seconds == 1.25)
  }

  @Test func `a frame of a steady stream is where its rate puts it`() {
    let stamp = Stamp(frame: 30, rate: 30000.0 / 1001)
    #expect(stamp.running == .seconds(1.001))
    #expect(stamp.stream == stamp.running)
    #expect(stamp.pts == stamp.running)
    #expect(stamp.duration == .seconds(1001.0 / 30000))
  }

  @Test func `what follows a frame is its end`() {
    let timed = Stamp(frame: 4, running: .seconds(2), stream: .seconds(1), duration: .seconds(0.5))
    #expect(timed.following(standing: .seconds(9)) == Stamp(frame: 5, running: .seconds(2.5), stream: .seconds(1.5)))
    let untimed = Stamp(frame: 4, running: .seconds(2), stream: .seconds(1))
    #expect(untimed.following(standing: .seconds(1)) == Stamp(frame: 5, running: .seconds(3), stream: .seconds(2)))
    let last = Stamp(frame: .max, running: ClockTime(nanoseconds: .max), stream: .zero, duration: .seconds(1))
    #expect(last.following().running == last.running)
  }

  @Test func `severity rises with length`() {
    let rising = Escalation(
      .info, [.init(after: .seconds(1), severity: .warning), .init(after: .seconds(3), severity: .error)])
    #expect(rising.severity(after: .zero) == .info)
    #expect(rising.severity(after: .seconds(0.999)) == .info)
    #expect(rising.severity(after: .seconds(1)) == .warning)
    #expect(rising.severity(after: .seconds(3)) == .error)
    #expect(rising.severity(after: .seconds(-1)) == .info)
    #expect(Escalation(.critical).severity(after: .seconds(1)) == .critical)
  }

  @Test func `severities are ordered and have names`() {
    #expect(Severity.allCases == Severity.allCases.sorted())
    for severity in Severity.allCases { #expect(Severity(name: severity.name) == severity) }
    #expect(Severity(name: "fatal") == nil)
  }
}
