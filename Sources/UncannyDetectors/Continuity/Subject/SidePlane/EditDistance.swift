/// How many letters must be put in, left out or exchanged to make one text of another.
///
/// After Levenshtein, "Binary codes capable of correcting deletions, insertions and reversals", Soviet Physics
/// Doklady 10(8), 1966, by rows.
func editDistance<Letter: Equatable>(_ left: [Letter], _ right: [Letter]) -> Int {
  lastRow(of: left, against: right, from: Array(0...right.count))[right.count]
}

/// The same for the part of the other text that comes nearest: what stands before and behind it costs nothing.
///
/// After Sellers, "The theory and computation of evolutionary distances: pattern recognition", Journal of Algorithms
/// 1(4), 1980.
func editDistance<Letter: Equatable>(_ left: [Letter], toPartOf right: [Letter]) -> Int {
  lastRow(of: left, against: right, from: [Int](repeating: 0, count: right.count + 1)).min() ?? left.count
}

/// What it costs to make the whole of one text of each beginning of another, if nothing of it costs what `first` says.
private func lastRow<Letter: Equatable>(of left: [Letter], against right: [Letter], from first: [Int]) -> [Int] {
  var above = first
  for (row, letter) in left.enumerated() {
    var line = [row + 1]
    for (column, other) in right.enumerated() {
      let exchanged = above[column] + (letter == other ? 0 : 1)
      line.append(min(exchanged, above[column + 1] + 1, line[column] + 1))
    }
    above = line
  }
  return above
}
