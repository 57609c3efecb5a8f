internal import Uncanny

// How text and times are made fit for formats of lines.

extension String {
  /// The text in one line: white space of any kind is a space, and what else controls a terminal is `?`.
  var oneLine: String {
    let spaced = unicodeScalars.map { $0.properties.isWhitespace ? Character(" ") : Character($0) }
    return String(spaced).printable
  }

  /// The text with each of these characters replaced.
  func replacing(_ table: [Character: String]) -> String {
    var text = ""
    for character in self {
      if let replacement = table[character] { text += replacement } else { text.append(character) }
    }
    return text
  }
}

extension ClockTime {
  /// Whole milliseconds, cut off: a cue that began later than its frame would miss it.
  private var milliseconds: Int64 { max(0, nanoseconds / 1_000_000) }

  /// As `hh:mm:ss.mmm`; hours go on beyond 99.
  ///
  /// - Parameter point: before the milliseconds.
  func clock(point: String) -> String {
    let total = milliseconds
    func digits(_ number: Int64, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let parts = [total / 3_600_000, total / 60_000 % 60, total / 1000 % 60].map { digits($0, 2) }
    return parts.joined(separator: ":") + point + digits(total % 1000, 3)
  }
}
