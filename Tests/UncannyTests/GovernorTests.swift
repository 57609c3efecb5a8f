import Testing
import Uncanny

/// How much work frames get, over time.
@Suite struct GovernorTests {
  /// Draws what becomes of frames, 25 a second, by how long each takes: `.` a tenth of what it stands, `-` six tenths, `+`
  /// nine tenths, `#` one and a half. Answers with the step that the next frame gets.
  private func course(_ line: String, _ governor: inout Governor, from first: Int = 0) -> String {
    let shares: [Character: Double] = [".": 0.1, "-": 0.6, "+": 0.9, "#": 1.5]
    return line.enumerated().map { index, sign in
      let now = ClockTime.milliseconds(Double(first + index) * 40)
      _ = governor.take(
        latency: .milliseconds(40 * (shares[sign] ?? 0)), frameTime: .milliseconds(40), at: now)
      return "\(governor.effort.rawValue)"
    }.joined()
  }

  private func course(_ line: String) -> String {
    var governor = Governor()
    return course(line, &governor)
  }

  @Test func `a frame that is late now and then changes nothing`() {
    let line = "#" + String(repeating: ".", count: 50)
    #expect(Set(course(line + line + line)) == ["0"])
  }

  @Test func `frames that take nine tenths of their time lighten the plan before one is late`() {
    #expect(course(String(repeating: "+", count: 12)).contains("1"))
  }

  @Test func `what leaves a third of the time free is not lightened, and not restored either`() {
    var governor = Governor()
    #expect(Set(course(String(repeating: "-", count: 500), &governor)) == ["0"])
    _ = course("####", &governor, from: 500)
    #expect(Set(course(String(repeating: "-", count: 500), &governor, from: 504)) == ["1"])
  }

  @Test func `late frames lighten it, step by step, and not faster than a step shows what it does`() {
    #expect(course("###" + String(repeating: "#", count: 20)) == "00111111122222222333333".prefix(23))
  }

  @Test func `with nothing left to leave out it stays there`() {
    var governor = Governor()
    #expect(course(String(repeating: "#", count: 400), &governor).hasSuffix("3333"))
    #expect(governor.effort == .least)
  }

  @Test func `after five seconds with time to spare a step is taken back`() throws {
    let steps = course("####" + String(repeating: ".", count: 200))
    let back = try #require(steps.lastIndex(of: "1")).utf16Offset(in: steps)
    #expect((125...135).contains(back))
    #expect(steps.hasSuffix("0000"))
  }

  @Test func `what was taken back too early is tried again after twice as long`() {
    var governor = Governor()
    var frame = 0
    var waits: [Int] = []
    for _ in 0..<4 {
      frame += 4
      _ = course("####", &governor, from: frame)
      #expect(governor.effort == .unaided)
      var wait = 0
      while governor.effort != .full, wait < 10_000 {
        frame += 1
        wait += 1
        _ = course(".", &governor, from: frame)
      }
      waits.append(wait / 25)
    }
    #expect(waits == [5, 10, 20, 40])
  }

  @Test func `one that held is forgotten`() {
    var governor = Governor()
    let quiet = String(repeating: ".", count: 1000)
    _ = course("####" + quiet, &governor)
    #expect(governor.effort == .full)
    let steps = course("####" + quiet, &governor, from: 1004)
    #expect(steps.count { $0 == "1" } < 140)
  }

  @Test func `frames that there was no time for count, however many at once`() {
    var governor = Governor()
    let lightened = governor.take(
      latency: .milliseconds(4), frameTime: .milliseconds(40), missed: .max, at: .zero)
    #expect(lightened && governor.effort == .unaided, "one step")
  }

  @Test(arguments: [ClockTime.zero, .milliseconds(-5)]) func `without a frame time nothing is decided`(time: ClockTime) {
    var governor = Governor()
    for _ in 0..<50 { #expect(!governor.take(latency: .seconds(9), frameTime: time, missed: 3, at: .zero)) }
    #expect(governor.effort == .full)
  }
}
