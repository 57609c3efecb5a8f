internal import Foundation
internal import UncannyPipeline
internal import UncannyReport

/// What is written and answered when a session is over.
enum Closing {
  /// Writes the reports and the listings that were asked for.
  ///
  /// - Parameter others: what is written to beside report and events.
  /// - Returns: the exit status; `nil` for 0.
  /// - Throws: `WriteError`.
  static func write(
    _ run: Session.Run, _ record: RecordOptions, beside others: [(option: String, path: String?)] = []
  ) throws -> ExitStatus? {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    for report in run.reports where record.isListing(beside: others) {
      Words.put(Table(report, width: isTerminal ? Terminal.width : nil, isColored: isTerminal).text)
    }
    if let failure = run.failure { Words.say("uncanny: \(failure)") }
    if let path = record.report {
      for (place, report) in zip(run.places, run.reports) {
        let text = try JSONText.document(report)
        if path == "-" {
          Words.put(text)
        } else {
          try WholeFile.write(text, to: run.reports.count == 1 ? path : self.path(path, for: place))
        }
      }
    }
    if let failure = run.failure { return ExitStatus(failure) }
    if let severity = record.failOn.severity, run.reports.contains(where: { $0.reaches(severity) }) { return .findings }
    return nil
  }

  /// Writes the markers too.
  ///
  /// - Throws: `WriteError`; `TimecodeError` when there is no timecode as was asked for.
  static func write(
    _ run: Session.Run, _ record: RecordOptions, _ markers: MarkerOptions, of input: Input,
    beside others: [(option: String, path: String?)]
  ) throws -> ExitStatus? {
    let status = try write(run, record, beside: others)
    for report in run.reports { try markers.write(report, of: input) }
    return status
  }

  /// Where several places report, each has a file: `report.json` becomes `report-NAME.json`.
  private static func path(_ path: String, for place: String) -> String {
    let url = URL(fileURLWithPath: path)
    return url.deletingPathExtension().path + "-\(place)." + (url.pathExtension.isEmpty ? "json" : url.pathExtension)
  }
}

enum Terminal {
  /// Cells of a line, by the environment; 100 when it does not say.
  static var width: Int { ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 100 }
}
