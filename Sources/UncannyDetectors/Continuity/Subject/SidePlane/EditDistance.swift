/// How many letters must be put in, left out or exchanged to make one text of another.
///
/// After Levenshtein, "Binary codes capable of correcting deletions, insertions and reversals", Soviet Physics
/// Doklady 10(8), 1966, by rows.
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var above = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var line = [row + 1]
    for (column, other) in right.enumerated() {
      let exchanged = above[column] + (letter == other ? 0 : 1)
      line.append(min(exchanged, above[column + 1] + 1, line[column] + 1))
    }
    above = line
  }
  return above[right.count]
}
