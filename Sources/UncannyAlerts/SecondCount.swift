internal import Uncanny

/// Gives each second of a stream its second of the day, each another: streams come in bursts, and clocks are set.
struct SecondCount: Sendable {
  /// What is added to stream time, in seconds.
  private var offset: Int64?

  /// How far the two may drift apart.
  private static let tolerance: Int64 = 2

  /// - Parameters:
  ///   - start: stream time of the second, which is over now.
  ///   - now: milliseconds since 1970.
  /// - Returns: seconds since 1970.
  mutating func second(of start: ClockTime, at now: Int64) -> Int64 {
    let second = start.nanoseconds / 1_000_000_000
    let due = now / 1000 - 1
    let offset = offset.flatMap { abs($0 + second - due) <= Self.tolerance ? $0 : nil } ?? due - second
    self.offset = offset
    return offset + second
  }
}
