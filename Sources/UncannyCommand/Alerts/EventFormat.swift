internal import ArgumentParser
internal import UncannyReport

/// How stored events are written.
enum EventFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people: a line each, times by the local clock.
  case lines
  /// `uncanny.stored-event/1`, a line each.
  case json
  /// Comma-separated values.
  case csv

  /// What stands before the first.
  var head: String {
    self == .csv ? "began,ended,seconds,severity,fault,source,score,message,interrupted,run,id\n" : ""
  }

  func line(_ stored: Wire.StoredEvent) -> String {
    let event = stored.event
    let seconds = event.end.map { $0 - event.start }
    switch self {
    case .json: return ((try? JSONText.line(stored)) ?? "{}") + "\n"
    case .csv:
      let cells: [String] = [
        stored.began, stored.ended ?? "", seconds.map { Self.rounded($0) } ?? "", event.severity.rawValue, event.fault,
        event.source ?? "", "\(event.score)", event.message, stored.interrupted ? "yes" : "no", stored.run, event.id,
      ]
      return cells.map { Self.quoted($0) }.joined(separator: ",") + "\n"
    case .lines:
      let state = stored.interrupted ? "cut off" : seconds.map { "\(Self.rounded($0)) s" } ?? "lasts"
      let columns: [(String, Int)] = [
        (LocalTime.text(stored.began), 19), (state, 9), (event.severity.rawValue, 8), (event.fault, 15),
        (event.source ?? "", 0),
      ]
      return columns.map { text, width in text + String(repeating: " ", count: max(0, width - text.count)) }
        .joined(separator: "  ") + "  " + event.message + "\n"
    }
  }

  private static func rounded(_ seconds: Double) -> String { "\((seconds * 100).rounded() / 100)" }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.contains { ",\"\n\r".contains($0) }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
