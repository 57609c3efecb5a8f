import Testing
import Uncanny

@Suite struct FrameRateTests {
  @Test func `a rate is a fraction in lowest terms`() throws {
    let rate = try #require(FrameRate(60_000, 2002))
    #expect(rate.numerator == 30_000 && rate.denominator == 1001)
    #expect(rate == FrameRate(30_000, 1001) && rate.description == "30000/1001")
    #expect(FrameRate(50, 2)?.description == "25")
  }

  @Test(arguments: [(0, 1), (1, 0), (-25, 1), (25, -1), (.max, 1), (1, .max), (.min, .min)])
  func `what is no rate is refused`(numerator: Int, denominator: Int) {
    #expect(FrameRate(numerator, denominator) == nil)
  }

  @Test(arguments: [
    (23.976, "24000/1001"), (23.976024, "24000/1001"), (24, "24"), (25, "25"), (29.97, "30000/1001"),
    (29.97003, "30000/1001"), (30, "30"), (30.0001, "30"), (50, "50"), (59.94006, "60000/1001"), (60, "60"), (16, "16"),
    (12.5, "25/2"), (0.1, "1/10"), (119.88, "120000/1001"), (240, "240"),
  ]) func `a decimal number means a fraction`(number: Double, text: String) {
    #expect(FrameRate(meantBy: number)?.description == text)
  }

  @Test(arguments: [0, -25, .nan, .infinity, 1e9, 1e-9])
  func `a number that is no rate means none`(number: Double) {
    #expect(FrameRate(meantBy: number) == nil)
  }

  @Test(arguments: [
    (29.4, "30000/1001"), (24.3, "24"), (23.9, "24000/1001"), (47, "50"), (7, "24000/1001"), (500, "60"),
  ])
  func `a rate that varies has a standard one beside it`(number: Double, text: String) {
    #expect(FrameRate.standard(near: number).description == text)
  }

  @Test(arguments: [
    (24_000, 1001, 24, true, false), (24, 1, 24, false, false), (25, 1, 25, false, false),
    (30_000, 1001, 30, true, true),
    (30, 1, 30, false, false), (50, 1, 50, false, false), (60_000, 1001, 60, true, true), (1, 10, 1, false, false),
    (25, 2, 13, false, false),
  ]) func `timecode counts whole frames`(numerator: Int, denominator: Int, base: Int, isNTSC: Bool, drops: Bool) throws
  {
    let rate = try #require(FrameRate(numerator, denominator))
    #expect(rate.timebase == base && rate.isNTSC == isNTSC && rate.allowsDropFrame == drops)
  }

  @Test func `a frame begins at its number divided by the rate`() throws {
    let rate = try #require(FrameRate(30_000, 1001))
    #expect(rate.time(of: 0) == .zero && rate.time(of: -5) == .zero)
    #expect(rate.time(of: 1).nanoseconds == 33_366_666)
    #expect(rate.time(of: 30_000) == .seconds(1001))
    // a day and beyond: nothing adds up
    #expect(rate.time(of: 2_589_408).nanoseconds == 86_399_913_600_000)
    #expect(rate.time(of: .max).nanoseconds == .max)
  }

  @Test(arguments: [(24_000, 1001), (25, 1), (30_000, 1001), (60, 1)])
  func `the nearest frame to a time is the one that begins then`(numerator: Int, denominator: Int) throws {
    let rate = try #require(FrameRate(numerator, denominator))
    for frame in [0, 1, 2, 3, 29, 30, 1799, 1800, 107_892, 100_000_007] {
      let time = rate.time(of: frame)
      #expect(rate.frame(nearest: time) == frame)
      // as a file that counts in milliseconds has it
      #expect(rate.frame(nearest: ClockTime(nanoseconds: time.nanoseconds / 1_000_000 * 1_000_000)) == frame)
    }
    #expect(rate.frame(nearest: .seconds(-1)) == 0)
    #expect(rate.frame(nearest: ClockTime(nanoseconds: .max)) > 0)
  }
}
