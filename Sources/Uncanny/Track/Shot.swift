/// A run of frames between two boundaries.
public struct Shot: Sendable, Equatable {
  /// What lies between a shot and the one before.
  public enum Transition: String, Sendable { case start, cut, dissolve, fade, wipe }

  /// Counted from 0.
  public var index: Int
  /// The first frame.
  public var start: Stamp
  /// The first frame after it; `nil` while it lasts.
  public var end: Stamp?
  /// How it was entered.
  public var transition: Transition
  /// What it looks like; `nil` while that is not known, or where no detector asks for it.
  public var look: ShotLook.Figures?
  /// Traces of how it came to be; `nil` while that is not known, or where no detector asks for it.
  public var traces: ShotTraces?
  /// Whether it was generated, as far as can be said; `nil` where no detector was asked, or it is too short.
  public var synthetic: Likelihood?

  public init(index: Int, start: Stamp, end: Stamp? = nil, transition: Transition, look: ShotLook.Figures? = nil) {
    self.index = index
    self.start = start
    self.end = end
    self.transition = transition
    self.look = look
  }
}
