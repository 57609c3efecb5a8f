internal import Foundation
internal import UncannyPipeline
internal import UnixSignals

/// Runs sessions so that an interrupt ends them with everything written.
enum Interruptible {
  /// A year.
  private static let longest = 31_536_000.0

  /// Whether a session may be ended after so many seconds.
  static func allows(_ seconds: Double?) -> Bool { seconds.map { $0 > 0 && $0 <= longest } ?? true }

  static let limit = "--duration is more than 0 s and at most a year"

  /// - Parameter seconds: the session is ended after so long; `nil` for not.
  /// - Throws: `SessionError` of the session.
  static func run(_ session: Session, atMost seconds: Double? = nil) async throws -> Session.Run {
    try await run([session], atMost: seconds)[0].get()
  }

  /// Runs sessions side by side.
  ///
  /// - Parameter seconds: they are ended after so long; `nil` for not.
  /// - Returns: what came of each, in their order.
  static func run(
    _ sessions: [Session], atMost seconds: Double? = nil
  ) async -> [Result<Session.Run, SessionError>] {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let listener = Task {
      var count = 0
      for await _ in signals {
        count += 1
        // who asks twice does not want to wait for what is written
        if count > 1 { _exit(130) }
        for session in sessions { session.stop() }
      }
    }
    let timer = seconds.map { seconds in
      Task {
        try await Task.sleep(for: .seconds(seconds))
        for session in sessions { session.stop() }
      }
    }
    defer {
      listener.cancel()
      timer?.cancel()
    }
    let runs = sessions.map { session in
      Task {
        do throws(SessionError) { return Result<Session.Run, SessionError>.success(try await session.run()) } catch {
          return .failure(error)
        }
      }
    }
    var results: [Result<Session.Run, SessionError>] = []
    for run in runs { results.append(await run.value) }
    return results
  }
}
