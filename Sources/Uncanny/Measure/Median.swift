/// The median of the numbers that are numbers, the mean of the middle two if they are even; NaN of none.
package func median(_ values: some Sequence<Float>) -> Float {
  let sorted = values.filter { !$0.isNaN }.sorted()
  guard let last = sorted.last else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : middle > 0 ? (sorted[middle - 1] + sorted[middle]) / 2 : last
}
