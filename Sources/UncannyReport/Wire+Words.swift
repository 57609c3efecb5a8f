extension Wire.Report {
  /// How many events there are, and of which severities: `7 events (1 error, 6 info)`.
  var eventCount: String {
    let counts = Wire.Severity.allCases.reversed().compactMap { severity in
      let number = events.count { $0.severity == severity }
      return number > 0 ? "\(number) \(severity.rawValue)" : nil
    }
    return events.count.text("event") + (counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))")
  }

  /// What could not be told, detectors with the same reason together.
  var openChecks: [(verdict: Wire.Check.Verdict, detectors: [String], why: String?)] {
    var open: [(verdict: Wire.Check.Verdict, detectors: [String], why: String?)] = []
    for check in checks where check.isOpen {
      if let same = open.firstIndex(where: { $0.verdict == check.verdict && $0.why == check.why }) {
        open[same].detectors.append(check.detector)
      } else {
        open.append((check.verdict, [check.detector], check.why))
      }
    }
    return open
  }
}

extension Wire.Check {
  /// Whether nothing was decided.
  var isOpen: Bool { verdict == .undecided || verdict == .skipped }
}

extension Wire.Event {
  /// Its frames from the first to the last one concerned: `44-63`, `45`, or `44-` while it lasts.
  var frameText: String {
    guard let endFrame else { return "\(startFrame)-" }
    return endFrame - 1 > startFrame ? "\(startFrame)-\(endFrame - 1)" : "\(startFrame)"
  }
}

extension Int {
  /// The number and what is counted: `1 event`, `2 events`.
  func text(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
