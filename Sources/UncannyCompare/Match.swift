internal import Uncanny

/// A part of a shot of the second film that is found in a shot of the first.
struct Match: Sendable {
  var pairing: Pairing
  var evidence: Evidence
  /// Whether the pictures themselves say which frames belong together.
  var isTimed: Bool

  /// Of the second film.
  var frames: Range<Int> { pairing.frames }
  /// Of the first film.
  var image: Range<Int> { pairing.image(of: frames) }
  /// How much is found, and how sure; of two that are nearly as good the one at its own speed.
  var weight: Double {
    let own = pairing.line.ratio == 1 ? 1 : 0.97
    return own * Double(frames.count) * pairing.b.interval * evidence.weight * evidence.weight
  }
}

extension Match {
  /// The matches that are in the same order in both films, and together the most.
  ///
  /// - Returns: their indices, in order.
  /// - Complexity: O(*n*²).
  static func chain(of matches: [Match]) -> [Int] {
    let order = matches.indices.sorted { matches[$0].frames.lowerBound < matches[$1].frames.lowerBound }
    let images = matches.map { $0.image }
    var best = [Double](repeating: 0, count: matches.count)
    var before = [Int?](repeating: nil, count: matches.count)
    for (place, index) in order.enumerated() {
      var sum = 0.0
      for earlier in order[..<place] where best[earlier] > sum {
        let slack = min(most(matches[earlier]), most(matches[index]))
        let follows =
          matches[earlier].frames.upperBound <= matches[index].frames.lowerBound + slack
          && images[earlier].upperBound <= images[index].lowerBound + slack
        if follows { (sum, before[index]) = (best[earlier], earlier) }
      }
      best[index] = matches[index].weight + sum
    }
    guard var last = order.max(by: { best[$0] < best[$1] }) else { return [] }
    var chain = [last]
    while let earlier = before[last] {
      chain.append(earlier)
      last = earlier
    }
    return chain.reversed()
  }

  /// Frames by which a match may overlap another, where a boundary is not known better.
  private static func most(_ match: Match) -> Int { min(4, match.frames.count / 8) }
}
