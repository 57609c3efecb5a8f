import Testing
import Uncanny
import UncannyDetectors

@testable import UncannyPipeline

/// Which events get a clip, and of what time.
@Suite struct MomentScheduleTests {
  private var schedule = MomentSchedule(from: .standard, severity: .warning)

  private func event(
    _ fault: String = "freeze", start: Double, end: Double? = nil, decided: Double? = nil,
    severity: Severity = .warning, id: Int = 1
  ) -> Event {
    func stamp(_ seconds: Double) -> Stamp {
      Stamp(frame: Int(seconds * 25), running: .seconds(seconds), stream: .seconds(seconds))
    }
    return Event(
      id: id, detector: fault, family: .signal, fault: fault, severity: severity, start: stamp(start),
      end: end.map { stamp($0) },
      decided: stamp(decided ?? end ?? start), score: 1, confidence: 1)
  }

  private func window(_ from: Double, _ to: Double) -> ClosedRange<ClockTime> { .seconds(from)...(.seconds(to)) }

  @Test mutating func `a short event has the five seconds before and after it`() {
    schedule.take(event(start: 100, decided: 101), at: .seconds(21))
    schedule.take(event(start: 100, end: 103), at: .seconds(23.5))
    #expect(schedule.pass(to: .seconds(27.9)).isEmpty)
    let moments = schedule.pass(to: .seconds(28))
    #expect(
      moments.map { $0.window } == [window(15, 28)] && moments[0].event.end != nil && moments[0].began == .seconds(20))
    #expect(schedule.pass(to: .seconds(60)).isEmpty && schedule.finish(at: .seconds(99)).isEmpty, "each once")
  }

  @Test mutating func `of a long event the first ten seconds are enough, and its end brings no other`() {
    schedule.take(event(start: 0), at: .seconds(50))
    let moments = schedule.pass(to: .seconds(65))
    #expect(moments.map { $0.window } == [window(45, 65)] && moments[0].event.end == nil)
    schedule.take(event(start: 0, end: 30), at: .seconds(80))
    #expect(schedule.pass(to: .seconds(200)).isEmpty)
  }

  @Test mutating func `what does not matter has no clip`() {
    schedule.take(event("black", start: 0, severity: .info), at: .seconds(1))
    schedule.take(event("black", start: 0, end: 0.1, severity: .info), at: .seconds(1.1))
    #expect(schedule.pass(to: .seconds(60)).isEmpty && schedule.finish(at: .seconds(60)).isEmpty)
  }

  @Test mutating func `what comes to matter while it lasts has one from then on`() throws {
    let steps = try #require(
      Catalog.standard["black"]?.card.severity(of: "black").steps.first { $0.severity >= .warning })
    schedule.take(event("black", start: 0, severity: .info), at: .zero)
    let risen = steps.after
    #expect(schedule.pass(to: risen - .milliseconds(1)).isEmpty)
    #expect(schedule.pass(to: risen).isEmpty)
    let moments = schedule.pass(to: risen + .seconds(15))
    #expect(moments.map { $0.event.severity >= .warning } == [true])
    #expect(moments.first?.window.upperBound == risen + .seconds(15))
  }

  @Test mutating func `at the end of all, what matters is kept as far as it was seen`() {
    schedule.take(event(start: 0), at: .seconds(10))
    schedule.take(event("levels", start: 0, severity: .info, id: 2), at: .seconds(10))
    #expect(schedule.finish(at: .seconds(12)).map { $0.window } == [window(5, 12)])
  }

  @Test mutating func `there is a bound to what is looked after`() {
    for id in 0..<5000 { schedule.take(event(start: 0, id: id), at: .seconds(1)) }
    #expect(schedule.finish(at: .seconds(2)).count == 256)
  }
}

/// The last half minute of frames.
@Suite struct MomentRingTests {
  private func coded(_ frame: Int, at time: Double, pts: Double? = nil, bytes: Int = 4) -> MomentRing.Coded {
    MomentRing.Coded(
      pts: ClockTime.seconds(pts ?? time).nanoseconds, frame: frame, isKey: frame % 25 == 0, at: .seconds(time),
      bytes: [UInt8](repeating: UInt8(truncatingIfNeeded: frame), count: bytes))
  }

