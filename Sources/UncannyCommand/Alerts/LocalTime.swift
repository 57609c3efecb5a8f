internal import Foundation

/// Times of day as people write and read them: by the local clock, unless a zone is given.
enum LocalTime {
  private static let forms = [
    "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
  ]

  /// ISO 8601, with a zone or without; a day is its beginning. `nil` for anything else.
  static func date(_ text: String) -> Date? {
    for style in [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)] {
      if let date = try? style.parse(text) { return date }
    }
    let formatter = formatter
    for form in forms {
      formatter.dateFormat = form
      if let date = formatter.date(from: text) { return date }
    }
    return nil
  }

  /// An ISO 8601 time by the local clock, to the second.
  static func text(_ time: String) -> String {
    guard let date = date(time) else { return time }
    let formatter = formatter
    formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
    return formatter.string(from: date)
  }

  private static var formatter: DateFormatter {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.isLenient = false
    return formatter
  }
}
