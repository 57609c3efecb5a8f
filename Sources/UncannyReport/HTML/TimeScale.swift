/// Where moments stand on the charts of a page: at shares of a width that the reader changes, so that nothing is
/// stretched.
struct TimeScale: Sendable, Equatable {
  /// In seconds; more than 0.
  let length: Double

  /// - Parameter length: in seconds; at least a millisecond is taken.
  init(length: Double) { self.length = length.isFinite ? max(0.001, length) : 0.001 }

  /// The share of the width at which a moment stands, 0...1.
  func share(_ seconds: Double) -> Double { min(1, max(0, seconds / length)) }

  /// The same as an attribute of an SVG.
  func place(_ seconds: Double) -> String { Self.percent(share(seconds)) }

  /// How wide an interval is, as an attribute.
  func width(from start: Double, to end: Double) -> String { Self.percent(max(0, share(end) - share(start))) }

  /// A share as an attribute.
  static func percent(_ share: Double) -> String { (share * 100).text(decimals: 3, padded: false) + "%" }

  /// Moments that get a mark, the coarser the lower the rank: those of rank 0 are few enough for a narrow page, those
  /// of each further rank come in when there is room for them.
  var ticks: [(seconds: Double, rank: Int)] {
    let coarsest = Self.steps.lastIndex { length / $0 >= 3 } ?? 0
    var ticks: [(seconds: Double, rank: Int)] = []
    for (rank, step) in Self.steps[...coarsest].reversed().enumerated() {
      let count = length / step
      guard count <= Self.mostTicks, let last = Int(exactly: count.rounded(.down)) else { break }
      let coarser = rank > 0 ? Self.steps[coarsest - rank + 1] : nil
      for number in 0...last {
        let seconds = Double(number) * step
        if let coarser, abs(seconds / coarser - (seconds / coarser).rounded()) < 1e-6 { continue }
        ticks.append((seconds, rank))
      }
    }
    return ticks
  }

  /// Each divides the next.
  private static let steps: [Double] = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10800, 43200, 86400]
  private static let mostTicks = 240.0

  /// As short as it can be read: `4.5`, `1:05`, `1:00:00`.
  static func label(_ seconds: Double) -> String {
    let tenths = Int(exactly: (seconds * 10).rounded()) ?? 0
    let (whole, part) = (tenths / 10, tenths % 10)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock =
      whole >= 3600
      ? "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))" : "\(whole / 60):\(two(whole % 60))"
    return part == 0 ? clock : "\(clock).\(part)"
  }
}
