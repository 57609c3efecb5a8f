/// Both films as bars, and ribbons from where a shot was to where it is.
struct ComparisonRibbon: Sendable {
  var comparison: Wire.Comparison

  /// Rows and their places, in units of the drawing.
  private static let (width, bar, gap) = (1000.0, 16.0, 70.0)
  private static let height = 2 * bar + gap

  var markup: Markup? {
    guard length > 0 else { return nil }
    return element(
      "svg",
      [
        "class": "ribbon", "viewBox": "0 0 \(text(Self.width)) \(text(Self.height))", "preserveAspectRatio": "none",
        "role": "img", "aria-label": "Above the first film, below the second; each shot is joined to where it is now",
      ]
    ) {
      comparison.shots.compactMap { ribbon($0) }
      comparison.shots.enumerated().map { number, row in
        element("a", ["href": "#row-\(number)"]) {
          row.a.map { block($0, 0, row) }
          row.b.map { block($0, Self.bar + Self.gap, row) }
        }
      }
    }
  }

  private var length: Double {
    comparison.shots.flatMap { [$0.a?.end ?? 0, $0.b?.end ?? 0] }.max() ?? 0
  }

  private func x(_ seconds: Double) -> Double { seconds / length * Self.width }

  private func text(_ number: Double) -> String { number.text(decimals: 2, padded: false) }

  private func block(_ span: Wire.Comparison.Span, _ top: Double, _ row: Wire.Comparison.Row) -> Markup {
    element(
      "rect",
      [
        "class": row.state.rawValue, "x": text(x(span.start)), "y": text(top),
        "width": text(max(0.6, x(span.end) - x(span.start) - 1)), "height": text(Self.bar),
      ]
    ) {
      element("title") {
        "Shot \(span.shot + 1): \(row.state.rawValue)\(row.message.isEmpty ? "" : ", \(row.message)")"
      }
    }
  }

  private func ribbon(_ row: Wire.Comparison.Row) -> Markup? {
    guard let a = row.a, let b = row.b else { return nil }
    let (top, bottom) = (text(Self.bar), text(Self.bar + Self.gap))
    let (left, right) = (text(x(a.start)), text(max(x(a.start), x(a.end) - 1)))
    let (from, to) = (text(x(b.start)), text(max(x(b.start), x(b.end) - 1)))
    return element(
      "path",
      ["class": row.state.rawValue, "d": "M\(left) \(top) L\(right) \(top) L\(to) \(bottom) L\(from) \(bottom) Z"])
  }
}
