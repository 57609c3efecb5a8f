import Testing
import Uncanny

@testable import UncannyAlerts

@Suite struct SecondCountTests {
  @Test func `seconds that come in bursts are each another`() {
    var count = SecondCount()
    let times: [Int64] = [100_900, 101_100, 101_200, 103_900, 104_000]
    let seconds = times.enumerated().map { count.second(of: .seconds(Double($0.offset)), at: $0.element) }
    #expect(seconds == [99, 100, 101, 102, 103])
  }

  @Test func `what has piled up is told late, and each second has its own`() {
    var count = SecondCount()
    let times = [100_000, 101_000] + [Int64](repeating: 108_500, count: 7) + [109_000, 110_000]
    let seconds = times.enumerated().map { count.second(of: .seconds(Double($0.offset)), at: $0.element) }
    #expect(seconds == Array(99...109))
  }

  @Test func `what comes in pieces runs ahead of the clock`() {
    var count = SecondCount()
    let times = [Int64](repeating: 100_000, count: 6) + [Int64](repeating: 106_000, count: 6)
    let seconds = times.enumerated().map { count.second(of: .seconds(Double($0.offset)), at: $0.element) }
    #expect(seconds == Array(99...110))
  }

  @Test func `a clock that is set back gives no second twice`() {
    var count = SecondCount()
    let seconds = [500_000, 501_000, 100_000, 101_000].enumerated().map {
      count.second(of: .seconds(Double($0.offset)), at: Int64($0.element))
    }
    #expect(Set(seconds).count == 4)
  }

  @Test func `a stream that stood still goes on by the clock`() {
    var count = SecondCount()
    #expect(count.second(of: .zero, at: 100_000) == 99)
    #expect(count.second(of: .seconds(1), at: 200_000) == 199)
  }
}
