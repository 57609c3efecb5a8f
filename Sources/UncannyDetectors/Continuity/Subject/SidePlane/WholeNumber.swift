/// The whole number nearest, kept within bounds; the lower bound of what is not a number.
func whole(_ value: Float, _ bounds: ClosedRange<Int>) -> Int {
  guard value > Float(bounds.lowerBound) else { return bounds.lowerBound }
  guard value < Float(bounds.upperBound) else { return bounds.upperBound }
  return Int(value.rounded())
}
