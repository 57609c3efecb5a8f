public import FoundationEssentials

/// The time of day, as it is written and stored.
public enum Clock {
  /// ISO 8601 with milliseconds, UTC.
  public static func text(of date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// Of milliseconds since 1970.
  public static func text(of milliseconds: Int64) -> String {
    // half of one more: what is written is cut off, and a number of seconds is never quite what it should be
    text(of: Date(timeIntervalSince1970: (Double(milliseconds) + 0.5) / 1000))
  }

  /// Milliseconds since 1970.
  public static func milliseconds(_ date: Date = .now) -> Int64 { Int64((date.timeIntervalSince1970 * 1000).rounded()) }
}
