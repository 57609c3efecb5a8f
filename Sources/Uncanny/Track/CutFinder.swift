/// Finds hard cuts in the coarse pictures.
///
/// The distance of two frames is one of structure: blocks of 8x8, each normalised to its own mean and contrast and moved
/// to where it fits best, so that neither a flash nor an exposure step nor ordinary motion looks like a new picture. A
/// suspected cut is confirmed when two more frames have come and the picture has not returned to what it was; a picture
/// without texture (black, white, one color) is waited out and compared across.
///
/// The thresholds lie between the distances at 151 known cuts (0.31...0.54) and those within ordinary shots:
/// `docs/architecture.md` has both.
struct CutFinder: Sendable {
  /// What is known after a frame.
  enum Verdict: Equatable, Sendable {
    case none
    /// A boundary may lie before this frame.
    case suspected
    /// A boundary lies before the frame with this stamp.
    case cut(at: Stamp)
  }

  private enum State: Sendable {
    case steady
    /// No texture to compare, since `reference` was seen.
    case blank
    case suspected(at: Stamp, distance: Float, before: Float, after: Float, frames: Int)
  }

  private var state = State.steady
  /// Whether a boundary may lie before the last frame.
  var suspects: Bool { if case .suspected = state { true } else { false } }
  /// The last picture before what is suspected.
  private var reference: Level?
  /// The distances of the last frames, the newest last.
  private var recent: InlineArray<6, Float> = .init(repeating: 0)

  /// From this distance on a frame may begin a shot, if its neighbours are much calmer.
  private static let possible: Float = 0.27
  /// From this distance on it does, if its neighbours are calmer.
  private static let certain: Float = 0.36
  /// How much calmer.
  private static let muchCalmer: Float = 2.2
  private static let calmer: Float = 1.3
  /// Below this distance two pictures show the same.
  private static let same: Float = 0.27
  /// Below this texture, in code values, a picture shows nothing.
  private static let blank: Float = 0.6
  /// Frames that must follow before a cut is confirmed.
  static let lookahead = 2
  /// Displacements that are tried, in values of the coarse picture.
  private static let reach = 3

  mutating func update(_ measurements: borrowing Measurements) -> Verdict {
    guard measurements.hasPrevious else { return .none }
    let now = measurements.stamp
    var difference = measurements.coarse.difference(from: measurements.previousCoarse, reach: 0)
    if difference.distance >= Self.possible {
      difference = measurements.coarse.difference(from: measurements.previousCoarse, reach: Self.reach)
    }
    let isBlank = difference.texture < Self.blank
    switch state {
    case .steady:
      let before = peak
      remember(difference.distance)
      if isBlank {
        if difference.otherTexture >= Self.blank { reference = measurements.previousCoarse }
        state = .blank
        return .none
      }
      guard difference.distance >= Self.possible, difference.distance >= Self.calmer * before else { return .none }
      reference = measurements.previousCoarse
      state = .suspected(at: now, distance: difference.distance, before: before, after: 0, frames: 0)
      return .suspected

    case .blank:
      guard !isBlank else { return .none }
      recent = .init(repeating: 0)
      let distance = distanceToReference(measurements)
      guard distance >= Self.same else {
        state = .steady
        return .none
      }
      state = .suspected(at: now, distance: max(distance, Self.certain), before: 0, after: 0, frames: 0)
      return .suspected

    case .suspected(let at, let distance, let before, let after, let frames):
      if isBlank {
        state = .blank
        return .none
      }
      guard distanceToReference(measurements) >= Self.same else {
        state = .steady
        return .none
      }
      let peak = max(after, difference.distance)
      guard frames + 1 >= Self.lookahead else {
        state = .suspected(at: at, distance: distance, before: before, after: peak, frames: frames + 1)
        return .none
      }
      remember(difference.distance)
      state = .steady
      let calm = max(before, peak)
      let factor = distance >= Self.certain ? Self.calmer : Self.muchCalmer
      guard distance >= factor * calm else { return .none }
      // a cut is no unrest of the shot that it begins
      recent = .init(repeating: 0)
      remember(peak)
      return .cut(at: at)
    }
  }

  /// What is still suspected when the stream ends.
  mutating func finish() -> Verdict {
    defer { self = CutFinder() }
    if case .suspected(let at, let distance, _, _, _) = state, distance >= Self.certain { return .cut(at: at) }
    return .none
  }

  private func distanceToReference(_ measurements: borrowing Measurements) -> Float {
    guard let reference, reference.count == measurements.coarse.count else { return 0 }
    let straight = measurements.coarse.difference(from: reference, reach: 0).distance
    return straight < Self.same ? straight : measurements.coarse.difference(from: reference, reach: Self.reach).distance
  }

  private var peak: Float {
    var peak: Float = 0
    for index in recent.indices { peak = max(peak, recent[index]) }
    return peak
  }

  private mutating func remember(_ distance: Float) {
    for index in 1..<recent.count { recent[index - 1] = recent[index] }
    recent[recent.count - 1] = distance
  }
}
