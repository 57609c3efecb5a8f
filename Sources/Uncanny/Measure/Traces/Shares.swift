internal import CKernels

/// How a row or a column of values comes from one of samples: which of them each value takes, and how much of each.
///
/// Where values are fewer than samples, a value is the mean over what it covers; otherwise it lies between the two nearest.
package struct Shares: Sendable {
  /// How many samples they are made for; none beyond is taken.
  package let samples: Int
  /// The first sample of each value.
  package private(set) var firsts: [Int32] = []
  /// Where the shares of each value begin, and where the last ones end.
  package private(set) var starts: [Int32] = [0]
  /// One after the other; those of a value add up to 1.
  package private(set) var shares: [Float] = []

  /// How many values there are.
  package var count: Int { firsts.count }

  /// The middle `count` of `whole` values that all of the samples make; each of the three is at least 1.
  package init(of samples: Int, to whole: Int, middle count: Int) {
    self.samples = max(1, samples)
    let whole = max(1, whole)
    let ratio = Float(self.samples) / Float(whole)
    let first = max(0, (whole - count) / 2)
    for index in first..<min(whole, first + max(1, count)) {
      if ratio > 1 { cover(from: Float(index) * ratio, to: Float(index + 1) * ratio) } else { place(index, ratio) }
    }
  }

  private mutating func cover(from low: Float, to high: Float) {
    let first = min(samples - 1, Int(low))
    let end = max(first + 1, min(samples, Int(high.rounded(.up))))
    let parts = (first..<end).map { max(0, min(Float($0 + 1), high) - max(Float($0), low)) }
    let sum = parts.reduce(0, +)
    append(first, sum > 0 ? parts.map { $0 / sum } : [1])
  }

  private mutating func place(_ index: Int, _ ratio: Float) {
    let place = max(0, (Float(index) + 0.5) * ratio - 0.5)
    let first = min(samples - 1, Int(place))
    let share = place - Float(first)
    append(first, first + 1 < samples && share > 0 ? [1 - share, share] : [1])
  }

  private mutating func append(_ first: Int, _ parts: [Float]) {
    firsts.append(Int32(first))
    shares += parts
    starts.append(Int32(shares.count))
  }

  /// Lends them to the C side.
  func withPointers<Result>(_ body: (ck_shares) -> Result) -> Result {
    // SAFETY: the pointers are used within the call only.
    unsafe firsts.withUnsafeBufferPointer { firsts in
      unsafe starts.withUnsafeBufferPointer { starts in
        unsafe shares.withUnsafeBufferPointer { shares in
          unsafe body(ck_shares(firsts: firsts.baseAddress, starts: starts.baseAddress, shares: shares.baseAddress))
        }
      }
    }
  }
}
