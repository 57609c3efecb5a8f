/// A report as a listing for a terminal.
///
///     clip.mp4  1920x1080  25 fps  00:00:12.345  308 frames
///     4 shots
///     time          frames   severity  fault      score  message
///     00:00:04.800  120-149  error     freeze      0.93  the picture stands still for 1.2 s
///     verdict: fail - 1 event (1 error)
///     undecided: banding - too much grain to tell
///
/// Frames are given from the first to the last one concerned, as an editor counts them. Control characters in names and
/// messages are shown as `?`, so that no file can write on the terminal. A character is taken to be one cell wide.
public struct Table: Sendable {
  /// What is listed.
  public let report: Wire.Report
  /// The cells of the terminal's line, to which messages are cut; `nil` for no cutting. A message keeps at least eight.
  public var width: Int?
  /// Whether severities and the verdict are colored by ANSI escapes.
  public var isColored: Bool

  /// - Parameter width: cells of a line; `nil` for no cutting.
  public init(_ report: Wire.Report, width: Int? = nil, isColored: Bool = false) {
    self.report = report
    self.width = width
    self.isColored = isColored
  }

  /// The listing; ends with a line break.
  public var text: String {
    ([header, report.shots.count.text("shot")] + rows + [verdict] + open).map { $0 + "\n" }.joined()
  }

  private var header: String {
    let media = report.media
    let hasPicture = media.width > 0
    var parts = [media.uri.printable, hasPicture ? "\(media.width)x\(media.height)" : "no picture"]
    if let rate = media.frameRate { parts.append("\(rate.text(decimals: 3, padded: false)) fps") }
    if let duration = media.duration { parts.append(Self.clock(duration)) }
    if hasPicture { parts.append(media.frames.text("frame")) }
    if media.complete == false { parts.append("incomplete") }
    return paint(parts.joined(separator: "  "), .bold)
  }

  private var rows: [String] {
    guard !report.events.isEmpty else { return [] }
    let cells = report.events.map { event in
      [
        Self.clock(event.start), event.frameText, event.severity.rawValue, event.fault.printable,
        event.score.text(decimals: 2, padded: true),
      ]
    }
    let titles = ["time", "frames", "severity", "fault", "score"]
    let widths = titles.indices.map { column in cells.reduce(titles[column].count) { max($0, $1[column].count) } }
    let room = width.map { max(8, $0 - widths.reduce(0) { $0 + $1 + 2 }) }
    let head = zip(titles, widths).map { $0.padded(to: $1) } + ["message"]
    return [paint(head.joined(separator: "  "), .dim)]
      + zip(report.events, cells).map { event, cells in
        let padded = cells.indices.map { column in
          let cell = cells[column].padded(to: widths[column], left: column == 4)
          return column == 2 ? paint(cell, Ink(event.severity)) : cell
        }
        return (padded + [event.message.printable.cut(to: room)]).joined(separator: "  ")
      }
  }

  private var verdict: String {
    let ink: Ink =
      switch report.verdict {
      case .pass: .green
      case .warn: .yellow
      case .fail: .red
      }
    return "verdict: \(paint(report.verdict.rawValue, ink)) - \(report.eventCount)"
  }

  /// What could not be told, and why.
  private var open: [String] {
    report.openChecks.map { open in
      "\(open.verdict.rawValue): \(open.detectors.joined(separator: ", ").printable)"
        + (open.why.map { " - \($0.printable)" } ?? "")
    }
  }

  private func paint(_ text: String, _ ink: Ink) -> String {
    isColored ? "\u{1b}[\(ink.rawValue)m\(text)\u{1b}[0m" : text
  }

  /// A time as `hh:mm:ss.mmm`, rounded to the millisecond; hours go on beyond 99.
  ///
  /// - Parameter seconds: not negative; a time that is no number is shown as 0.
  public static func clock(_ seconds: Double) -> String {
    let total = Int(exactly: (seconds * 1000).rounded()).map { max(0, $0) } ?? 0
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let parts = [total / 3_600_000, total / 60_000 % 60, total / 1000 % 60].map { digits($0, 2) }
    return parts.joined(separator: ":") + "." + digits(total % 1000, 3)
  }
}
