internal import Uncanny

/// Counts opposing changes of the whole picture: one for each time that enough of it has risen, or fallen, at once.
struct FlashCount: Sendable {
  /// Changes within the last second.
  private(set) var changes = 0
  /// The area that flashes: that has changed again and again, and still does, 0...1.
  private(set) var area: Float = 0
  /// How long it flashed within the limits.
  private(set) var duration = FlashDuration()

  private enum Direction: Sendable { case rising, falling }

  private var direction: Direction?
  /// The shares of the picture that changed with the frame before.
  private var before: Float = 0
  /// The last changes, oldest first; more than this in a second is a fault in any case.
  private var ring: InlineArray<64, Stamp?> = .init(repeating: nil)

  /// A second, in which no more than three flashes may lie; less a little, because timestamps may be rounded to
  /// milliseconds and the change after exactly one second is no longer part of it.
  private static let window = ClockTime.milliseconds(998)
  /// Flashing is over when no change has come for so long: two flashes a second.
  private static let pause = ClockTime.milliseconds(500)
  /// So many changes a second, two flashes, are flashing.
  private static let flashing = 4
  /// In two parts that change against each other, so much more must change than with the frame before.
  private static let sudden: Float = 4

  /// - Parameters:
  ///   - least: the area that must flash.
  ///   - limit: so many changes in a second are one too many.
  mutating func update(_ shares: OpposingChanges.Shares, atLeast least: Float, limit: Float, at now: Stamp) {
    if let last, now.running - last.running > Self.pause { direction = nil }
    // In motion as much falls as rises: only the surplus counts, unless both are a flash of their own, or one is and comes
    // at once.
    let moved = shares.rises + shares.falls
    let isCounterphase =
      min(shares.rises, shares.falls) >= least
      || max(shares.rises, shares.falls) >= least && moved >= Self.sudden * before
    before = moved
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
    let isLegal = changes >= Self.flashing && Float(changes) < limit && area >= least && isGoingOn(at: now)
    duration.add(isLegal, since: first(at: now), at: now)
  }

  /// The first of the changes of the last second.
  func first(at now: Stamp) -> Stamp? {
    for index in ring.indices {
      if let change = ring[index], now.running - change.running < Self.window { return change }
    }
    return nil
  }

  /// The last change there was.
  var last: Stamp? { ring[ring.count - 1] }

  /// Whether the last change is so recent that flashing may go on.
  func isGoingOn(at now: Stamp) -> Bool {
    guard let last else { return false }
    return now.running - last.running <= Self.pause
  }

  private mutating func append(_ change: Stamp) {
    for index in 1..<ring.count { ring[index - 1] = ring[index] }
    ring[ring.count - 1] = change
  }
}

/// How much of the last five seconds something lasted, and since when.
struct FlashDuration: Sendable {
  /// In the last five seconds, to a tenth.
  private(set) var total = ClockTime.zero

  /// Tenths of a second, by their number modulo 50.
  private var tenths: InlineArray<50, ClockTime> = .init(repeating: .zero)
  private var firsts: InlineArray<50, Stamp?> = .init(repeating: nil)
  private var number = Int64.min
  private var before = ClockTime.zero

  /// A frame stands for no longer than this.
  private static let longest = ClockTime.milliseconds(200)

  /// When what lasts now began, as far as it lies in the last five seconds.
  var since: Stamp? {
    guard number > .min else { return nil }
    for step in 1...50 {
      if let first = firsts[slot(number &+ Int64(step))] { return first }
    }
    return nil
  }

  /// Adds the time since the frame before if it lasted.
  mutating func add(_ lasts: Bool, since first: Stamp?, at now: Stamp) {
    let tenth = now.running.nanoseconds / 100_000_000
    if tenth < number || number == .min || tenth &- number > 50 {
      self = FlashDuration()
    } else {
      for passed in 0..<(tenth - number) { clear(slot(number + 1 + passed)) }
    }
    let elapsed = min(max(.zero, now.running - before), Self.longest)
    (before, number) = (now.running, tenth)
    if lasts {
      tenths[slot(tenth)] = tenths[slot(tenth)] + elapsed
      if firsts[slot(tenth)] == nil { firsts[slot(tenth)] = first }
    }
    total = .zero
    for index in tenths.indices { total = total + tenths[index] }
  }

  private mutating func clear(_ slot: Int) {
    tenths[slot] = .zero
    firsts[slot] = nil
  }

  private func slot(_ number: Int64) -> Int { Int(((number % 50) + 50) % 50) }
}
