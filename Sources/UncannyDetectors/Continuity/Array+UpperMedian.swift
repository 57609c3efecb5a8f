extension [Float] {
  /// The middle of the numbers, the upper one of two; `nil` when there are none.
  ///
  /// Sorts them where they are: who keeps the array from frame to frame allocates nothing.
  mutating func upperMedian() -> Float? {
    sort()
    return isEmpty ? nil : self[count / 2]
  }
}
