internal import Synchronization

/// Lets so many frames a second pass, evenly, by their timestamps.
///
/// Thread: any.
final class Pacer: Sendable {
  private let interval: Int64
  private let due = Mutex<Int64?>(nil)
  /// In nanoseconds: timestamps are rounded.
  private static let slack: Int64 = 1_000_000

  /// - Parameter rate: the most frames a second.
  init(rate: Int64) { interval = 1_000_000_000 / rate }

  /// Whether the frame with this timestamp is one of them; one without always is.
  func letsPass(_ pts: Int64?) -> Bool {
    guard let pts else { return true }
    return due.withLock { due in
      // a sender may say any time; one that jumps begins anew
      guard let next = due, (pts &- next).magnitude < UInt64(100 * interval) else {
        due = pts &+ interval
        return true
      }
      let early = next &- pts
      guard early <= Self.slack else { return false }
      due = (early > -interval ? next : pts) &+ interval
      return true
    }
  }
}
