public import Uncanny

/// What came of a run as JUnit's XML, which servers of continuous integration show: a test suite for each input, in it a
/// test case for each detector.
///
/// A detector fails with events of at least the severity that was asked for; lesser ones are told beside. One that could
/// not decide is skipped, with the reason. An input that did not come to its end has one case more, which is an error.
public struct JUnit: Sendable {
  /// In the order in which they were looked at.
  public let inputs: [Inspected]
  /// From which severity on an event is a failure; `nil` for none.
  public let threshold: Severity?

  /// - Parameters:
  ///   - inputs: in the order in which they were looked at.
  ///   - threshold: from which severity on an event is a failure; `nil` for none.
  public init(_ inputs: [Inspected], failingOn threshold: Severity?) {
    self.inputs = inputs
    self.threshold = threshold
  }

  /// The whole document; ends with a line break.
  public var text: String {
    let suites = inputs.map { suite($0) }
    return XMLElement("testsuites", counts(suites.flatMap { $0.children }, ["name": "uncanny"]), suites).document()
  }

  private func suite(_ input: Inspected) -> XMLElement {
    var cases =
      input.report.map { report in
        report.checks.map { check in
          XMLElement(
            "testcase", ["classname": input.name, "name": check.detector],
            outcome(of: check, report.events.filter { $0.detector == check.detector }))
        }
      } ?? []
    if let failure = input.failure {
      let error = XMLElement("error", ["message": failure, "type": input.report == nil ? "unreadable" : "broken"])
      cases.append(XMLElement("testcase", ["classname": input.name, "name": "input"], [error]))
    }
    let seconds = input.report?.performance.wallSeconds.text(decimals: 3, padded: true)
    return XMLElement("testsuite", counts(cases, ["name": input.name, "time": seconds]), cases)
  }

  private func outcome(of check: Wire.Check, _ events: [Wire.Event]) -> [XMLElement] {
    if events.isEmpty, check.isOpen {
      return [XMLElement("skipped", ["message": "\(check.verdict.rawValue): \(check.why ?? "no reason given")"])]
    }
    let failing = threshold.map { threshold in events.filter { $0.severity.severity >= threshold } } ?? []
    let lesser = events.filter { !failing.contains($0) }
    var told: [XMLElement] = []
    if let worst = failing.max(by: { $0.severity.severity < $1.severity.severity }) {
      let others = failing.count > 1 ? " (and \((failing.count - 1).text("other")))" : ""
      told.append(
        XMLElement("failure", ["message": worst.message + others, "type": worst.fault], text: Self.lines(failing)))
    }
    if !lesser.isEmpty { told.append(XMLElement("system-out", text: Self.lines(lesser))) }
    return told
  }

  private static func lines(_ events: [Wire.Event]) -> String {
    events.map { event in
      "\(Table.clock(event.start)) frames \(event.frameText) \(event.severity.rawValue) \(event.fault): \(event.message)"
    }.joined(separator: "\n")
  }

  private func counts(
    _ cases: [XMLElement], _ attributes: KeyValuePairs<String, String?>
  ) -> [(String, String?)] {
    func count(_ name: String) -> String { "\(cases.count { $0.children.contains { $0.name == name } })" }
    return attributes.map { ($0.key, $0.value) } + [
      ("tests", "\(cases.count)"), ("failures", count("failure")), ("errors", count("error")),
      ("skipped", count("skipped")),
    ]
  }
}
