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

/// The last half minute of packets.
@Suite struct MomentRingTests {
  /// Twenty-five frames a second, a key frame each second; each frame is two packets, which say its number.
  private func fill(_ ring: MomentRing, _ frames: Range<Int>, at start: Double = 0) {
    for frame in frames {
      for part in 0..<2 {
        ring.take(
          [UInt8(truncatingIfNeeded: frame), UInt8(part)], pts: Int64(frame) * 40_000_000, frame: frame,
          isKey: frame % 25 == 0 && part == 0, at: .seconds(start + Double(frame) / 25))
      }
    }
  }

  @Test func `a stretch begins with the key frame before, and ends where it is to`() throws {
    let ring = MomentRing()
    fill(ring, 0..<250)
    let stretch = try #require(ring.stretch(.seconds(2.5)...(.seconds(4)), showing: .seconds(3)))
    #expect(stretch.frames == Array(50...100))
    #expect(stretch.bytes.count == 51 * 4 && stretch.bytes.prefix(4) == [50, 0, 50, 1])
  }

  @Test func `what is no more there is left out, and the ring does not grow`() throws {
    let ring = MomentRing()
    fill(ring, 0..<25_000)
    let stretch = try #require(ring.stretch(.seconds(0)...(.seconds(2000)), showing: .seconds(999)))
    #expect(stretch.frames.last == 24_999 && (1000...1400).contains(stretch.frames.count))
    let large = MomentRing()
    for frame in 0..<300 {
      large.take(
        [UInt8](repeating: 0, count: 1 << 20), pts: Int64(frame), frame: frame, isKey: true,
        at: .seconds(Double(frame) / 100))
    }
    #expect(try #require(large.stretch(.seconds(0)...(.seconds(9)), showing: .seconds(2))).bytes.count <= 64 << 20)
  }

  @Test func `a stretch is of one connection`() throws {
    let ring = MomentRing()
    fill(ring, 0..<50)
    ring.reconnect()
    fill(ring, 0..<50, at: 10)
    #expect(try #require(ring.stretch(.seconds(0)...(.seconds(20)), showing: .seconds(1))).bytes.count == 200)
    #expect(try #require(ring.stretch(.seconds(5)...(.seconds(20)), showing: .seconds(11))).bytes.count == 200)
    #expect(ring.stretch(.seconds(5)...(.seconds(9)), showing: .seconds(12)) == nil)
  }

  @Test func `an empty ring, and one without a key frame, have nothing`() {
    let ring = MomentRing()
    #expect(ring.stretch(.seconds(0)...(.seconds(9)), showing: .seconds(2)) == nil)
    fill(ring, 1..<20)
    #expect(ring.stretch(.seconds(0)...(.seconds(9)), showing: .seconds(2)) == nil)
  }
}
