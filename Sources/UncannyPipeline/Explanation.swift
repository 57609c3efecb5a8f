internal import Foundation
internal import GStreamer
internal import UncannyReport

/// What GStreamer says, in one line for a person.
enum Explanation {
  /// - Parameter input: shown in front, without credentials; `nil` for the bare reason.
  static func of(_ error: GStreamerError, about input: String?) -> String {
    var text = error.message.split(whereSeparator: \.isNewline).joined(separator: " ")
    // a value may be a password
    if let value = text.range(of: " to \"", options: .backwards), text.contains("property") {
      text = String(text[..<value.lowerBound])
    }
    while text.hasSuffix(".") { text.removeLast() }
    if let first = text.first, text.dropFirst().first?.isLowercase == true {
      text = first.lowercased() + text.dropFirst()
    }
    return input.map { "\(Location.displayed($0)): \(text)" } ?? text
  }
}
