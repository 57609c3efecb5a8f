internal import Foundation
internal import GStreamer

extension Pipeline {
  /// Runs from start to end and stops.
  ///
  /// - Parameters:
  ///   - progress: how far it has come; where that stays the same for `patience`, it is given up.
  ///   - failing: what is said in front of a reason.
  /// - Returns: why it did not come to its end; `nil` when it did.
  /// - Throws: when it cannot be started.
  func runs(
    within patience: Duration, failing: String, progress: @escaping @Sendable () -> Int
  ) async throws(GStreamerError) -> String? {
    let (ends, end) = AsyncStream.makeStream(of: String?.self)
    let messages = Task {
      for await message in self.messages {
        switch message {
        case .eos: end.yield(nil)
        case .error(let error): end.yield("\(failing): \(Explanation.of(error, about: nil))")
        default: break
        }
      }
    }
    let watch = Task {
      var count = Int.min
      while count != progress() {
        count = progress()
        try await Task.sleep(for: patience)
      }
      end.yield("\(failing): no frame came")
    }
    defer {
      watch.cancel()
      messages.cancel()
    }
    try start()
    var failure: String?
    for await reason in ends {
      failure = reason
      break
    }
    _ = await stops(within: patience)
    return failure
  }
}
