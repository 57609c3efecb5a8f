internal import Synchronization

/// One line at the foot of a terminal: how many clips are done, how fast, how long it takes still.
///
/// Thread: any.
final class TriageProgress: Sendable {
  private let total: Int
  private let isShown: Bool
  private let began = ContinuousClock.now
  private let done = Mutex(0)

  init(of total: Int, isShown: Bool) {
    self.total = total
    self.isShown = isShown
  }

  /// Another clip is done.
  func count() {
    let done = done.withLock { done in
      done += 1
      return done
    }
    guard isShown else { return }
    let elapsed = ContinuousClock.now - began
    let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
    let left = Int(seconds / Double(done) * Double(total - done))
    let filled = done * 20 / total
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
    Words.show(
      "\r\u{1B}[K[\(bar)] \(done) of \(total) clips  \(Int(Double(done) / seconds * 60)) a minute  \(left / 60) min "
        + "\(left % 60) s left")
  }

  /// Takes the line away.
  func clear() { if isShown { Words.show("\r\u{1B}[K") } }
}
