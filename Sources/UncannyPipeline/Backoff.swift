internal import Uncanny

/// When a source that went away is sought again: soon at first, then more seldom, and never by all at the same moment.
///
/// The longest wait is short enough for a source that is back to be seen within two seconds.
struct Backoff: Sendable {
  private let rule: Session.Settings.Reconnecting
  private var attempts = 0
  private var lostAt: ContinuousClock.Instant?

  private static let first = 0.25
  private static let longest = 1.5
  /// By how much of itself a wait is longer or shorter.
  private static let jitter = 0.2

  init(_ rule: Session.Settings.Reconnecting) { self.rule = rule }

  /// How long to wait before the next attempt; `nil` to give up.
  mutating func wait(at now: ContinuousClock.Instant) -> Duration? {
    let lostAt = lostAt ?? now
    self.lostAt = lostAt
    switch rule {
    case .never: return nil
    case .within(let limit) where ClockTime(now - lostAt) >= limit: return nil
    case .within, .always: break
    }
    let seconds = min(Self.longest, Self.first * Double(1 << min(attempts, 8)))
    attempts += 1
    return .seconds(seconds * Double.random(in: 1 - Self.jitter...1 + Self.jitter))
  }

  /// Pictures come again.
  mutating func succeed() {
    attempts = 0
    lostAt = nil
  }
}
