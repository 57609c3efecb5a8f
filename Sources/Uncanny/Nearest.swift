extension Sequence<String> {
  /// The name that was probably meant by `word`: the one that takes the fewest letters to be added, left out, changed or
  /// swapped with the next; `nil` when that is more than a third of them.
  ///
  /// - Complexity: the letters of all names times those of the word.
  public func nearest(to word: String) -> String? {
    let typed = Array(word.lowercased().prefix(64))
    let limit = Swift.max(1, typed.count / 3)
    let ranked = map { name in (name, distance: typed.distance(to: Array(name.lowercased().prefix(64)))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
    return best.0
  }
}

extension [Character] {
  /// The optimal string alignment distance.
  fileprivate func distance(to other: [Character]) -> Int {
    var before: [Int] = []
    var last = Array<Int>(0...other.count)
    for row in 0..<count {
      var next = [row + 1]
      for column in 0..<other.count {
        var best = Swift.min(next[column], last[column + 1]) + 1
        best = Swift.min(best, last[column] + (self[row] == other[column] ? 0 : 1))
        if row > 0, column > 0, self[row] == other[column - 1], self[row - 1] == other[column] {
          best = Swift.min(best, before[column - 1] + 1)
        }
        next.append(best)
      }
      (before, last) = (last, next)
    }
    return last[other.count]
  }
}
