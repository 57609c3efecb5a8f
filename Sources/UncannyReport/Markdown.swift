/// What came of a run for a pull request or a chat, in GitHub's dialect of Markdown.
///
///     **fail** `ad.mp4`: 2 events (1 error, 1 warning)
///
///     | time | frames | severity | fault | score | message |
///     |---|---|---|---|---|---|
///     | 00:00:01.833 | 44-63 | warning | freeze | 1.00 | picture stopped moving for 0.83 s |
///
///     - skipped: silence, loudness - the input has no sound
///
/// Names of files stand in code spans, where nothing of them is markup, a link or somebody's name; all else is escaped.
public struct Markdown: Sendable {
  /// In the order in which they were looked at.
  public let inputs: [Inspected]

  /// - Parameter inputs: in the order in which they were looked at.
  public init(_ inputs: [Inspected]) { self.inputs = inputs }

  /// The whole text; ends with a line break.
  public var text: String { inputs.map { Self.section($0).joined(separator: "\n\n") + "\n" }.joined(separator: "\n") }

  private static func section(_ input: Inspected) -> [String] {
    let name = code(input.name)
    let failure = input.failure.map { "**not looked at to the end:** \(escaped($0))" }
    guard let report = input.report else { return ["**unreadable** \(name)"] + [failure].compactMap { $0 } }
    let head = "**\(report.verdict.rawValue)** \(name): \(report.eventCount)"
    let open = report.openChecks.map { open in
      "- \(open.verdict.rawValue): \(escaped(open.detectors.joined(separator: ", ")))"
        + (open.why.map { " - \(escaped($0))" } ?? "")
    }.joined(separator: "\n")
    return [head, failure, table(report.events), open.isEmpty ? nil : open].compactMap { $0 }
  }

  private static func table(_ events: [Wire.Event]) -> String? {
    guard !events.isEmpty else { return nil }
    let head = ["| time | frames | severity | fault | score | message |", "|---|---|---|---|---|---|"]
    let rows = events.map { event in
      let cells = [
        Table.clock(event.start), event.frameText, event.severity.rawValue, escaped(event.fault),
        event.score.text(decimals: 2, padded: true), escaped(event.message),
      ]
      return "| \(cells.joined(separator: " | ")) |"
    }
    return (head + rows).joined(separator: "\n")
  }

  /// A code span, fenced by more backticks than stand together within.
  private static func code(_ text: String) -> String {
    let line = text.oneLine
    guard line.contains("`") else { return "`\(line)`" }
    let longest = line.split(whereSeparator: { $0 != "`" }).map { (run: Substring) in run.count }.max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(line) \(fence)"
  }

  /// Text in which nothing is markup: every sign that could be has a backslash before it, or is an entity.
  private static func escaped(_ text: String) -> String {
    var shown = ""
    for character in text.oneLine {
      switch character {
      case "&": shown += "&amp;"
      case "<": shown += "&lt;"
      case ">": shown += "&gt;"
      // a word of a name that would call somebody, or link an issue
      case "@": shown += "&#64;"
      case "#": shown += "&#35;"
      case "\\", "`", "*", "_", "[", "]", "|", "~": shown += "\\\(character)"
      default: shown.append(character)
      }
    }
    return shown
  }
}
