import Uncanny

// How a page says things to a person.

extension String {
  /// The same, beginning with a capital letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The same, with no line broken between a number and its percent sign.
  var unbroken: String { replacing(" %", with: "\u{A0}%") }
}

extension Double {
  /// As many digits as a person wants to read.
  var brief: String {
    let decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 0.1 ? 2 : 3
    return signed(decimals: decimals)
  }

  /// With a proper minus.
  func signed(decimals: Int) -> String {
    let plain = magnitude.text(decimals: decimals, padded: false)
    return self < 0 && plain != "0" ? "\u{2212}\(plain)" : plain
  }
}

extension Wire.Severity {
  /// What such events are called: `3 notes` for information.
  func count(_ number: Int) -> String {
    switch self {
    case .info: number.text("note")
    case .warning: number.text("warning")
    case .error: number.text("error")
    case .critical: "\(number) critical"
    }
  }

  /// The heading above them.
  var heading: String {
    switch self {
    case .info: "Notes"
    case .warning: "Warnings"
    case .error: "Errors"
    case .critical: "Critical"
    }
  }

  /// The worst first.
  static let ranked: [Wire.Severity] = [.critical, .error, .warning, .info]
}

extension Wire.Report {
  /// `1 error, 2 warnings and 3 notes`.
  var counted: String {
    let parts = Wire.Severity.ranked.compactMap { severity in
      let number = events.count { $0.severity == severity }
      return number > 0 ? severity.count(number) : nil
    }
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The verdict as a sentence.
  var headline: String {
    switch verdict {
    case .fail: "Not good to go: \(counted)."
    case .warn: "Worth a look: \(counted)."
    case .pass:
      events.isEmpty
        ? "Nothing was found." : "No fault was found. There \(events.count == 1 ? "is" : "are") \(counted)."
    }
  }
}

extension Wire.Shot {
  /// How it was entered.
  var entry: String {
    switch transition {
    case .start: "first shot"
    case .cut: "by a cut"
    case .dissolve: "by a dissolve"
    case .fade: "by a fade"
    case .wipe: "by a wipe"
    }
  }
}

extension Wire.Check.Verdict {
  /// In a word or two.
  var word: String {
    switch self {
    case .clear: "nothing found"
    case .found: "found"
    case .undecided: "could not decide"
    case .skipped: "skipped"
    }
  }
}

/// A number of the look of a shot.
struct LookFigure: Sendable {
  var key: String
  var title: String
  var unit: String
  var decimals: Int
  /// A chart shows at least so much of a span.
  var least: Float

  static let all = [
    LookFigure(key: "exposure_stops", title: "exposure", unit: "stops", decimals: 1, least: 2),
    LookFigure(key: "temperature_kelvin", title: "temperature", unit: "K", decimals: 0, least: 1500),
    LookFigure(key: "saturation", title: "saturation", unit: "", decimals: 2, least: 0.1),
    LookFigure(key: "contrast_stops", title: "contrast", unit: "stops", decimals: 1, least: 2),
    LookFigure(key: "tint_stops_of_green", title: "tint", unit: "stops of green", decimals: 2, least: 0.2),
    LookFigure(key: "grain_code_values", title: "grain", unit: "code values", decimals: 2, least: 0.5),
    LookFigure(key: "sharpness", title: "sharpness", unit: "", decimals: 2, least: 0.1),
  ]

  /// The number with its unit.
  func text(_ value: Double) -> String { value.signed(decimals: decimals) + (unit.isEmpty ? "" : " \(unit)") }
}
