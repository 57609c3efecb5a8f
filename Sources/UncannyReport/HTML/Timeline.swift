internal import Uncanny

/// Everything over time, one lane under the other on one scale: shots, events by family, scores, what was measured.
struct Timeline: Sendable {
  var report: Wire.Report
  var curves: Curves
  var catalog: Catalog
  let scale: TimeScale

  init(_ report: Wire.Report, _ curves: Curves, _ catalog: Catalog) {
    self.report = report
    self.curves = curves
    self.catalog = catalog
    let ends = report.shots.map { $0.end } + report.events.compactMap { $0.end }
    scale = TimeScale(length: report.media.duration ?? ends.max() ?? 0)
  }

  /// A detector whose score never went beyond this is not drawn.
  private static let quiet: Float = 0.2

  var markup: Markup {
    element("section", ["id": "timeline", "aria-labelledby": "timeline-title"]) {
      element("h2", ["id": "timeline-title"]) { "Timeline" }
      loudness
      if curves == Curves() {
        element("p", ["class": "quiet"]) {
          "No figures were kept in this run: there are no curves of what was measured."
        }
      }
      toolbar
      element(
        "div",
        [
          "class": "scroll", "tabindex": "0", "role": "group",
          "aria-label": "Timeline; scrolls sideways when zoomed in",
        ]
      ) {
        element("div", ["class": "track", "data-zoom": "1", "data-rank": "0", "data-length": "\(scale.length)"]) {
          ruler
          shots
          Wire.Family.allCases.compactMap { events(of: $0) }
          Chart.all.compactMap { chart($0) }
          looks
          scores
          element("div", ["class": "cursor", "hidden": "hidden", "aria-hidden": "true"], {})
        }
      }
    }
  }

  private var toolbar: Markup {
    element("div", ["class": "tools", "hidden": "hidden", "role": "toolbar", "aria-label": "Zoom of the timeline"]) {
      element("button", ["type": "button", "data-step": "-1"]) { "Zoom out" }
      element("button", ["type": "button", "data-step": "1"]) { "Zoom in" }
      element("button", ["type": "button", "data-step": "0"]) { "All" }
    }
  }

