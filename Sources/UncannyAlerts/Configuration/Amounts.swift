public import Uncanny

/// Durations and sizes as people write them.
public enum Amounts {
  private static let times: [String: Double] = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800]
  private static let sizes: [String: Double] = ["B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12]
  /// In seconds.
  static let longest = 3660 * 86400.0

  /// `90s`, `1m30s`, `1.5h`, `7d`, up to ten years; `nil` for anything else.
  public static func duration(_ text: String) -> ClockTime? {
    guard let seconds = sum(text, times), seconds <= longest else { return nil }
    return .seconds(seconds)
  }

  /// `500MB`, `2GB`, in bytes; `nil` for anything else.
  public static func size(_ text: String) -> Int64? {
    guard let bytes = sum(text, sizes), bytes <= 1e15 else { return nil }
    return Int64(bytes)
  }

  /// A duration in its largest unit that leaves a whole number.
  public static func text(_ time: ClockTime) -> String {
    for (unit, length) in [("d", 86400.0), ("h", 3600), ("m", 60), ("s", 1)] {
      let count = time.seconds / length
      if count >= 1, count == count.rounded() { return "\(Int(count))\(unit)" }
    }
    return time == .zero ? "0s" : "\(time.seconds)s"
  }

  /// Bytes in their largest unit that leaves a whole number.
  public static func text(bytes: Int64) -> String {
    for (unit, size) in [("TB", Int64(1_000_000_000_000)), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)]
    where bytes >= size && bytes % size == 0 { return "\(bytes / size)\(unit)" }
    return "\(bytes)B"
  }

  private static func sum(_ text: String, _ units: [String: Double]) -> Double? {
    guard text.wholeMatch(of: #/(?:\d+(?:\.\d+)?[A-Za-z]+)+/#) != nil else { return nil }
    var total = 0.0
    for part in text.matches(of: #/(\d+(?:\.\d+)?)([A-Za-z]+)/#) {
      guard let number = Double(part.1), let unit = units[String(part.2)] else { return nil }
      total += number * unit
    }
    return total
  }
}
