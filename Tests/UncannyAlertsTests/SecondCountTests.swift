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

  @Test func `a stream that stood still goes on by the clock`() {
    var count = SecondCount()
    #expect(count.second(of: .zero, at: 100_000) == 99)
    #expect(count.second(of: .seconds(1), at: 200_000) == 199)
  }
}
