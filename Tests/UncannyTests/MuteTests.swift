import Testing
import Uncanny

/// What nobody is to hear of for a while; drawn as in `AlerterTests`.
@Suite struct MuteTests {
  private static let rule = AlertRule(name: "r", severity: .warning, cooldown: .zero)

  private func course(_ line: String, fault: String = "black", source: String = "a") -> AlertCourse {
    var course = AlertCourse([Self.rule])
    course.draw(line, id: 0, source: source, fault: fault)
    return course
  }

  /// What was told, second by second and when it was asked for alike.
  private func told(_ course: AlertCourse, _ count: Int) -> String {
    var (own, other) = (course, course)
    #expect(own.run(everySecond: false).map { $0.second } == other.run(everySecond: true).map { $0.second })
    return own.line(count)
  }

  @Test func `what is muted does not fire, and what lasts when that is over fires then`() {
    var course = course("..[.......]..")
    course.mute("black", at: 1, for: 5)
    #expect(told(course, 13) == "......F...R..")
  }

  @Test func `what is over by then was never told`() {
    var course = course("..[..].......")
    course.mute("black", at: 1, for: 8)
    #expect(told(course, 13) == ".............")
  }

  @Test func `what has fired is resolved although it is muted`() {
    var course = course("..[.......]..")
    course.mute("black", at: 4, for: 60)
    #expect(told(course, 13) == "..F.......R..")
  }

  @Test func `muted without an end is muted until it is taken back`() {
    var course = course("..[...........]..")
    course.mute("black", at: 1, takenBackAt: 9)
    #expect(told(course, 17) == ".........F....R..")
    var forever = self.course("..[...........]..")
    forever.mute("black", at: 1)
    #expect(told(forever, 17) == ".................")
  }

  @Test(arguments: [
    ("flash.red", "flash", true), ("flash.red", "flash.red", true), ("flash.red", "all", true),
    ("flash", "flash.red", false), ("flashy", "flash", false), ("black", "flash", false),
  ])
  func `a name mutes what it is the beginning of`(fault: String, muted: String, isMuted: Bool) {
    var course = course("..[...]..", fault: fault)
    course.mute(muted, at: 0)
    #expect((told(course, 9) == ".........") == isMuted)
  }

  @Test func `another source is heard`() {
    var course = course("..[...]..", source: "b")
    course.mute("all", at: 0)
    #expect(told(course, 9) == "..F...R..")
  }

  @Test func `muting again sets the time anew`() {
    var course = course("..[..............]..")
    course.mute("black", at: 0, for: 4)
    course.mute("black", at: 2, for: 9)
    #expect(told(course, 20) == "...........F.....R..")
    var shorter = self.course("..[..............]..")
    shorter.mute("black", at: 0, for: 12)
    shorter.mute("black", at: 2, for: 2)
    #expect(told(shorter, 20) == "....F............R..")
  }
}