  /// Twenty-five frames a second, a key frame each second.
  private func fill(_ ring: MomentRing, _ frames: Range<Int>, at start: Double = 0) {
    for frame in frames { ring.take(coded(frame, at: start + Double(frame) / 25, pts: Double(frame) / 25)) }
  }

  @Test func `a stretch begins with the key frame before, and ends where it is to`() {
    let ring = MomentRing()
    fill(ring, 0..<250)
    let stretch = ring.stretch(.seconds(2.5)...(.seconds(4)), showing: .seconds(3))
    #expect(stretch.map { $0.frame } == Array(50...100) && stretch[0].isKey)
  }

  @Test func `what is no more there is left out, and the ring does not grow`() {
    let ring = MomentRing()
    fill(ring, 0..<25_000)
    let stretch = ring.stretch(.seconds(0)...(.seconds(2000)), showing: .seconds(999))
    #expect(stretch.last?.frame == 24_999 && (975...1200).contains(stretch.count), "\(stretch.count)")
    let large = MomentRing()
    for frame in 0..<300 { large.take(coded(frame, at: Double(frame) / 100, bytes: 1 << 20)) }
    let all = large.stretch(.seconds(0)...(.seconds(9)), showing: .seconds(2))
    #expect(all.reduce(0) { $0 + $1.bytes.count } <= 64 << 20)
  }

  @Test func `a stretch is of one connection`() {
    let ring = MomentRing()
    fill(ring, 0..<50)
    ring.reconnect()
    fill(ring, 0..<50, at: 10)
    #expect(ring.stretch(.seconds(0)...(.seconds(20)), showing: .seconds(1)).count == 50)
    #expect(ring.stretch(.seconds(5)...(.seconds(20)), showing: .seconds(11)).count == 50)
    #expect(ring.stretch(.seconds(5)...(.seconds(9)), showing: .seconds(12)).isEmpty)
  }

  @Test(arguments: [-5.0, 3600.0]) func `times that jump begin another stretch`(jump: Double) {
    let ring = MomentRing()
    fill(ring, 0..<50)
    for frame in 50..<100 { ring.take(coded(frame, at: Double(frame) / 25, pts: Double(frame) / 25 + jump)) }
    let stretch = ring.stretch(.seconds(0)...(.seconds(9)), showing: .seconds(3))
    #expect(stretch.map { $0.frame } == Array(50..<100))
    #expect(zip(stretch, stretch.dropFirst()).allSatisfy { $0.pts < $1.pts })
  }

  @Test func `a feed that stood still has its time in the stretch`() {
    let ring = MomentRing()
    fill(ring, 0..<50)
    fill(ring, 250..<300)
    let stretch = ring.stretch(.seconds(0)...(.seconds(20)), showing: .seconds(3))
    #expect(stretch.count == 100 && stretch[50].pts - stretch[49].pts == 8_040_000_000)
  }

  @Test func `an empty ring, and one without a key frame, have nothing`() {
    let ring = MomentRing()
    #expect(ring.stretch(.seconds(0)...(.seconds(9)), showing: .seconds(2)).isEmpty)
    fill(ring, 1..<20)
    #expect(ring.stretch(.seconds(0)...(.seconds(9)), showing: .seconds(2)).isEmpty)
  }
}

/// So many frames a second, evenly.
@Suite struct PacerTests {
  private func passed(_ times: [Double], rate: Int64) -> Int {
    let pacer = Pacer(rate: rate)
    return times.count { pacer.letsPass(ClockTime.seconds($0).nanoseconds) }
  }

  @Test(arguments: [(25.0, 100), (30.0, 100), (50.0, 100), (8.0, 80), (9.9, 99), (59.94, 100)])
  func `at most ten a second pass, whatever the rate is`(rate: Double, count: Int) {
    let times = (0..<Int(rate * 10)).map { Double($0) / rate }
    #expect(abs(passed(times, rate: 10) - count) <= 2, "\(passed(times, rate: 10))")
  }

  @Test func `times that jump, and none, hold nothing up`() {
    let pacer = Pacer(rate: 10)
    #expect(pacer.letsPass(1_000_000_000_000) && pacer.letsPass(0) && !pacer.letsPass(40_000_000))
    #expect(pacer.letsPass(nil) && pacer.letsPass(.max) && pacer.letsPass(0) && pacer.letsPass(.min))
  }
}
