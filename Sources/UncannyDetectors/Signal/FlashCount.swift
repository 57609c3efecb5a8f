internal import Uncanny

/// Counts opposing changes of the whole picture: one for each time that enough of it has risen, or fallen, at once.
struct FlashCount: Sendable {
  /// Changes within the last second.
  private(set) var changes = 0
  /// The largest area that took part in one of them, 0...1.
  private(set) var area: Float = 0

  private enum Direction: Sendable { case rising, falling }

  private struct Change: Sendable {
    var at: Stamp
    var area: Float
  }

  private var direction: Direction?
  /// The last changes, oldest first; more than this in a second is a fault in any case.
  private var ring: InlineArray<16, Change?> = .init(repeating: nil)

  /// How much of the picture may go the other way at the same time, as part of what goes this way.
  private static let balance: Float = 0.5
  /// A second, in which no more than three flashes may lie.
  private static let window = ClockTime.seconds(1)
  /// Flashing is over when no change has come for so long.
  private static let pause = ClockTime.seconds(0.25)

  mutating func update(_ shares: OpposingChanges.Shares, atLeast least: Float, at now: Stamp) {
    // in motion as much falls as rises, spread over frames; a flash goes one way, or all at once
    let rises = shares.rises >= least || shares.rising >= least && shares.falling <= Self.balance * shares.rising
    let falls = shares.falls >= least || shares.falling >= least && shares.rising <= Self.balance * shares.falling
    if rises, direction != .rising {
      direction = .rising
      append(Change(at: now, area: shares.rising))
    } else if falls, direction != .falling {
      direction = .falling
      append(Change(at: now, area: shares.falling))
    }
    changes = 0
    area = 0
    for index in ring.indices {
      guard let change = ring[index], now.running - change.at.running < Self.window else { continue }
      changes += 1
      area = max(area, change.area)
    }
  }

  /// The first of the changes of the last second.
  func first(at now: Stamp) -> Stamp? {
    for index in ring.indices {
      if let change = ring[index], now.running - change.at.running < Self.window { return change.at }
    }
    return nil
  }

  /// Whether the last change is so recent that flashing may go on.
  func isGoingOn(at now: Stamp) -> Bool {
    guard let last = ring[ring.count - 1] else { return false }
    return now.running - last.at.running <= Self.pause
  }

  private mutating func append(_ change: Change) {
    for index in 1..<ring.count { ring[index - 1] = ring[index] }
    ring[ring.count - 1] = change
  }
}
