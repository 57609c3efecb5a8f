extension Table {
  /// An ANSI rendition, by its code.
  enum Ink: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case boldRed = "1;31"

    init(_ severity: Wire.Severity) {
      switch severity {
      case .info: self = .cyan
      case .warning: self = .yellow
      case .error: self = .red
      case .critical: self = .boldRed
      }
    }
  }
}

extension Table.Ink {
  /// Text in this ink; as it is where there are no colors.
  func paint(_ text: String, _ isColored: Bool) -> String {
    isColored ? "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" : text
  }
}

extension String {
  /// The text with `?` for every control character, C0, DEL and C1.
  var printable: String {
    var shown = ""
    for scalar in unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
      shown.unicodeScalars.append(isControl ? "?" : scalar)
    }
    return shown
  }

  func padded(to width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - count))
    return left ? space + self : self + space
  }

  /// The text, or its beginning and an ellipsis, in at most `room` characters; `nil` for all the room there is.
  func cut(to room: Int?) -> String {
    guard let room, count > room else { return self }
    return String(prefix(max(0, room - 1))) + "\u{2026}"
  }
}

extension Double {
  /// The number with so many decimals, or with no more than it needs; as it is described where it is too large for that.
  func text(decimals: Int, padded: Bool) -> String {
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    guard let scaled = Int(exactly: (self * Double(scale)).rounded()) else { return "\(self)" }
    let (whole, part) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    var digits = decimals > 0 ? String(part) : ""
    digits = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
    if !padded { while digits.last == "0" { digits.removeLast() } }
    return (scaled < 0 ? "-" : "") + String(whole) + (digits.isEmpty ? "" : "." + digits)
  }
}
