public import Uncanny

/// A report as one HTML file that needs nothing else: it opens from disk, prints, and asks no server for anything.
///
/// Everything is in it: pictures as data URIs, charts as SVG, a style sheet and a script of which the page's own policy
/// has the hashes, so that a browser runs nothing else. Without the script all is there but zoom and filters. What a
/// file says of itself is text on the page, and never markup.
///
/// Thread: any.
public struct ReportPage: Sendable {
  /// What came of the input.
  public let input: Inspected
  /// Its pictures.
  public let album: PictureAlbum
  /// What was measured over time.
  public let curves: Curves
  /// What names checks and figures.
  public let catalog: Catalog

  public init(_ input: Inspected, pictures: PictureAlbum, curves: Curves, catalog: Catalog) {
    self.input = input
    album = pictures
    self.curves = curves
    self.catalog = catalog
  }

  /// The whole page; ends with a line break.
  public var text: String {
    HTMLPage(
      title: "\(input.report?.verdict.rawValue ?? "unreadable") \u{2013} \(input.name)", style: pageStyle,
      script: pageScript, sources: "img-src data:"
    ).text {
      element("a", ["class": "skip", "href": "#content"]) { "Skip to the verdict" }
      navigation
      element("main", ["id": "content"]) {
        Masthead(input: input).markup
        if let report = input.report { parts(of: report) }
      }
    }
  }

  private var navigation: Markup {
    element("nav", ["aria-label": "Parts of the report"]) {
      element("b") { "uncanny" }
      if let report = input.report {
        element("a", ["href": "#events"]) { "Events" }
        if !report.shots.isEmpty { element("a", ["href": "#shots"]) { "Shots" } }
        element("a", ["href": "#timeline"]) { "Timeline" }
        if !report.subjects.isEmpty { element("a", ["href": "#subjects"]) { "Subjects" } }
        element("a", ["href": "#checks"]) { "Checks" }
        element("a", ["href": "#about"]) { "Settings" }
      }
    }
  }

  @MarkupBuilder private func parts(of report: Wire.Report) -> Markup {
    EventList(report: report, album: album, curves: curves, catalog: catalog).markup
    ShotStrip(report: report, album: album).markup
    if let missing { element("p", ["class": "quiet"]) { missing } }
    Timeline(report, curves, catalog).markup
    ContactSheet(subjects: report.subjects, album: album).markup
    CheckTable(report: report, catalog: catalog).markup
    Colophon(report: report).markup
  }

  /// Which pictures are not there, and why.
  private var missing: String? {
    let bounded = album.leftOut > 0 ? "\(album.leftOut.text("picture")) left out, to keep the page small" : nil
    let parts = [bounded, album.trouble].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ").capitalizedFirst + "."
  }
}
