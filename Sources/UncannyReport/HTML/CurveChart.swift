internal import Uncanny

/// A curve as an SVG: a band between the least and the greatest, the mean as a line, boundaries of shots behind.
struct CurveChart: Sendable, Equatable {
  var curve: Course
  var scale: TimeScale
  /// What the bottom and the top stand for.
  var range: ClosedRange<Float>
  /// The beginnings of shots, in seconds.
  var boundaries: [Double] = []
  /// A line across, such as a threshold; `nil` for none.
  var limit: Float?
  /// What is shown, in seconds; `nil` for all.
  var window: ClosedRange<Double>?
  /// What is set off, in seconds.
  var stretch: ClosedRange<Double>?

  /// So many points are drawn at most: more than a page is wide, fewer than make it heavy.
  static let mostPoints = 600
  private static let width = 1000.0
  private static let height = 100.0

  /// The drawing, to be laid over the whole of what it stands in.
  var markup: Markup {
    element(
      "svg",
      [
        "class": "curve", "viewBox": "0 0 1000 100", "preserveAspectRatio": "none", "width": "100%", "height": "100%",
      ]
    ) {
      if let stretch {
        element(
          "rect",
          [
            "class": "stretch", "x": text(x(stretch.lowerBound)), "y": "0", "height": "100",
            "width": text(max(2, x(stretch.upperBound) - x(stretch.lowerBound))),
          ])
      }
      if !boundaries.isEmpty {
        element("path", ["class": "boundary", "d": boundaries.map { "M\(text(x($0))) 0V100" }.joined()])
      }
      if let limit { element("path", ["class": "limit", "d": "M0 \(text(y(limit)))H1000"]) }
      element("path", ["class": "band", "d": band])
      element("path", ["class": "line", "d": line])
    }
  }

  private func x(_ seconds: Double) -> Double {
    guard let window else { return scale.share(seconds) * Self.width }
    let share = (seconds - window.lowerBound) / max(1e-9, window.upperBound - window.lowerBound)
    return min(1, max(0, share)) * Self.width
  }

  private func y(_ value: Float) -> Double {
    let share = Double((value - range.lowerBound) / max(.leastNormalMagnitude, range.upperBound - range.lowerBound))
    return (1 - min(1, max(0, share.isFinite ? share : 0))) * Self.height
  }

  private func text(_ number: Double) -> String { number.text(decimals: 1, padded: false) }

  /// Where points stand, those that lie together taken together; parted where nothing was known for longer.
  private var runs: [[(x: Double, point: Course.Point)]] {
    let interval = curve.interval.seconds
    var shown = curve.points.indices
    if let window {
      let first = Int(exactly: (window.lowerBound / interval).rounded(.down)) ?? 0
      let last = Int(exactly: (window.upperBound / interval).rounded(.up)) ?? 0
      shown = min(max(0, first), shown.upperBound)..<min(max(0, first, last + 1), shown.upperBound)
    }
    let group = max(1, (shown.count + Self.mostPoints - 1) / Self.mostPoints)
    var runs: [[(x: Double, point: Course.Point)]] = []
    var last = Int.min
    for start in stride(from: shown.lowerBound, to: shown.upperBound, by: group) {
      let known = curve.points[start..<min(shown.upperBound, start + group)].compactMap { $0 }
      guard var point = known.first else { continue }
      for other in known.dropFirst() { point.take(other) }
      if last == .min || start - last > max(3 * group, 12) { runs.append([]) }
      last = start
      runs[runs.count - 1].append((x((Double(start) + Double(group) / 2) * interval), point))
    }
    return runs
  }

  private var line: String { runs.map { path($0.map { ($0.x, y($0.point.mean)) }, "M") }.joined() }

  private var band: String {
    runs.map { run in
      path(run.map { ($0.x, y($0.point.most)) }, "M") + path(run.reversed().map { ($0.x, y($0.point.least)) }, "L")
        + "Z"
    }.joined()
  }

  private func path(_ points: [(x: Double, y: Double)], _ first: String) -> String {
    // a single point is drawn as a short dash
    let points = points.count == 1 && first == "M" ? [points[0], (points[0].x + 2, points[0].y)] : points
    return points.enumerated().map { ($0.offset == 0 ? first : "L") + "\(text($0.element.x)) \(text($0.element.y))" }
      .joined()
  }
}