  private var loudness: Markup? {
    guard let values = report.checks.first(where: { $0.detector == "loudness" })?.values else { return nil }
    func say(_ key: String, _ name: String, _ unit: String) -> String? {
      values[key].map { "\(name) \($0.signed(decimals: 1)) \(unit)" }
    }
    let parts = [
      say("integrated", "integrated", "LUFS"), say("range", "range", "LU"),
      say("highest_momentary", "highest momentary", "LUFS"), say("highest_short-term", "highest short-term", "LUFS"),
      say("true_peak", "true peak", "dBTP"),
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return element("p", ["class": "quiet"]) { "Loudness: \(parts.joined(separator: ", "))." }
  }

  private var ruler: Markup {
    element("svg", ["class": "ruler", "width": "100%", "height": "28", "aria-hidden": "true"]) {
      scale.ticks.map { tick in
        element("g", ["class": "r\(tick.rank)"]) {
          element(
            "line",
            ["x1": scale.place(tick.seconds), "x2": scale.place(tick.seconds), "y1": "18", "y2": "28"])
          element(
            "text",
            [
              "x": scale.place(tick.seconds), "y": "13", "dx": tick.seconds == 0 ? "0" : nil,
              "text-anchor": tick.seconds == 0 ? "start" : scale.share(tick.seconds) > 0.97 ? "end" : "middle",
            ]
          ) { TimeScale.label(tick.seconds) }
        }
      }
    }
  }

  private var shots: Markup? {
    guard !report.shots.isEmpty else { return nil }
    return lane("Shots", note: "\(report.shots.count)", height: 30, says: report.shots.count.text("shot")) {
      report.shots.map { shot in
        element("a", ["href": "#shot-\(shot.index)"]) {
          element("title") { "shot \(shot.index + 1), \(Table.clock(shot.start)), \(shot.entry)" }
          element(
            "rect",
            [
              "class": shot.index % 2 == 0 ? "shot" : "shot odd", "x": scale.place(shot.start), "y": "2",
              "height": "26",
              "width": scale.width(from: shot.start, to: shot.end),
            ])
          if scale.share(shot.end) - scale.share(shot.start) > 0.012 {
            element("text", ["x": scale.place(shot.start), "dx": "5", "y": "19"]) { "\(shot.index + 1)" }
          }
        }
      }
    }
  }

  /// The events of a family, those that overlap one above the other.
  private func events(of family: Wire.Family) -> Markup? {
    let events = report.events.filter { $0.family == family }
    guard !events.isEmpty else { return nil }
    var ends: [Double] = []
    let rows = events.map { event in
      let row = ends.firstIndex { $0 <= event.start } ?? (ends.count < 8 ? ends.count : 7)
      if row == ends.count { ends.append(0) }
      ends[row] = max(ends[row], event.end ?? scale.length, event.start + scale.length * 0.004)
      return row
    }
    return lane(
      "\(family.rawValue.capitalizedFirst) events", note: "\(events.count)", height: ends.count * 16 + 4,
      says: events.count.text("event")
    ) {
      zip(events, rows).map { event, row in
        element("a", ["href": "#event-\(event.id)"]) {
          element("title") { "\(Table.clock(event.start)) \(event.severity.rawValue) \(event.fault): \(event.message)" }
          element(
            "rect",
            [
              "class": "mark \(event.severity.rawValue)", "x": scale.place(event.start), "y": "\(row * 16 + 4)",
              "height": "11", "width": scale.width(from: event.start, to: event.end ?? scale.length),
            ])
        }
      }
    }
  }

  private func chart(_ chart: Chart) -> Markup? {
    guard let curve = curves.figure(chart.detector, chart.figure), let least = curve.least, let most = curve.most else {
      return nil
    }
    let range = min(least, chart.range?.lowerBound ?? least)...max(most, chart.range?.upperBound ?? most)
    let spoken = "\(Double(least).brief) to \(Double(most).brief) \(chart.unit)"
    let bounds = "drawn from \(Double(range.lowerBound).brief) to \(Double(range.upperBound).brief)"
    return lane(chart.title, note: "\(spoken), \(bounds)", height: 64, says: spoken) {
      CurveChart(curve: curve, scale: scale, range: range, boundaries: boundaries).markup
    }
  }

  private var boundaries: [Double] { report.shots.dropFirst().map { $0.start } }

  /// The look of each shot, as steps.
  private var looks: [Markup] {
    LookFigure.all.prefix(3).compactMap { figure in
      let steps = report.shots.compactMap { shot in shot.look?[figure.key].map { (shot, Float($0)) } }
      guard steps.count > 1, let least = steps.map({ $0.1 }).min(), let most = steps.map({ $0.1 }).max() else {
        return nil
      }
      let lowest = Double(least).signed(decimals: figure.decimals)
      let spoken = "\(lowest) to \(figure.text(Double(most))), shot by shot"
      let room = max(most - least, figure.least)
      let range = ((least + most - room) / 2)...((least + most + room) / 2)
      return lane("Look: \(figure.title)", note: spoken, height: 44, says: spoken) {
        StepChart(steps: steps.map { ($0.0.start, $0.0.end, $0.1) }, scale: scale, range: range).markup
      }
    }
  }

  /// What is judged shot by shot, or at the end, has no course.
  private var scores: [Markup] {
    catalog.entries.compactMap { entry in
      let id = entry.card.id
      guard entry.card.scope != .film, entry.card.scope != .program, let curve = curves.score(id),
        let most = curve.most, most > Self.quiet
      else { return nil }
      return lane(
        "Score: \(id)", note: "\(entry.card.title), at most \(Double(most).text(decimals: 2, padded: true))",
        height: 36, says: "at most \(Double(most).text(decimals: 2, padded: true))"
      ) {
        CurveChart(
          curve: curve, scale: scale, range: 0...1, boundaries: boundaries, limit: entry.card.hysteresis.enter
        ).markup
      }
    }
  }

  private func lane(
    _ title: String, note: String, height: Int, says text: String, @MarkupBuilder _ content: () -> Markup
  ) -> Markup {
    element("div", ["class": "lane"]) {
      element("p", ["class": "lane-name"]) {
        element("b") { title }
        " "
        element("span") { note }
      }
      element(
        "svg",
        ["class": "plot", "width": "100%", "height": "\(height)", "role": "group", "aria-label": "\(title): \(text)"],
        content)
    }
  }
}
