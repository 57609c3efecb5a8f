/// Finds where shots begin: hard cuts, dissolves, fades, wipes.
///
/// A hard cut is known two frames later, a gradual transition at about its end. Each boundary begins all of it anew.
struct ShotFinder: Sendable {
  /// What is known after a frame.
  enum Verdict: Sendable, Equatable {
    case none
    /// A boundary may lie before this frame.
    case suspected
    /// The first frame of a new shot; what of a gradual transition is still to come is over at `settled`.
    case boundary(Shot.Transition, at: Stamp, settled: ClockTime)
  }

  private var cuts = CutFinder()
  private var dissolves = DissolveFinder()
  private var wipes = WipeFinder()
  private var fades = FadeFinder()
  private var history: PictureHistory
  /// When the last gradual transition is over.
  private var settled: ClockTime?

  /// A picture of less than this share of the texture of another may be what is left of it in a fade: when that explains so
  /// much of it. Two that have nothing to do with each other explain at most a quarter of each other.
  private static let faded: Float = 0.6
  private static let explained: Float = 0.45
  /// What has less than this share of its texture two frames later is sinking.
  private static let sinking: Float = 0.75

  /// A finder for coarse pictures of the size of `picture`.
  init(like picture: Level) { history = PictureHistory(like: picture) }

  /// Whether a boundary may lie before one of the last frames.
  var suspects: Bool { cuts.suspects }

  mutating func update(_ measurements: borrowing Measurements) -> Verdict {
    let verdict = cuts.update(measurements)
    if case .cut(let at) = verdict, let transition = transition(at: at, measurements) {
      beginAnew()
      return .boundary(transition, at: at, settled: at.running)
    }
    let isSuspected = verdict == .suspected
    guard history.take(measurements.coarse, at: measurements.stamp) else { return isSuspected ? .suspected : .none }
    let fade = fades.update(history)
    let crossing = dissolves.update(history)
    if let fade { return boundary(.fade, Crossing(middle: fade, end: fade.running), measurements) }
    if let crossing { return boundary(fades.isUnderWay ? .fade : .dissolve, crossing, measurements) }
    if let crossing = wipes.update(history) { return boundary(.wipe, crossing, measurements) }
    return isSuspected ? .suspected : .none
  }

  /// What is still suspected when the stream ends.
  mutating func finish() -> Verdict {
    guard case .cut(let at) = cuts.finish(), isPast(at) else { return .none }
    return .boundary(.cut, at: at, settled: at.running)
  }

  /// What a cut that was found is: the edge of a gradual transition looks like one.
  private func transition(at: Stamp, _ measurements: borrowing Measurements) -> Shot.Transition? {
    guard isPast(at) else { return nil }
    if let isFading = fades.isFading(measurements.coarse) { return isFading ? nil : fades.hasFaded ? .fade : .cut }
    var index = history.count - 1
    while index > 0, history.stamp(index).frame >= at.frame { index -= 1 }
    guard index >= 0 else { return .cut }
    let (before, now) = (history.texture(index), measurements.coarse.texture)
    let isFainter = min(before, now) < Self.faded * max(before, now)
    guard isFainter else { return .cut }
    // what goes on sinking is on its way out
    if index + 1 < history.count, now < Self.sinking * history.texture(index + 1) { return nil }
    let share = measurements.coarse.share(
      explainedBy: history.picture(index), reach: DissolveFinder.reach(measurements.coarse))
    return share >= Self.explained ? nil : .cut
  }

  private func isPast(_ at: Stamp) -> Bool { settled.map { at.running > $0 } ?? true }

  private mutating func boundary(
    _ transition: Shot.Transition, _ crossing: Crossing, _ measurements: borrowing Measurements
  ) -> Verdict {
    beginAnew()
    // what was suspected was the edge of this
    cuts = CutFinder()
    let end = max(crossing.end, measurements.stamp.running)
    settled = end
    return .boundary(transition, at: crossing.middle, settled: end)
  }

  private mutating func beginAnew() {
    history.forget()
    dissolves = DissolveFinder()
    wipes = WipeFinder()
    fades = FadeFinder()
    settled = nil
  }
}

/// A gradual transition that was found.
struct Crossing: Sendable, Equatable {
  /// The frame at about its middle, with which the new shot begins.
  var middle: Stamp
  /// When it is over, as far as is known.
  var end: ClockTime
}
