/// What was expected of one thing and what it did, as an SVG: dashed and solid, with a band of one standard error.
///
/// The height takes in both and zero, so that a thing that stands still lies on a line of its own.
struct PairChart: Sendable {
  var curve: Wire.Event.Curve

  /// `nil` where there are not two moments.
  var markup: Markup? {
    let count = min(curve.frames.count, curve.expected.count, curve.measured.count, curve.uncertainty.count)
    guard count >= 2 else { return nil }
    let frames = curve.frames.prefix(count)
    let (lower, upper) = (
      zip(curve.measured, curve.uncertainty).map { $0 - $1 }, zip(curve.measured, curve.uncertainty).map { $0 + $1 }
    )
    let scale = Scale(frames, curve.expected + lower + upper)
    func line(_ numbers: [Double]) -> [String] { zip(frames, numbers).map { scale.place($0, $1) } }
    let band = line(upper) + line(lower).reversed()
    return element(
      "svg",
      [
        "class": "curve", "viewBox": "0 0 1000 100", "preserveAspectRatio": "none", "width": "100%", "height": "56",
        "role": "img", "aria-label": "What was expected and what was measured, number \(curve.number)",
      ]
    ) {
      element("path", ["class": "boundary", "d": "M0 \(scale.zero)H1000"])
      element("path", ["class": "band", "d": "M\(band.joined(separator: "L"))Z"])
      element("path", ["class": "limit", "d": "M\(line(curve.expected).joined(separator: "L"))"])
      element("path", ["class": "line", "d": "M\(line(curve.measured).joined(separator: "L"))"])
    }
  }

  /// Where frames and numbers stand.
  private struct Scale {
    private let first: Int
    private let length: Int
    private let range: ClosedRange<Double>

    init(_ frames: ArraySlice<Int>, _ numbers: [Double]) {
      first = frames.min() ?? 0
      length = max(1, (frames.max() ?? 0) - first)
      let known = numbers.filter { $0.isFinite }
      let least = min(0, known.min() ?? 0)
      range = least...max(least + 1e-6, 0, known.max() ?? 0)
    }

    var zero: String { Self.text(height(0)) }

    func place(_ frame: Int, _ number: Double) -> String {
      "\(Self.text(1000 * Double(frame - first) / Double(length))) \(Self.text(height(number)))"
    }

    private func height(_ number: Double) -> Double {
      guard number.isFinite else { return height(0) }
      // not at the very edge, where half of a line would be cut off
      return 6 + 88 * (range.upperBound - number) / (range.upperBound - range.lowerBound)
    }

    private static func text(_ number: Double) -> String { number.text(decimals: 1, padded: false) }
  }
}
