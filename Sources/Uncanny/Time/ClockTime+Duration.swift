extension ClockTime {
  /// A duration of the standard library, to the nanosecond; anything beyond ±292 years is clamped.
  public init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = ClockTime(nanoseconds: attoseconds / 1_000_000_000) + .seconds(Double(seconds))
  }

  /// The same for the clocks of the standard library.
  public var duration: Duration { .nanoseconds(nanoseconds) }
}
