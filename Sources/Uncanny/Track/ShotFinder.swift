/// Finds where shots begin: hard cuts, dissolves, fades.
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
  private var fades = FadeFinder()
  private var history: PictureHistory

  /// A finder for coarse pictures of the size of `picture`.
  init(like picture: Level) { history = PictureHistory(like: picture) }

  mutating func update(_ measurements: borrowing Measurements) -> Verdict {
    let verdict = cuts.update(measurements)
    if case .cut(let at) = verdict {
      beginAnew()
      return .boundary(.cut, at: at, settled: at.running)
    }
    let isSuspected = verdict == .suspected
    guard history.take(measurements.coarse, at: measurements.stamp) else { return isSuspected ? .suspected : .none }
    let fade = fades.update(history)
    let dissolve = dissolves.update(history)
    if let fade {
      beginAnew()
      return .boundary(.fade, at: fade, settled: measurements.stamp.running)
    }
    if let dissolve {
      let transition: Shot.Transition = fades.isUnderWay ? .fade : .dissolve
      beginAnew()
      return .boundary(transition, at: dissolve.middle, settled: dissolve.end)
    }
    return isSuspected ? .suspected : .none
  }

  /// What is still suspected when the stream ends.
  mutating func finish() -> Verdict {
    guard case .cut(let at) = cuts.finish() else { return .none }
    return .boundary(.cut, at: at, settled: at.running)
  }

  private mutating func beginAnew() {
    history.forget()
    dissolves = DissolveFinder()
    fades = FadeFinder()
  }
}
