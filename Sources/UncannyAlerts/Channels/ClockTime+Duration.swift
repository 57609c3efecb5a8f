internal import Uncanny

extension ClockTime {
  /// The same for the clocks of Swift.
  var duration: Duration { .nanoseconds(nanoseconds) }

  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = ClockTime(nanoseconds: attoseconds / 1_000_000_000) + .seconds(Double(seconds))
  }
}
