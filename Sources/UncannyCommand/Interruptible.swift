internal import UncannyPipeline
internal import UnixSignals

/// Runs a session so that an interrupt ends it with everything written.
enum Interruptible {
  /// - Parameter seconds: the session is ended after so long; `nil` for not.
  /// - Throws: `SessionError` of the session.
  static func run(_ session: Session, atMost seconds: Double? = nil) async throws -> Session.Run {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let listener = Task { for await _ in signals { session.stop() } }
    let timer = seconds.map { seconds in
      Task {
        try await Task.sleep(for: .seconds(seconds))
        session.stop()
      }
    }
    defer {
      listener.cancel()
      timer?.cancel()
    }
    return try await session.run()
  }
}
