internal import Foundation
internal import GStreamer

extension Pipeline {
  /// Asks the sources to end, on a thread of its own: a source waits for its streaming thread, and that may wait for an
  /// output.
  func requestEnd() { Thread.detachNewThread { self.sendEOS() } }

  /// Stops on a thread of its own; whether that was done in time.
  ///
  /// An element that is stuck in a write, to a pipe that nobody reads or a disk that is gone, keeps the pipeline from
  /// stopping. It is left alone then, with the thread that waits for it.
  func stops(within limit: Duration) async -> Bool {
    let (answers, answer) = AsyncStream.makeStream(of: Bool.self)
    Thread.detachNewThread {
      self.stop()
      answer.yield(true)
    }
    let timer = Task {
      try await Task.sleep(for: limit)
      answer.yield(false)
    }
    defer { timer.cancel() }
    for await isStopped in answers { return isStopped }
    return false
  }
}
