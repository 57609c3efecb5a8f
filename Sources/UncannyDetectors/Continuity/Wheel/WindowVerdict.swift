internal import Uncanny

/// What half a second of a wheel says.
enum WindowVerdict: Sendable, Equatable {
  /// It turns as its way asks.
  case right
  /// It does not go, and does not turn, while the camera moves.
  case parked
  case wrong(Wrong)
  case undecided(Doubt)

  /// What is wrong with it.
  enum Wrong: Int, Sendable { case still, backwards, rate, unstable }

  /// Why nothing can be said.
  enum Doubt: Int, Sendable, CaseIterable {
    case tooShort, tooSmall, headOn, unsure, hidden, noGround, standing, blurred, aliased, plain, ambiguous

    /// A few words for a person; lower case, no full stop.
    var words: String {
      switch self {
      case .tooShort: "no wheel is followed for long enough"
      case .tooSmall: "the wheels are too small"
      case .headOn: "the vehicle comes or goes head-on"
      case .unsure: "the wheels are not seen clearly enough"
      case .hidden: "the wheels are cut or covered"
      case .noGround: "the ground shows no motion to go by"
      case .standing: "the vehicle stands, or hardly moves"
      case .blurred: "the wheels are too blurred, or show too little, to see how they turn"
      case .aliased: "the spokes come by too fast for the frame rate"
      case .plain: "the rims are too plain to tell whether they turn"
      case .ambiguous: "the wheels can be seen to turn in more than one way"
      }
    }
  }
}

extension WindowVerdict {
  /// Judges one window of a wheel.
  ///
  /// - Parameters:
  ///   - isOdd: whether it is seen from another side than the other wheels, and so may be none.
  ///   - frame: how long a frame is, in units of one twenty-fifth of a second.
  init(_ wheel: Wheels.Wheel, _ window: TurnWindow, isOdd: Bool, frame: Float) {
    self = Self.gate(wheel, window) ?? Self.unstable(window) ?? Self.turning(window, isOdd: isOdd, frame: frame)
  }

  /// What makes a wheel unfit to be judged.
  private static func gate(_ wheel: Wheels.Wheel, _ window: TurnWindow) -> WindowVerdict? {
    if window.frames < 8 || wheel.hits < 2 || 2 * wheel.hits < wheel.looks { return .undecided(.tooShort) }
    if window.radius < 6.5 { return .undecided(.tooSmall) }
    if window.aspect < 0.45 { return .undecided(.headOn) }
    if window.score < 0.82 || window.lowScore < 0.7 { return .undecided(.unsure) }
    // lamps at night are rounder than wheels, and light
    if window.light > 225 { return .undecided(.unsure) }
    return nil
  }

  private static func unstable(_ window: TurnWindow) -> WindowVerdict? {
    window.radius >= 9 && window.spokeCounts >= 3 ? .wrong(.unstable) : nil
  }

  private static func turning(_ window: TurnWindow, isOdd: Bool, frame: Float) -> WindowVerdict {
    guard window.measured >= 6 else { return .undecided(window.travel > 0 ? .hidden : .noGround) }
    let expected = abs(window.expected)
    if expected < 0.05 * frame || window.way.x < 1.2 * frame || window.travel < 0.7 {
      let isSeenToStand =
        window.ground > 2 * frame && window.way.x < 0.6 * frame && window.standing > 0.5 && window.score > 0.9
      return isSeenToStand && !window.isCameraStill ? .parked : .undecided(.standing)
    }
    if window.way.y > 0.5 * window.way.x { return .undecided(.headOn) }
    if window.support.both < 0.35 { return .undecided(.blurred) }
    let pitch = window.pitch ?? 2 * .pi
    if TurnWindow.believable.contains(window.rate) {
      guard expected > pitch / 2 else { return .right }
      let isSure =
        TurnWindow.believable.contains(window.tireRate) && window.tireSupport >= 0.35 && window.tireLead >= 0.15
      return isSure ? .right : .undecided(.aliased)
    }
    return accusation(window, pitch: pitch, isOdd: isOdd)
  }

  /// The wheel seems to turn otherwise: only if rim and tire both refuse all that a good wheel could do is it wrong.
  private static func accusation(_ window: TurnWindow, pitch: Float, isOdd: Bool) -> WindowVerdict {
    let expected = abs(window.expected)
    let refused =
      window.support.both - window.believed.both >= 0.18
      && window.support.rim - window.mostBelieved.rim >= 0.1 && window.support.tire - window.mostBelieved.tire >= 0.1
      && min(window.support.rim, window.support.tire) >= 0.25 && window.evidence >= 4
    guard refused, !isOdd else { return .undecided(.ambiguous) }
    if expected > 0.45 * pitch, window.support.tire < 0.5 { return .undecided(.aliased) }
    if expected > 1.1 { return .undecided(.aliased) }
    if abs(window.rate) <= 0.15 {
      // a shadow and a highlight stand still on a blurred wheel that turns; a rim that stands is seen all around
      if window.unturnedSectors < 9 { return .undecided(.plain) }
      if !window.isCameraStill, window.way.x <= 0.25 * window.ground + 1 { return .undecided(.standing) }
      return .wrong(.still)
    }
    return .wrong(window.rate < 0 ? .backwards : .rate)
  }
}
