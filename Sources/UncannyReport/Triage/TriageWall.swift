/// The clips of a triage as one page that plays them: `wall.html`.
///
/// It stands beside the lists of a triage, and shows the clips from where they are; nothing else is asked for. The clips
/// are data in the page, of which the script shows as many as there is room for, so that a hundred thousand are no burden.
///
/// Thread: any.
public struct TriageWall: Sendable {
  /// By rank.
  public let rows: [TriageRow]
  /// What leads from the page to each clip: a path with `/` between its parts, not encoded.
  public let places: [String]

  /// - Parameter places: as many as rows.
  public init(_ rows: [TriageRow], places: [String]) {
    self.rows = rows
    self.places = places
  }

  /// The whole page; ends with a line break.
  ///
  /// - Throws: only for numbers that JSON cannot hold; no row has one.
  public func text() throws -> String {
    let clips = try JSONText.line(zip(rows, places).map { Clip($0, at: $1) })
    return HTMLPage(
      title: "\(rows.count.text("clip")) \u{2013} uncanny triage", style: wallStyle, script: wallScript,
      sources: "media-src 'self' file:"
    ).text {
      element("header") {
        element("h1") { rows.count.text("clip") }
        tools
      }
      element("main") {
        element("p", ["id": "count", "aria-live": "polite"]) { "This page needs its script to show the clips." }
        element("ol", ["id": "wall"])
        element("p", ["id": "end"])
      }
      element("script", ["id": "clips", "type": "application/json"]) { .data(clips) }
    }
  }

  private var tools: Markup {
    element("form", ["id": "tools", "role": "search"]) {
      TriageJudgement.Verdict.allCases.map { verdict in
        element("label", ["class": verdict.rawValue]) {
          element("input", ["type": "checkbox", "name": "verdict", "value": verdict.rawValue, "checked": "checked"])
          " \(verdict.rawValue) "
          element("b") { "\(rows.count { $0.verdict == verdict })" }
        }
      }
      element("label") {
        element("input", ["type": "checkbox", "name": "best"])
        " only the best of those that show the same"
      }
      element("label", ["class": "find"]) {
        "Find "
        element("input", ["type": "search", "name": "find", "placeholder": "path, fault or reason"])
      }
    }
  }

  /// What the script needs of a row, by short names.
  private struct Clip: Encodable {
    var n: Int
    var p: String
    var u: String
    var v: String
    var s: Double
    var r: String
    var t: Double?
    var f: Int?
    var g: Int?
    var b: Bool?
    var a: [String]

    init(_ row: TriageRow, at place: String) {
      (n, p, u, v, s, r) = (row.rank, row.path, place, row.verdict.rawValue, row.points, row.reason)
      (t, f, g, b) = (row.time, row.frame, row.group, row.isBest)
      a = row.parts.map { "\($0.name) \($0.points.text(decimals: 2, padded: true))" }
    }
  }
}
