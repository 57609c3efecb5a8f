/// How much the finest structure of the luma varies, in squares of 16x16 samples.
///
/// The fourth difference along a row answers to noise and to little else; where a square shows detail it answers to
/// that too, so that the calmest squares say how strong the grain is. Empty where no detector needs it.
public struct Grain: Sendable {
  /// By square, row by row; squares that do not fit whole are left out. In code values times `sumOfUnit`.
  package var sums: [UInt32]
  /// The standard deviation of the grain in the calmer quarter of the squares, in code values; not-a-number where less than
  /// a fifth of the picture shows anything at all.
  public private(set) var deviation = Float.nan

  private var counts: [UInt32]

  /// White noise of deviation 1 gives each of the 64 fourth differences of a square a mean of 8.37 x 0.798.
  private static let sumOfUnit: Float = 64 * 8.3666 * 0.7979
  /// Steps of the deviation in one code value, and the highest that is told apart.
  private static let steps: Float = 32
  private static let highest = 32
  /// A square whose sum is no more than this is without any grain: a black bar, a graphic.
  private static let nothing: UInt32 = 8

  package init(width: Int, height: Int) {
    sums = [UInt32](repeating: 0, count: (width / 16) * (height / 16))
    counts = [UInt32](repeating: 0, count: Int(Self.steps) * Self.highest)
  }

  package mutating func conclude() {
    for index in counts.indices { counts[index] = 0 }
    var total: UInt32 = 0
    for sum in sums where sum > Self.nothing {
      let step = Int(Float(sum) / Self.sumOfUnit * Self.steps)
      counts[min(step, counts.count - 1)] &+= 1
      total &+= 1
    }
    deviation = .nan
    guard total > 0, Int(total) * 5 >= sums.count else { return }
    var seen: UInt32 = 0
    for (step, count) in counts.enumerated() {
      seen &+= count
      if seen &* 4 >= total {
        deviation = (Float(step) + 0.5) / Self.steps
        return
      }
    }
  }
}
