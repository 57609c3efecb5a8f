internal import CKernels

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
  }

  private var extreme: [UInt16]
  private var low: [UInt16]
  private var direction: [Int8]
  private var time: [UInt16]
  private var lastStep = Int64.min

  /// State for `count` values, before the first.
  public init(count: Int) {
    extreme = [UInt16](repeating: 0, count: count)
    low = [UInt16](repeating: .max, count: count)
    direction = [Int8](repeating: 0, count: count)
    time = [UInt16](repeating: 0, count: count)
  }

  public var count: Int { extreme.count }

  /// Takes in the values of one frame, and says how many changed direction lately.
  ///
  /// - Parameters:
  ///   - values: as many as the state was made for; in a unit of the caller's.
  ///   - threshold: the least change that counts, in that unit.
  ///   - ceiling: the darker state must lie below it.
  ///   - now: the frame's running time.
  ///   - window: how long a change counts as recent, at most 30 s.
  public mutating func step(
    _ values: [UInt16], threshold: UInt16, ceiling: UInt16, now: ClockTime, window: ClockTime
  ) -> Shares {
    precondition(values.count == count, "one grid keeps its size")
    guard count > 0 else { return Shares(rising: 0, falling: 0, rises: 0, falls: 0) }
    let milliseconds = now.nanoseconds / 1_000_000
    forget(before: milliseconds, window: window)
    var step = unsafe ck_opposing_step()
    unsafe step.count = Int32(count)
    unsafe step.threshold = threshold
    unsafe step.ceiling = ceiling
    unsafe step.now = UInt16(truncatingIfNeeded: milliseconds)
    unsafe step.window = UInt16(max(0, min(window.nanoseconds / 1_000_000, 30_000)))
    // SAFETY: all arrays hold `count` values.
    unsafe values.withUnsafeBufferPointer { values in
      unsafe extreme.withUnsafeMutableBufferPointer { extreme in
        unsafe low.withUnsafeMutableBufferPointer { low in
          unsafe direction.withUnsafeMutableBufferPointer { direction in
            unsafe time.withUnsafeMutableBufferPointer { time in
              unsafe step.value = values.baseAddress
              unsafe step.extreme = extreme.baseAddress
              unsafe step.low = low.baseAddress
              unsafe step.direction = direction.baseAddress
              unsafe step.time = time.baseAddress
              unsafe ck_step_opposing(&step)
            }
          }
        }
      }
    }
    let total = Float(count)
    return unsafe Shares(
      rising: Float(step.rising) / total, falling: Float(step.falling) / total, rises: Float(step.rises) / total,
      falls: Float(step.falls) / total)
  }

  /// Times are kept modulo 65.5 s: every 16 s, those that are no longer recent are moved out of the way, and so are all
  /// after a jump.
  private mutating func forget(before now: Int64, window: ClockTime) {
    let (elapsed, overflow) = now.subtractingReportingOverflow(lastStep)
    guard lastStep == .min || overflow || elapsed < 0 || elapsed >= 16_000 else { return }
    let jumped = lastStep == .min || overflow || elapsed < 0 || elapsed > 32_000
    lastStep = now
    let old = UInt16(truncatingIfNeeded: now &- 32_000)
    let limit = UInt16(max(0, min(window.nanoseconds / 1_000_000, 30_000)))
    for index in time.indices where jumped || UInt16(truncatingIfNeeded: now) &- time[index] > limit {
      time[index] = old
    }
  }
}
