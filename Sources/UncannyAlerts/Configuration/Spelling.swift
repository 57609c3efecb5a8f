internal import Uncanny

/// What somebody may have meant.
enum Spelling {
  /// `did you mean "for"?`, or what there is.
  static func advice(for word: String, of known: [String]) -> String {
    if let nearest = known.nearest(to: word) { return "did you mean \"\(nearest)\"?" }
    return known.count <= 12 ? "there is \(known.joined(separator: ", "))" : "see 'uncanny list'"
  }
}
