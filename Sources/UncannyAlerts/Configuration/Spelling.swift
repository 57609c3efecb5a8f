/// What somebody may have meant.
enum Spelling {
  /// The word that is nearest, if it is near: at most two letters, and less than half of them, are others.
  static func nearest(to word: String, of known: [String]) -> String? {
    let ranked = known.map { (word: $0, distance: distance(word, $0)) }
    guard let best = ranked.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
    return best.distance <= 2 && best.distance * 2 < max(word.count, 2) ? best.word : nil
  }

  /// `; did you mean "for"?`, or what there is.
  static func advice(for word: String, of known: [String]) -> String {
    if let nearest = nearest(to: word, of: known) { return "did you mean \"\(nearest)\"?" }
    return known.count <= 12 ? "there is \(known.joined(separator: ", "))" : "see 'uncanny list'"
  }

  /// Letters that must be changed, put in or taken out, after Levenshtein; two neighbors in the wrong order are two.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one), Array(other))
    var row = Array(0...b.count)
    for i in a.indices {
      var corner = row[0]
      row[0] = i + 1
      for j in b.indices {
        let changed = corner + (a[i] == b[j] ? 0 : 1)
        corner = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, corner + 1)
      }
    }
    return row[b.count]
  }
}
