internal import Uncanny

/// Compares two films.
///
/// Each shot of the second is searched for in the first: by the structure of its pictures, over speeds and offsets, in
/// several framings. What is the same material in the same order is in its place, so far as that is the most; the rest has
/// moved. Then each frame is said to be from where it fits best, which gives the parts that are told of.
///
/// Thread: any; takes time, about as the product of the lengths for films of many hours.
public struct Comparer: Sendable {
  private let first: Reel
  private let second: Reel

  /// - Parameters:
  ///   - first: the film as it was.
  ///   - second: the film as it is.
  public init(_ first: Reel, _ second: Reel) { (self.first, self.second) = (first, second) }

  /// A part of a shot that is shorter than this, in seconds, is not searched for apart.
  private static let shortest = 0.1
  /// One that is shorter than this is nothing that has moved.
  private static let brief = 0.4
  /// Matches that are worse by so much than the best of the same frames are not considered.
  private static let inferior = 0.12

  /// Does it.
  public func comparison() -> Comparison {
    let (a, b) = (Prepared(first), Prepared(second))
    var matcher = Matcher(a, b)
    var groups: [[Match]] = []
    for (number, shot) in second.shots.enumerated() { search(shot.frames, number, &matcher, &groups) }
    let kept = groups.map { group in
      let same = group.filter { $0.evidence.isSame }
      let best = same.map { $0.evidence.weight }.max() ?? 0
      return same.filter { $0.evidence.weight >= best - Self.inferior }
    }
    let (chosen, placed) = Self.choose(kept)
    let doubtful = groups.flatMap { group in group.contains { $0.evidence.isSame } ? [] : group }
    return RowMaker(a, b, chosen, placed: placed, doubtful: doubtful).comparison
  }

  /// Where some frames of a shot are found, and then where what is left of them is.
  private func search(
    _ frames: Range<Int>, _ shot: Int, _ matcher: inout Matcher, _ groups: inout [[Match]], beside known: [Match] = []
  ) {
    // what goes on beyond a shot looks like the frames at its end, and is not those
    let found = matcher.matches(of: frames, shot: shot).filter { match in
      !known.contains { $0.pairing.shotA == match.pairing.shotA && $0.image.clamped(to: match.image).count > 1 }
    }
    guard !found.isEmpty else { return }
    groups.append(found)
    guard let best = found.first(where: { $0.evidence.isSame }) else { return }
    for rest in [frames.lowerBound..<best.frames.lowerBound, best.frames.upperBound..<frames.upperBound]
    where Double(rest.count) * second.interval >= Self.shortest {
      search(rest, shot, &matcher, &groups, beside: known + [best])
    }
  }

  /// One match of each group: the one in its place where there is one, or else the best of what nobody else is.
  private static func choose(_ groups: [[Match]]) -> (chosen: [Match], placed: Set<Int>) {
    let all = groups.enumerated().flatMap { group, matches in matches.map { (group: group, match: $0) } }
    let chain = Match.chain(of: all.map { $0.match })
    var chosen = chain.map { all[$0].match }
    let placed = Set(chosen.indices)
    let settled = Set(chain.map { all[$0].group })
    for (number, group) in groups.enumerated() where !settled.contains(number) {
      let best = group.max { one, other in
        one.weight * one.freedom(chosen) < other.weight * other.freedom(chosen)
      }
      guard let best, Double(best.frames.count) * best.pairing.b.interval >= brief else { continue }
      let taken = placed.reduce(0) { $0 + best.frames.clamped(to: chosen[$1].frames).count }
      if taken * 2 < best.frames.count { chosen.append(best) }
    }
    return (chosen, placed)
  }
}

extension Match {
  /// How little of what it is found as others are found as too, 0.5...1.
  fileprivate func freedom(_ others: [Match]) -> Double {
    let image = image
    let taken = others.map { image.clamped(to: $0.image).count }.max() ?? 0
    return 1 - 0.5 * min(1, Double(taken) / Double(max(1, image.count)))
  }
}
