/// The shots: one picture of each, and what they look like in numbers.
struct ShotStrip: Sendable {
  var report: Wire.Report
  var album: PictureAlbum

  /// More shots than this are shown smaller.
  private static let few = 40

  var markup: Markup? {
    guard !report.shots.isEmpty else { return nil }
    return element("section", ["id": "shots", "aria-labelledby": "shots-title"]) {
      element("h2", ["id": "shots-title"]) { "Shots" }
      element("ol", ["class": report.shots.count > Self.few ? "strip dense" : "strip"]) {
        report.shots.map { shot($0) }
      }
      looks
    }
  }

  private func shot(_ shot: Wire.Shot) -> Markup {
    let events = report.events.filter { $0.shot == shot.index && $0.family != .audio }
    let worst = events.map { $0.severity }.max { $0.severity < $1.severity }
    let length = (shot.end - shot.start).text(decimals: 2, padded: false)
    return element("li", ["id": "shot-\(shot.index)", "class": worst.map { "shot \($0.rawValue)" } ?? "shot"]) {
      if let address = album[shot.keyWish] {
        element(
          "img",
          [
            "src": address, "alt": "Shot \(shot.index + 1): frame \(shot.keyWish.frame)", "loading": "lazy",
            "decoding": "async",
          ])
      } else {
        element("div", ["class": "blank"]) { "no picture" }
      }
      element("p") {
        element("b") { "\(shot.index + 1)" }
        " \(Table.clock(shot.start))"
        element("span") { "\(length) s, \(shot.entry)" }
        if let worst, let first = events.first(where: { $0.severity == worst }) {
          element("a", ["href": "#event-\(first.id)", "class": worst.rawValue]) { events.count.text("event") }
        }
      }
    }
  }

  /// The looks as a table, where they were measured.
  private var looks: Markup? {
    let known = report.shots.filter { $0.look?.isEmpty == false }
    guard !known.isEmpty else { return nil }
    return element("details") {
      element("summary") { "The look of each shot in numbers" }
      element("div", ["class": "wide", "tabindex": "0", "role": "group", "aria-label": "The look of each shot"]) {
        element("table", ["class": "numbers"]) {
          element("thead") {
            element("tr") {
              element("th", ["scope": "col"]) { "shot" }
              LookFigure.all.map { figure in
                element("th", ["scope": "col"]) {
                  figure.title
                  if !figure.unit.isEmpty { element("span") { figure.unit } }
                }
              }
            }
          }
          element("tbody") {
            known.map { shot in
              element("tr") {
                element("th", ["scope": "row"]) { "\(shot.index + 1)" }
                LookFigure.all.map { figure in
                  element("td") { shot.look?[figure.key].map { $0.signed(decimals: figure.decimals) } ?? "" }
                }
              }
            }
          }
        }
      }
    }
  }
}
