import Uncanny

/// All events, the worst first: each on a card, and where there are very many, the rest as a table.
struct EventList: Sendable {
  var report: Wire.Report
  var album: PictureAlbum
  var curves: Curves
  var catalog: Catalog

  /// So many cards; what is beyond stands in a table.
  private static let mostCards = 150

  var markup: Markup {
    element("section", ["id": "events", "aria-labelledby": "events-title"]) {
      element("h2", ["id": "events-title"]) { "Events" }
      if report.events.isEmpty {
        element("p") { "None: every check that could decide found nothing." }
      } else {
        filter
        groups
      }
    }
  }

  private var present: [(severity: Wire.Severity, events: [Wire.Event])] {
    Wire.Severity.ranked.compactMap { severity in
      let events = report.events.filter { $0.severity == severity }
      return events.isEmpty ? nil : (severity, events)
    }
  }

  private var filter: Markup? {
    guard present.count > 1 else { return nil }
    return element("fieldset", ["class": "tools", "hidden": "hidden"]) {
      element("legend") { "Show" }
      present.map { severity, events in
        element("label") {
          element("input", ["type": "checkbox", "checked": "checked", "data-shows": severity.rawValue])
          " \(severity.count(events.count))"
        }
      }
    }
  }

  private var groups: [Markup] {
    var room = Self.mostCards
    return present.map { severity, events in
      let cards = events.prefix(room)
      room -= cards.count
      return element("div", ["class": "group", "data-group": severity.rawValue]) {
        element("h3") { "\(severity.heading) (\(events.count))" }
        cards.map {
          EventCard(event: $0, report: report, album: album, curves: curves, catalog: catalog).markup
        }
        if cards.count < events.count { table(events.dropFirst(cards.count)) }
      }
    }
  }

  private func table(_ events: ArraySlice<Wire.Event>) -> Markup {
    element("div", ["class": "wide", "tabindex": "0", "role": "group", "aria-label": "More events"]) {
      element("table") {
        element("thead") {
          element("tr") {
            ["time", "frames", "fault", "score", "what"].map { title in element("th", ["scope": "col"]) { title } }
          }
        }
        element("tbody") {
          events.map { event in
            element("tr", ["id": "event-\(event.id)"]) {
              element("td") { Table.clock(event.start) }
              element("td") { event.frameText }
              element("td") { event.fault }
              element("td") { event.score.text(decimals: 2, padded: true) }
              element("td") { event.message }
            }
          }
        }
      }
    }
  }
}
