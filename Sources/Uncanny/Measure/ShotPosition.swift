/// Where in its shot a frame stands, as far as can be known at that frame.
///
/// A cut is suspected at once and confirmed a few frames later; the position counts from the suspicion, so that nothing
/// is compared across what may be a cut. A dissolve or a fade is known at about its end only; then the position counts from
/// its middle, or from the first frame out of the fade.
public struct ShotPosition: Sendable, Equatable {
  /// The index of the shot among those confirmed so far.
  public internal(set) var index = 0
  /// Frames since the last boundary, suspected or confirmed; 0 on its first frame.
  public internal(set) var frames = 0
  /// Time since that boundary.
  public internal(set) var age = ClockTime.zero
  /// Whether the transition that brought the shot may still be going on: what changes now need not move.
  public internal(set) var isSettling = false
}
