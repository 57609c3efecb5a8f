/// Finds, for each value of a grid, where it turns: rises and falls that reach a threshold, counted from the last extreme.
///
/// After ITU-R BT.1702: a flash is a pair of opposing changes of at least so much, of which the darker state lies below a
/// ceiling. Each value is judged by itself, so that a local flash is not lost in a mean, and slow or small movement never
/// counts.
public struct OpposingChanges: Sendable {
  /// Shares of the values, 0...1.
  public struct Shares: Sendable, Equatable {
    /// Whose last change went up, within the window.
    public var rising: Float
    /// Whose last change went down, within the window.
    public var falling: Float
    /// Which change with this very frame, up.
    public var rises: Float
    /// Which change with this very frame, down.
    public var falls: Float
    /// Which have changed again and again, and still do.
    public var flashing: Float
  }

  private var cells: Cells
  private var lastStep = Int64.min

  /// State for `count` values, before the first.
  public init(count: Int) { cells = Cells(count: count) }

  /// How many values the state is for.
  public var count: Int { cells.extreme.count }

  /// Takes in the values of one frame, and says how many changed direction lately.
  ///
  /// - Parameters:
  ///   - values: as many as the state was made for; in a unit of the caller's.
  ///   - marks: 0 or 1 for each value; of the two states of a change one must be marked.
  ///   - threshold: the least change that counts, in that unit.
  ///   - ceiling: the darker state must lie below it.
  ///   - now: the frame's running time.
  ///   - window: how long a change counts as recent, at most 30 s.
  public mutating func step(
    _ values: [UInt16], marks: [UInt16], threshold: UInt16, ceiling: UInt16, now: ClockTime, window: ClockTime
  ) -> Shares {
    precondition(values.count == count && marks.count == count, "one grid keeps its size")
    guard count > 0 else { return Shares(rising: 0, falling: 0, rises: 0, falls: 0, flashing: 0) }
    let milliseconds = now.nanoseconds / 1_000_000
    forget(before: milliseconds, window: window)
    let counts = Kernels.step(
      &cells, values, marks: marks, threshold: threshold, ceiling: ceiling,
      now: UInt16(truncatingIfNeeded: milliseconds),
      window: UInt16(max(0, min(window.nanoseconds / 1_000_000, 30_000))))
    let total = Float(count)
    return Shares(
      rising: Float(counts.rising) / total, falling: Float(counts.falling) / total, rises: Float(counts.rises) / total,
      falls: Float(counts.falls) / total, flashing: Float(counts.flashing) / total)
  }

  /// Times are kept modulo 65.5 s: every 16 s, those that are no longer recent are moved out of the way, and so are all
  /// after a jump.
  private mutating func forget(before now: Int64, window: ClockTime) {
    let (elapsed, overflow) = now.subtractingReportingOverflow(lastStep)
    guard lastStep == .min || overflow || elapsed < 0 || elapsed >= 16_000 else { return }
    let jumped = lastStep == .min || overflow || elapsed < 0 || elapsed > 32_000
    lastStep = now
    let old = UInt16(truncatingIfNeeded: now &- 32_000)
    let limit = max(Self.pause, UInt16(max(0, min(window.nanoseconds / 1_000_000, 30_000))))
    for index in cells.time.indices where jumped || UInt16(truncatingIfNeeded: now) &- cells.time[index] > limit {
      cells.time[index] = old
    }
  }
}

extension OpposingChanges {
  /// The longest time between two changes, in milliseconds, for them to belong together: two flashes a second.
  package static let pause: UInt16 = 500
  /// So many changes in a row are flashing: two flashes.
  package static let repeats: UInt16 = 4

  /// How many values went which way.
  package struct Counts: Sendable, Equatable {
    /// Whose last change went up, or down, within the window.
    package var rising = 0
    package var falling = 0
    /// Which change with this frame.
    package var rises = 0
    package var falls = 0
    /// Which have changed several times in a row, the last time lately.
    package var flashing = 0

    package init() {}
  }

  /// Where each value stands.
  package struct Cells: Sendable, Equatable {
    /// The highest value since the last rise, or since the start.
    package var extreme: [UInt16]
    /// Whether that value was marked, 0 or 1.
    package var extremeMark: [UInt16]
    /// The lowest since the last fall, or since the start.
    package var low: [UInt16]
    /// Whether that value was marked.
    package var lowMark: [UInt16]
    /// Which way it last changed: -1, 0 for never, +1.
    package var direction: [Int16]
    /// When, in milliseconds modulo 65536.
    package var time: [UInt16]
    /// How many changes in a row, without a pause between, the last one ends.
    package var run: [UInt16]

    package init(count: Int) {
      extreme = [UInt16](repeating: 0, count: count)
      extremeMark = extreme
      lowMark = extreme
      low = [UInt16](repeating: .max, count: count)
      direction = [Int16](repeating: 0, count: count)
      time = [UInt16](repeating: 0, count: count)
      run = [UInt16](repeating: 0, count: count)
    }
  }
}
