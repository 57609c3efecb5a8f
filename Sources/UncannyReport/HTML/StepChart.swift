/// A figure that each shot has one of, as steps.
struct StepChart: Sendable {
  /// From when to when in seconds, and how much.
  var steps: [(start: Double, end: Double, value: Float)]
  var scale: TimeScale
  /// What the bottom and the top stand for.
  var range: ClosedRange<Float>

  var markup: Markup {
    element(
      "svg",
      [
        "class": "curve", "viewBox": "0 0 1000 100", "preserveAspectRatio": "none", "width": "100%", "height": "100%",
      ]
    ) {
      element("path", ["class": "step", "d": steps.map { path($0) }.joined()])
    }
  }

  private func path(_ step: (start: Double, end: Double, value: Float)) -> String {
    let share = Double(
      (step.value - range.lowerBound) / max(.leastNormalMagnitude, range.upperBound - range.lowerBound))
    // not at the very edge, where half of the line would be cut off
    let y = 6 + 88 * (1 - min(1, max(0, share.isFinite ? share : 0)))
    func text(_ number: Double) -> String { number.text(decimals: 1, padded: false) }
    return "M\(text(1000 * scale.share(step.start))) \(text(y))H\(text(1000 * scale.share(step.end)))"
  }
}
