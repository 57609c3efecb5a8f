internal import Foundation
internal import UncannyPipeline
internal import UnixSignals

/// Runs a session so that an interrupt ends it with everything written.
enum Interruptible {
  /// A year.
  private static let longest = 31_536_000.0

  /// Whether a session may be ended after so many seconds.
  static func allows(_ seconds: Double?) -> Bool { seconds.map { $0 > 0 && $0 <= longest } ?? true }

  static let limit = "--duration is more than 0 s and at most a year"

  /// - Parameter seconds: the session is ended after so long; `nil` for not.
  /// - Throws: `SessionError` of the session.
  static func run(_ session: Session, atMost seconds: Double? = nil) async throws -> Session.Run {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let listener = Task {
      var count = 0
      for await _ in signals {
        count += 1
        // who asks twice does not want to wait for what is written
        if count > 1 { _exit(130) }
        session.stop()
      }
    }
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
