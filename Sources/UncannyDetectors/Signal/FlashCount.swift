internal import Uncanny

/// Counts opposing changes of the whole picture: one for each time that enough of it has risen, or fallen, at once.
struct FlashCount: Sendable {
  /// Changes within the last second.
  private(set) var changes = 0
  /// The area that flashes: that has changed again and again, and still does, 0...1.
  private(set) var area: Float = 0

  private enum Direction: Sendable { case rising, falling }

  private var direction: Direction?
  /// The last changes, oldest first; more than this in a second is a fault in any case.
  private var ring: InlineArray<64, Stamp?> = .init(repeating: nil)

  /// A second, in which no more than three flashes may lie.
  private static let window = ClockTime.seconds(1)
  /// Flashing is over when no change has come for so long.
  private static let pause = ClockTime.seconds(0.25)

  mutating func update(_ shares: OpposingChanges.Shares, atLeast least: Float, at now: Stamp) {
    // in motion as much falls as rises: only the surplus counts, unless both are a flash of their own
    let isCounterphase = min(shares.rises, shares.falls) >= least
    let rises = isCounterphase || shares.rising - shares.falling >= least
    let falls = isCounterphase || shares.falling - shares.rising >= least
    if rises, direction != .rising {
      direction = .rising
      append(now)
    } else if falls, direction != .falling {
      direction = .falling
      append(now)
    }
    area = shares.flashing
    changes = 0
    for index in ring.indices {
      if let change = ring[index], now.running - change.running < Self.window { changes += 1 }
    }
  }

  /// The first of the changes of the last second.
  func first(at now: Stamp) -> Stamp? {
    for index in ring.indices {
      if let change = ring[index], now.running - change.running < Self.window { return change }
    }
    return nil
  }

  /// Whether the last change is so recent that flashing may go on.
  func isGoingOn(at now: Stamp) -> Bool {
    guard let last = ring[ring.count - 1] else { return false }
    return now.running - last.running <= Self.pause
  }

  private mutating func append(_ change: Stamp) {
    for index in 1..<ring.count { ring[index - 1] = ring[index] }
    ring[ring.count - 1] = change
  }
}
