internal import Uncanny

/// Running time that goes on, by the clock, where each connection begins to count anew.
struct RunningTime: Sendable {
  /// What is added to that of the connection; `nil` until its first buffer says.
  private var shift: ClockTime? = .zero
  /// When the last buffer came.
  private var lastAt: ContinuousClock.Instant?

  /// Whether the next buffer is the first of another connection.
  var isResuming: Bool { shift == nil }

  /// Another connection begins.
  mutating func resume() { shift = nil }

  /// When a buffer that comes now is; `nil` where it does not say.
  ///
  /// - Parameters:
  ///   - own: as its connection counts.
  ///   - last: when the one before was, or ended; `nil` where there was none.
  mutating func time(of own: ClockTime?, after last: ClockTime?) -> ClockTime? {
    let now = ContinuousClock.now
    let shift = shift ?? gap(before: own, after: last, at: now)
    self.shift = shift
    lastAt = now
    return own.map { $0 + shift }
  }

  private func gap(before own: ClockTime?, after last: ClockTime?, at now: ContinuousClock.Instant) -> ClockTime {
    guard let last, let lastAt else { return .zero }
    return last + ClockTime(now - lastAt) - (own ?? .zero)
  }
}
