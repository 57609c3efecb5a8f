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

  private var header: String { Ink.bold.paint(report.media.listed, isColored) }

  private var rows: [String] {
    guard !report.events.isEmpty else { return [] }
    let columns = Columns(
      titles: ["time", "frames", "severity", "fault", "score"], messageTitle: "message", right: [4], inked: 2,
      width: width, isColored: isColored)
    return columns.texts(
      of: report.events.map { event in
        Columns.Line(
          cells: [
            Self.clock(event.start), event.frameText, event.severity.rawValue, event.fault.printable,
            event.score.text(decimals: 2, padded: true),
          ], ink: Ink(event.severity), message: event.message)
      })
  }

  private var verdict: String {
    let ink: Ink =
      switch report.verdict {
      case .pass: .green
      case .warn: .yellow
      case .fail: .red
      }
    return "verdict: \(ink.paint(report.verdict.rawValue, isColored)) - \(report.eventCount)"
  }

  /// What could not be told, and why.
  private var open: [String] {
    report.openChecks.map { open in
      "\(open.verdict.rawValue): \(open.detectors.joined(separator: ", ").printable)"
        + (open.why.map { " - \($0.printable)" } ?? "")
    }
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
