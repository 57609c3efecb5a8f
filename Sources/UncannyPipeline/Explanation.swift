internal import Foundation
internal import GStreamer
internal import UncannyReport

/// What GStreamer says, in one line for a person.
enum Explanation {
  /// - Parameter input: shown in front, without credentials; `nil` for the bare reason.
  static func of(_ error: GStreamerError, about input: String?) -> String {
    // each names another packet
    if error.isContinuityError { return of(GStreamerError(message: "packets of the stream are missing"), about: input) }
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

extension GStreamerError {
  /// Whether a demultiplexer of transport streams says that packets are missing: GStreamer 1.22 to 1.28 word it so, and tell it
  /// in no other way.
  var isContinuityError: Bool { message.hasPrefix("CONTINUITY: Mismatch") }
}
