import Uncanny

/// What could not be decided and why, and what each check came to.
struct CheckTable: Sendable {
  var report: Wire.Report
  var catalog: Catalog

  var markup: Markup {
    element("section", ["id": "checks", "aria-labelledby": "checks-title"]) {
      element("h2", ["id": "checks-title"]) { "Checks" }
      open
      if !report.checks.isEmpty { all }
    }
  }

  @MarkupBuilder private var open: Markup {
    let open = report.openChecks
    if open.isEmpty {
      element("p") { report.checks.isEmpty ? "No check has run." : "Every check could decide, and none was skipped." }
    } else {
      element("dl", ["class": "undecided"]) {
        open.map { group in
          element("div") {
            element("dt") {
              element("span", ["class": "badge open"]) { group.verdict.word }
              " \(group.detectors.joined(separator: ", "))"
            }
            element("dd") { group.why?.capitalizedFirst ?? "No reason is known" }
          }
        }
      }
    }
  }

  private var all: Markup {
    element("details") {
      element("summary") { "All \(report.checks.count.text("check")), and what they measured" }
      element("div", ["class": "wide", "tabindex": "0", "role": "group", "aria-label": "All checks"]) {
        element("table") {
          element("thead") {
            element("tr") {
              ["check", "verdict", "worst score", "measured"].map { title in element("th", ["scope": "col"]) { title } }
            }
          }
          element("tbody") { report.checks.map { row($0) } }
        }
      }
    }
  }

  private func row(_ check: Wire.Check) -> Markup {
    element("tr") {
      element("th", ["scope": "row"]) {
        check.detector
        if let card = catalog[check.detector]?.card { element("span") { card.title } }
      }
      element("td") { check.verdict.word }
      element("td") { check.score.map { $0.text(decimals: 2, padded: true) } ?? "" }
      element("td", ["class": "measured"]) {
        check.values.sorted { $0.key < $1.key }.map { key, value in
          element("span") { "\(key.replacing("_", with: " ")) \(value.brief)" }
        }
      }
    }
  }
}
