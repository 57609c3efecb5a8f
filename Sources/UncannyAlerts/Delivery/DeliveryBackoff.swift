/// How long to wait before a delivery is tried again: half a second at first, twice as long each time, a minute at most.
enum DeliveryBackoff {
  private static let first = 0.5
  private static let longest = 60.0

  /// - Parameters:
  ///   - failures: in a row, from 1 on.
  ///   - chance: 0...1; by it those that failed together do not come back together.
  static func wait(after failures: Int, chance: Double) -> Duration {
    let seconds = min(longest, first * Double(1 << min(max(0, failures - 1), 10)))
    return .seconds(seconds * (0.5 + 0.5 * chance))
  }
}
