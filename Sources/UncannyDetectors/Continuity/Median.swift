/// The median of the numbers that are numbers, the mean of the middle two if they are even; NaN of none.
func median(_ values: some Sequence<Float>) -> Float {
  let sorted = values.filter { !$0.isNaN }.sorted()
  guard let last = sorted.last else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : middle > 0 ? (sorted[middle - 1] + sorted[middle]) / 2 : last
}

extension [Float] {
  /// The middle of the numbers, the upper one of two; `nil` when there are none.
  ///
  /// Sorts them where they are: who keeps the array from frame to frame allocates nothing.
  mutating func upperMedian() -> Float? {
    sort()
    return isEmpty ? nil : self[count / 2]
  }
}
