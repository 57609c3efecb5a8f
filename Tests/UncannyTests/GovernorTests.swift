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

  /// The same of a governor that has been at it for a second.
  private func course(_ line: String) -> String {
    var governor = Governor()
    _ = course(String(repeating: "-", count: 25), &governor)
    return course(line, &governor, from: 25)
  }

  @Test func `the first second says nothing`() {
    var governor = Governor()
    #expect(Set(course(String(repeating: "#", count: 25), &governor)) == ["0"])
  }

  @Test func `one late frame in a hundred changes nothing`() {
    let line = "#" + String(repeating: ".", count: 99)
    #expect(Set(course(String(repeating: line, count: 20))) == ["0"])
  }

  @Test func `one late frame in thirty is too many in the end`() {
    let line = "#" + String(repeating: ".", count: 29)
    #expect(course(String(repeating: line, count: 20)).contains("1"))
  }

  @Test func `frames that take nine tenths of their time lighten the plan before one is late`() {
    let steps = course(String(repeating: "+", count: 60))
    #expect(steps.hasPrefix("00000000000000000000") && steps.contains("1") && !steps.contains("2"))
  }

  @Test func `what leaves a third of the time free is not lightened, and not restored either`() {
    #expect(Set(course(String(repeating: "-", count: 500))) == ["0"])
    #expect(Set(course("##" + String(repeating: "-", count: 500)).dropFirst()) == ["1"])
  }

  @Test func `late frames lighten it, step by step, and not faster than a step shows what it does`() {
    #expect(course(String(repeating: "#", count: 21)) == "011111111222222223333")
  }

  @Test func `only steps that there are are taken`() {
    var governor = Governor([.least])
    _ = course(String(repeating: "-", count: 25), &governor)
    #expect(
      course("##" + String(repeating: ".", count: 200), &governor, from: 25).filter { $0 != "0" }.allSatisfy {
        $0 == "3"
      })
    #expect(governor.effort == .full)
    var none = Governor([])
    #expect(Set(course(String(repeating: "#", count: 200), &none)) == ["0"])
  }

  @Test func `with nothing left to leave out it stays there`() {
    #expect(course(String(repeating: "#", count: 400)).hasSuffix("3333"))
  }

  @Test func `after five seconds with time to spare a step is taken back`() {
    let steps = course("##" + String(repeating: ".", count: 200))
    #expect((125...130).contains(steps.count { $0 == "1" }))
    #expect(steps.hasSuffix("0000"))
  }

  @Test func `what was taken back too early is tried again after twice as long`() {
    var governor = Governor()
    var frame = 25
    _ = course(String(repeating: "-", count: frame), &governor)
    var waits: [Int] = []
    for _ in 0..<4 {
      while governor.effort == .full {
        _ = course("#", &governor, from: frame)
        frame += 1
      }
      let began = frame
      while governor.effort != .full, frame < 100_000 {
        _ = course(".", &governor, from: frame)
        frame += 1
      }
      waits.append((frame - began) / 25)
    }
    #expect(waits == [5, 10, 20, 40])
  }

  @Test func `one that held is forgotten`() {
    var governor = Governor()
    let quiet = String(repeating: ".", count: 1000)
    _ = course(quiet + "##" + quiet, &governor)
    let steps = course("##" + quiet, &governor, from: 2002)
    #expect((125...130).contains(steps.count { $0 == "1" }))
  }

  @Test func `frames that there was no time for count, however many at once`() {
    var governor = Governor()
    _ = course(String(repeating: "-", count: 26), &governor)
    let lightened = governor.take(
      latency: .milliseconds(4), frameTime: .milliseconds(40), missed: .max, at: .seconds(2))
    #expect(lightened && governor.effort == .unaided, "one step")
  }

  @Test(arguments: [ClockTime.zero, .milliseconds(-5)]) func `without a frame time nothing is decided`(time: ClockTime)
  {
    var governor = Governor()
    let changes = (0..<50).filter { _ in governor.take(latency: .seconds(9), frameTime: time, missed: 3, at: .zero) }
    #expect(changes.isEmpty && governor.effort == .full)
  }
}
