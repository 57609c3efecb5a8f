public import Uncanny

/// How long frames took from their arrival to their results: counted by length for a histogram, and the latest ones one by one.
///
/// Memory is constant. Thread: whoever owns the value.
public struct LatencyCounts: Sendable, Equatable {
  /// The lengths up to which is counted, in seconds, rising: frame times of usual rates are among them.
  public static let bounds: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.016, 0.02, 0.033, 0.04, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
  ]

  /// How many took so long and longer than the bound before; the last one: longer than all bounds.
  public private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  /// In seconds.
  public private(set) var sum = 0.0
  /// In microseconds, in no order.
  private var latest: [UInt32] = []
  private var next = 0

  /// So many of the latest are kept: some twenty seconds.
  private static let capacity = 512

  public init() {}

  /// Counts one.
  public mutating func note(_ latency: ClockTime) {
    let seconds = max(0, latency.seconds)
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
    let microseconds = UInt32(clamping: max(0, latency.nanoseconds / 1000))
    if latest.count < Self.capacity {
      latest.append(microseconds)
    } else {
      latest[next] = microseconds
      next = (next + 1) % Self.capacity
    }
  }

  /// How long so many percent of the latest took at most, in milliseconds; `nil` while there are none.
  ///
  /// - Complexity: O(*n* log *n*) in the latest, for each percentage.
  public func latestMilliseconds(_ percentages: Double...) -> [Double]? {
    guard !latest.isEmpty else { return nil }
    let sorted = latest.sorted()
    return percentages.map { percentage in
      let place = Int((percentage / 100 * Double(sorted.count)).rounded(.up)) - 1
      return Double(sorted[min(max(0, place), sorted.count - 1)]) / 1000
    }
  }
}
