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
    let seconds = max(0.001, (ContinuousClock.now - began) / .seconds(1))
    let left = Int(seconds / Double(done) * Double(total - done))
    Words.show(
      "\r\u{1B}[K\(ProgressLine.bar(Double(done) / Double(total))) \(done) of \(total) clips  "
        + "\(Int(Double(done) / seconds * 60)) a minute  \(left / 60) min \(left % 60) s left")
  }

  /// Takes the line away.
  func clear() { if isShown { Words.show("\r\u{1B}[K") } }
}
