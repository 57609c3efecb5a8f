/// What a line of lettering says, reduced to its letters in upper case: digits change by right, and marks are misread.
struct Letters: Hashable, Sendable {
  private(set) var values: [Unicode.Scalar]

  init(_ text: String) { values = text.uppercased().unicodeScalars.filter { $0.properties.isAlphabetic } }

  private init(_ values: ArraySlice<Unicode.Scalar>) { self.values = Array(values) }

  var count: Int { values.count }

  /// How many letters must be changed, left out, put in or swapped with their neighbor to make one of the other: optimal
  /// string alignment.
  func distance(to other: Letters) -> Int {
    let (a, b) = (values, other.values)
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var (before, last) = ([Int](repeating: 0, count: b.count + 1), Array(0...b.count))
    for i in 1...a.count {
      var row = [Int](repeating: i, count: b.count + 1)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }

  /// Whether the other's letters stand in it without a gap.
  func contains(_ other: Letters) -> Bool {
    guard count >= other.count else { return false }
    return (0...count - other.count).contains { values[$0..<$0 + other.count] == other.values[...] }
  }

  /// The run of its letters that comes nearest to a word, of those up to two letters shorter or longer.
  func nearest(to word: Letters) -> (letters: Letters, distance: Int)? {
    var best: (letters: Letters, distance: Int)?
    for length in max(1, word.count - 2)...max(1, word.count + 2) where length <= count {
      for start in 0...count - length {
        let run = Letters(values[start..<start + length])
        let distance = run.distance(to: word)
        let isBetter = distance < best?.distance ?? .max || distance == best?.distance && length == word.count
        if isBetter { best = (run, distance) }
      }
    }
    return best
  }
}
