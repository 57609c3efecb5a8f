/// When scores become an event, and when the event is over.
public struct Hysteresis: Sendable, Equatable {
  /// A score from here on counts as faulty, 0...1.
  public var enter: Float
  /// Below this score a fault is over, 0...`enter`.
  public var leave: Float
  /// How long the fault must last before it is an event.
  public var hold: ClockTime
  /// How long it must be gone before the event is over; a shorter gap does not split it.
  public var release: ClockTime

  public init(enter: Float, leave: Float, hold: ClockTime, release: ClockTime) {
    self.enter = enter
    self.leave = leave
    self.hold = hold
    self.release = release
  }
}
