/// A point in time or a duration in integer nanoseconds, as GStreamer counts them.
///
/// Arithmetic saturates: a stream may carry any timestamp, and none may trap.
public struct ClockTime: Hashable, Comparable, Sendable {
  /// Nanoseconds; negative for a duration that runs backwards.
  public var nanoseconds: Int64

  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The beginning, or no time at all.
  public static let zero = ClockTime(nanoseconds: 0)

  /// The time of `seconds`; anything beyond ±292 years is clamped, and not-a-number is zero.
  public static func seconds(_ seconds: Double) -> ClockTime {
    let nanoseconds = (seconds * 1e9).rounded()
    if nanoseconds.isNaN { return .zero }
    if nanoseconds >= 9.2e18 { return ClockTime(nanoseconds: .max) }
    if nanoseconds <= -9.2e18 { return ClockTime(nanoseconds: .min) }
    return ClockTime(nanoseconds: Int64(nanoseconds))
  }

  /// The time of `milliseconds`, clamped in the same way.
  public static func milliseconds(_ milliseconds: Double) -> ClockTime { .seconds(milliseconds / 1000) }

  /// The time in seconds.
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  public static func < (a: ClockTime, b: ClockTime) -> Bool { a.nanoseconds < b.nanoseconds }

  public static func + (a: ClockTime, b: ClockTime) -> ClockTime {
    let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
    return ClockTime(nanoseconds: overflow ? (b.nanoseconds > 0 ? .max : .min) : sum)
  }

  public static func - (a: ClockTime, b: ClockTime) -> ClockTime {
    let (difference, overflow) = a.nanoseconds.subtractingReportingOverflow(b.nanoseconds)
    return ClockTime(nanoseconds: overflow ? (b.nanoseconds < 0 ? .max : .min) : difference)
  }
}
