/// Finds wipes: a picture that gives way to another place by place, along a border that moves.
///
/// On the way each block of the picture is either one of the picture before or one of the picture after. So the blocks fit
/// the better one of the two far better than they all fit either, those that are new lie together, and they are ever more:
/// a block that has changed stays changed. Something that crosses the picture changes it back; a pan fits neither.
///
/// The thresholds and how far apart the classes lie: `docs/architecture.md`.
struct WipeFinder: Sendable {
  private var found = 0
  private var best: (gain: Float, middle: Stamp, end: ClockTime)?
  private var lastFound = ClockTime.zero

  /// How long the transition may take, ends included.
  private static let spans = [0.2, 0.32, 0.5, 0.8, 1.2, 1.7, 2.3].map { ClockTime.seconds($0) }
  /// From this distance on, within the first of these times, it is worth looking at all.
  private static let glance = ClockTime.seconds(0.5)
  private static let stirring: Float = 0.1
  /// What share of the texture before there must be after: a plain thing may cover nearly all, and pass.
  private static let texture: Float = 0.4
  /// From this distance on the ends are two shots.
  private static let apart: Float = 0.36
  /// By how much the better of two fits must be better than either, in the same place and displaced.
  private static let gainInPlace: Float = 0.06
  private static let gain: Float = 0.09
  /// How badly the better one may fit.
  private static let misfit: Float = 0.25
  /// Which share of the picture may be new in the middle, and at a quarter and three quarters.
  private static let halfNew: ClosedRange<Float> = 0.25...0.75
  private static let quarterNew: ClosedRange<Float> = 0...0.45
  private static let mostNew: ClosedRange<Float> = 0.55...1
  /// Which share of the neighbors may be old beside new, and which share of the picture may change back.
  private static let ragged: Float = 0.3
  private static let back: Float = 0.06
  /// How often that must be seen, and how soon again.
  private static let needed = 2
  private static let soon = ClockTime.seconds(0.3)

  /// Looks at the newest picture of the history as the end of a wipe.
  mutating func update(_ history: PictureHistory) -> Crossing? {
    let newest = history.count - 1
    guard newest >= 4 else { return nil }
    let now = history.stamp(newest).running
    if now - lastFound > Self.soon { (found, best) = (0, nil) }
    let after = history.picture(newest)
    let glance = history.index(at: now - Self.glance, within: Self.glance) ?? 0
    guard after.difference(from: history.picture(glance), reach: 0).distance >= Self.stirring else { return nil }
    for span in Self.spans {
      let tolerance = ClockTime(nanoseconds: span.nanoseconds / 8 + 20_000_000)
      guard let start = history.index(at: now - span, within: tolerance), newest - start >= 4,
        let gain = gain(history, start)
      else { continue }
      found += 1
      lastFound = now
      guard gain > best?.gain ?? 0 else { continue }
      let middle = history.stamp((start + newest) / 2)
      best = (gain, middle, middle.running + (middle.running - history.stamp(start).running))
    }
    guard found >= Self.needed, let best else { return nil }
    return Crossing(middle: best.middle, end: best.end)
  }

  /// By how much the better of two fits is better; `nil` where this is no wipe.
  private func gain(_ history: PictureHistory, _ start: Int) -> Float? {
    let newest = history.count - 1
    let (before, after) = (history.picture(start), history.picture(newest))
    guard history.texture(newest) >= Self.texture * history.texture(start),
      history.texture(start) >= Self.texture * history.texture(newest)
    else { return nil }
    guard before.difference(from: after, reach: 0).distance >= Self.apart else { return nil }
    let middle = history.picture((start + newest) / 2)
    guard Parts(of: middle, before, after, reach: 0).gain >= Self.gainInPlace,
      before.difference(from: after, reach: DissolveFinder.reach(after)).distance >= Self.apart
    else { return nil }
    let half = Parts(of: middle, before, after, reach: DissolveFinder.reach(after))
    guard half.gain >= Self.gain, half.misfit <= Self.misfit, Self.halfNew.contains(half.share),
      half.raggedness(columns: after.width / 8) <= Self.ragged
    else { return nil }
    let quarter = (newest - start) / 4
    let early = Parts(of: history.picture(start + quarter), before, after, reach: DissolveFinder.reach(after))
    let late = Parts(of: history.picture(newest - quarter), before, after, reach: DissolveFinder.reach(after))
    let isGrowing =
      early.share < half.share && half.share < late.share && Self.quarterNew.contains(early.share)
      && Self.mostNew.contains(late.share)
    return isGrowing && early.undone(by: half) + half.undone(by: late) <= Self.back ? half.gain : nil
  }

  /// Which blocks of a picture are rather those of the picture after than of the one before.
  private struct Parts {
    private var isNew: [Bool] = []
    private var weights: [Float] = []
    private var total: Float = 0
    /// How badly the better one of the two fits.
    var misfit: Float = 0
    /// By how much that is better than the one that fits better on the whole.
    var gain: Float = 0
    /// The share of the picture that is new.
    var share: Float = 0

    init(of picture: Level, _ before: Level, _ after: Level, reach: Int) {
      let old = Kernels.mismatch(of: picture, from: before, reach: reach)
      let new = Kernels.mismatch(of: picture, from: after, reach: reach)
      weights = zip(old.weights, new.weights).map { max($0, $1) }
      isNew = zip(old.values, new.values).map { $1 < $0 }
      total = max(weights.reduce(0, +), .leastNormalMagnitude)
      var (sumOld, sumNew): (Float, Float) = (0, 0)
      for index in weights.indices {
        sumOld += old.values[index] * weights[index]
        sumNew += new.values[index] * weights[index]
        misfit += min(old.values[index], new.values[index]) * weights[index]
        if isNew[index] { share += weights[index] }
      }
      misfit /= total
      gain = min(sumOld, sumNew) / total - misfit
      share /= total
    }

    /// The share of the neighboring blocks of which one is old, the other new.
    func raggedness(columns: Int) -> Float {
      var (unlike, all): (Float, Float) = (0, 0)
      for index in weights.indices {
        let neighbors = [index + columns, (index + 1) % max(1, columns) > 0 ? index + 1 : weights.count]
        for neighbor in neighbors where neighbor < weights.count {
          let weight = min(weights[index], weights[neighbor])
          all += weight
          if isNew[index] != isNew[neighbor] { unlike += weight }
        }
      }
      return unlike / max(all, .leastNormalMagnitude)
    }

    /// The share of the picture that is new here and old again in `later`.
    func undone(by later: Parts) -> Float {
      var sum: Float = 0
      for index in weights.indices where isNew[index] && !later.isNew[index] { sum += weights[index] }
      return sum / total
    }
  }
}
