internal import UncannyPipeline
internal import UnixSignals

/// Runs a session so that an interrupt ends it with everything written.
enum Interruptible {
  /// - Throws: `SessionError` of the session.
  static func run(_ session: Session) async throws -> Session.Run {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let listener = Task { for await _ in signals { session.stop() } }
    defer { listener.cancel() }
    return try await session.run()
  }
}
