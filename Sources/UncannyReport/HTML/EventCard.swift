import Uncanny

/// One event: what it is, in words; where and when; its pictures; the numbers behind it.
struct EventCard: Sendable {
  var event: Wire.Event
  /// That it stands in.
  var report: Wire.Report
  var album: PictureAlbum
  var curves: Curves
  var catalog: Catalog

  var markup: Markup {
    element(
      "article",
      [
        "class": "event \(event.severity.rawValue)", "id": "event-\(event.id)",
        "data-severity": event.severity.rawValue,
      ]
    ) {
      element("div", ["class": "said"]) {
        element("h4") { event.message.capitalizedFirst.unbroken }
        place
        facts
        evidence
      }
      let pictures = views
      if !pictures.isEmpty { element("div", ["class": "views"]) { pictures } }
    }
  }

  private var place: Markup {
    element("p", ["class": "place"]) {
      element("span", ["class": "badge \(event.severity.rawValue)"]) { event.severity.rawValue }
      element("span", ["class": "time"]) { Table.clock(event.start) }
      element("span") { "frames \(event.frameText)" }
      if let end = event.end, end > event.start {
        element("span") { "\((end - event.start).text(decimals: 2, padded: false)) s" }
      }
      if let shot = event.shot, event.family != .audio {
        element("a", ["href": "#shot-\(shot)"]) { "shot \(shot + 1)" }
      }
    }
  }

  private var facts: Markup {
    element("p", ["class": "facts"]) {
      element("code") { event.fault }
      if let title { " \(title)" }
      element("span", ["class": "pair"]) { "score \(event.score.text(decimals: 2, padded: true))" }
      element("span", ["class": "pair"]) { "confidence \(event.confidence.text(decimals: 2, padded: true))" }
    }
  }

  /// What the catalogue calls such a fault.
  private var title: String? {
    guard let card = catalog[event.detector]?.card else { return nil }
    return card.faults.indices.first { card.faultName($0) == event.fault }.map { card.faults[$0].title } ?? card.title
  }

  /// The numbers by their names, and how the score went.
  @MarkupBuilder private var evidence: Markup {
    let names = catalog[event.detector]?.card.evidence(of: event.fault) ?? []
    let known = names.compactMap { name in event.evidence[Wire.Event.key(name)].map { (name, $0) } }
    if !known.isEmpty {
      element("dl", ["class": "evidence"]) {
        known.map { name, number in
          element("div") {
            element("dt") { name }
            element("dd") { number.brief }
          }
        }
      }
    }
    course
    pairs
  }

  /// What was expected of each thing and what it did.
  private var pairs: Markup? {
    let charts = (event.curves ?? []).prefix(Self.mostPairs).compactMap { curve in
      PairChart(curve: curve).markup.map { (curve, $0) }
    }
    guard !charts.isEmpty else { return nil }
    let unit = catalog[event.detector]?.card.evidence(of: event.fault).first.flatMap { Self.unit(of: $0) } ?? ""
    return element("div") {
      element("div", ["class": "pairs"]) {
        charts.map { curve, chart in
          element("figure", ["class": "course"]) {
            chart
            element("figcaption") { "\(curve.number), frames \(curve.frames.first ?? 0)-\(curve.frames.last ?? 0)" }
          }
        }
      }
      element("p", ["class": "facts"]) { "expected (dashed) and measured\(unit)" }
    }
  }

  private static let mostPairs = 4

  /// What stands in brackets behind a name.
  private static func unit(of name: String) -> String? {
    name.firstIndex(of: "(").map { ", \(name[$0...].dropFirst().dropLast())" }
  }

  /// The score of its detector around it: evidence over time stands here.
  private var course: Markup? {
    guard let curve = curves.score(event.detector), let card = catalog[event.detector]?.card, card.scope != .film,
      card.scope != .program
    else { return nil }
    let end = max(event.end ?? report.media.duration ?? event.start, event.start + 0.04)
    let margin = max(1, min(10, end - event.start))
    let window = max(0, event.start - margin)...max(end, min(end + margin, report.media.duration ?? .infinity))
    return element("figure", ["class": "course"]) {
      element(
        "svg",
        [
          "width": "100%", "height": "40", "role": "img",
          "aria-label": "Score from \(Table.clock(window.lowerBound)) to \(Table.clock(window.upperBound))",
        ]
      ) {
        CurveChart(
          curve: curve, scale: TimeScale(length: window.upperBound), range: 0...1, limit: card.hysteresis.enter,
          window: window, stretch: event.start...end
        ).markup
      }
      element("figcaption") {
        "score from \(TimeScale.label(window.lowerBound)) to \(TimeScale.label(window.upperBound))"
      }
    }
  }

  private var views: [Markup] {
    event.views(in: report).compactMap { view in
      FramePicture(
        title: view.place.rawValue, frame: view.frame, address: album[view.wish],
        regions: view.regions, severity: event.severity
      ).markup
    }
  }
}
