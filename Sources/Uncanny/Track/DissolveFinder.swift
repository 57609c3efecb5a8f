/// Finds dissolves: one picture that gives way to another while both are seen.
///
/// Where two pictures that have nothing to do with each other are mixed half and half, the contrast is less than in either:
/// their squares add up, not their sums. Such a dip of the texture over any of several lengths of time is looked at more
/// closely: the pictures at its ends must differ as two shots do, and the one in the middle must be explained by both
/// together far better than by one of them. What moves, zooms or blurs within a shot is not.
///
/// The thresholds and how far apart the classes lie: `docs/architecture.md`.
struct DissolveFinder: Sendable {
  private var found = 0
  private var best: (gain: Float, dissolve: Crossing)?
  private var lastFound = ClockTime.zero

  /// How long the transition may take, ends included.
  private static let spans = [0.2, 0.32, 0.5, 0.8, 1.2, 1.7, 2.3].map { ClockTime.seconds($0) }
  /// How much of the texture of the ends may be left in the middle.
  private static let dip: Float = 0.87
  /// How many of the lengths of time that come into question are looked at closely on one frame.
  private static let tries = 3
  /// Below this texture of the ends, in code values, there is nothing to mix.
  private static let faint: Float = 1
  /// From this distance on the ends are two shots.
  private static let apart: Float = 0.36
  /// What both pictures together must explain that one does not, as a share of the structure and of what neither explains.
  private static let gain: Float = 0.17
  private static let gainOverResidual: Float = 0.47
  /// The least weight of either, and of both together: where the picture only has less contrast, it is less.
  private static let weight: Float = 0.15
  private static let weights: Float = 0.75
  /// Where the middle has not less texture than either end, by this factor, a change of contrast is as likely; then more
  /// must be explained.
  private static let least: Float = 1.05
  private static let strictGain: Float = 0.2
  private static let strictGainOverResidual: Float = 0.8
  /// How often that must be seen, and how soon again.
  private static let needed = 2
  private static let soon = ClockTime.seconds(0.3)
  /// How far apart the middles that are seen may lie.
  private static let near = ClockTime.seconds(0.12)
  /// Displacements that are tried, in values of a coarse picture of that width.
  static func reach(_ picture: Level) -> Int { max(2, picture.width / 26) }

  /// Looks at the newest picture of the history as the end of a dissolve.
  mutating func update(_ history: PictureHistory) -> Crossing? {
    let newest = history.count - 1
    guard newest >= 2 else { return nil }
    let now = history.stamp(newest).running
    if now - lastFound > Self.soon { (found, best) = (0, nil) }
    var candidates: InlineArray<8, Transition?> = .init(repeating: nil)
    for (index, span) in Self.spans.enumerated() where index < candidates.count {
      guard let candidate = Transition(history, span), candidate.dip <= Self.dip else { continue }
      candidates[index] = candidate
    }
    for _ in 0..<Self.tries {
      var likeliest: Int?
      for index in candidates.indices {
        guard let candidate = candidates[index] else { continue }
        if candidate.oddity < likeliest.flatMap({ candidates[$0]?.oddity }) ?? .infinity { likeliest = index }
      }
      guard let likeliest, let candidate = candidates[likeliest] else { break }
      candidates[likeliest] = nil
      guard let gain = candidate.gain(history) else { continue }
      let middle = history.stamp(candidate.middle)
      // a look that disagrees about where it is begins anew
      if let best,
        max(best.dissolve.middle.running, middle.running)
          - min(best.dissolve.middle.running, middle.running) > Self.near
      {
        (found, self.best) = (0, nil)
      }
      found += 1
      lastFound = now
      // as long after the middle as before, at most
      let end = middle.running + (middle.running - history.stamp(candidate.start).running)
      if gain > best?.gain ?? 0 { best = (gain, Crossing(middle: middle, end: end)) }
    }
    return found >= Self.needed ? best?.dissolve : nil
  }

  /// Three pictures that may be the start, the middle and the end of a dissolve.
  private struct Transition {
    let start: Int
    let middle: Int
    let end: Int
    /// The texture in the middle over that of the ends.
    let dip: Float
    /// How far the texture in the middle is from that of a mixture half and half, as a ratio of its own.
    let oddity: Float
    /// Whether there is less texture than at either end.
    let isDeepest: Bool

    init?(_ history: PictureHistory, _ span: ClockTime) {
      end = history.count - 1
      let now = history.stamp(end).running
      let quarter = ClockTime(nanoseconds: span.nanoseconds / 4)
      guard let start = history.index(at: now - span, within: quarter), end - start >= 2 else { return nil }
      let half = ClockTime(nanoseconds: (now - history.stamp(start).running).nanoseconds / 2)
      guard let middle = history.index(at: now - half, within: quarter), middle > start, middle < end else {
        return nil
      }
      let (before, after) = (history.texture(start), history.texture(end))
      let ends = (before + after) / 2
      guard ends >= DissolveFinder.faint else { return nil }
      (self.start, self.middle) = (start, middle)
      let texture = history.texture(middle)
      dip = texture / ends
      let mixed = (before * before + after * after).squareRoot() / 2
      isDeepest = DissolveFinder.least * texture <= min(before, after)
      oddity = max(texture, mixed) / max(min(texture, mixed), .leastNormalMagnitude)
    }

    /// How much the pictures at the ends explain together that neither does alone; `nil` where this is no dissolve.
    func gain(_ history: PictureHistory) -> Float? {
      let (before, after) = (history.picture(start), history.picture(end))
      let reach = DissolveFinder.reach(after)
      guard before.difference(from: after, reach: 0).distance >= DissolveFinder.apart,
        before.difference(from: after, reach: reach).distance >= DissolveFinder.apart
      else { return nil }
      let mixture = Mixture(of: history.picture(middle), before: before, after: after, reach: reach)
      guard mixture.gain >= max(DissolveFinder.gain, DissolveFinder.gainOverResidual * mixture.residual),
        min(mixture.before, mixture.after) >= DissolveFinder.weight,
        mixture.before + mixture.after >= DissolveFinder.weights
      else { return nil }
      guard
        isDeepest
          || mixture.gain >= max(DissolveFinder.strictGain, DissolveFinder.strictGainOverResidual * mixture.residual)
      else { return nil }
      return mixture.gain
    }
  }
}
