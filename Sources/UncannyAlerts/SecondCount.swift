internal import Uncanny

/// Gives each second of a stream its second of the day, each another: streams come in bursts, and clocks are set.
struct SecondCount: Sendable {
  /// What is added to stream time, in seconds.
  private var offset: Int64?
  /// The last that was given.
  private var last = Int64.min

  /// How far the stream may be behind the clock, as where something has piled up, and ahead of it, as where it comes in pieces.
  private static let tolerance: ClosedRange<Int64> = -10...60

  /// - Parameters:
  ///   - start: stream time of the second, which is over now.
  ///   - now: milliseconds since 1970.
  /// - Returns: seconds since 1970.
  mutating func second(of start: ClockTime, at now: Int64) -> Int64 {
    let second = start.nanoseconds / 1_000_000_000
    let due = now / 1000 - 1
    if let offset, Self.tolerance.contains(offset + second - due), offset + second > last {
      last = offset + second
    } else {
      last = last == .min ? due : max(due, last + 1)
      offset = last - second
    }
    return last
  }
}
