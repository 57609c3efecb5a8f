internal import Uncanny

/// A weighted sum of numbers, each held against what is usual for it.
struct LinearModel: Sendable {
  /// What is usual, how much it varies, and what it weighs; all of one length.
  let medians: [Float]
  let scales: [Float]
  let weights: [Float]
  let bias: Float

  /// No number counts for more than this many times what it varies by.
  private static let most: Float = 3

  /// What the number at `index` adds.
  func part(_ index: Int, _ number: Float) -> Float {
    let off = (number - medians[index]) / scales[index]
    return off.isFinite ? weights[index] * max(-Self.most, min(Self.most, off)) : 0
  }

  /// The sum; `nil` where there are not as many numbers as weights.
  func sum(_ numbers: [Float]) -> Float? {
    guard numbers.count == weights.count else { return nil }
    return numbers.indices.reduce(bias) { $0 + part($1, numbers[$1]) }
  }
}
