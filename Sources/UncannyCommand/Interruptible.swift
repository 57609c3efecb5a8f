internal import Foundation
internal import UncannyPipeline
internal import UnixSignals

/// Runs sessions so that an interrupt ends them with everything written.
enum Interruptible {
  /// A year.
  private static let longest = 31_536_000.0

  /// Whether it was started, as by `nohup`, to outlive its terminal.
  private static var ignoresHangups: Bool {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let mask = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }?.split(separator: "\t").last
    return mask.flatMap { UInt64($0, radix: 16) }.map { $0 & 1 == 1 } ?? false
  }

  /// Whether a session may be ended after so many seconds.
  static func allows(_ seconds: Double?) -> Bool { seconds.map { $0 > 0 && $0 <= longest } ?? true }

  static let limit = "--duration is more than 0 s and at most a year"

  /// - Parameter seconds: the session is ended after so long; `nil` for not.
  /// - Throws: `SessionError` of the session.
  static func run(_ session: Session, atMost seconds: Double? = nil) async throws -> Session.Run {
    var result: Result<Session.Run, SessionError>?
    await run([session], atMost: seconds) { result = $1 }
    guard let result else { throw CancellationError() }
    return try result.get()
  }

  /// Runs sessions side by side.
  ///
  /// - Parameters:
  ///   - seconds: they are ended after so long; `nil` for not.
  ///   - ended: told the number of each session and what came of it, as soon as it is over, one after the other.
  static func run(
    _ sessions: [Session], atMost seconds: Double? = nil,
    ended: (Int, Result<Session.Run, SessionError>) async throws -> Void
  ) async rethrows {
    let signals = await UnixSignalsSequence(trapping: [.sigint, .sigterm] + (ignoresHangups ? [] : [.sighup]))
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
    let (ends, end) = AsyncStream.makeStream(of: (Int, Result<Session.Run, SessionError>).self)
    for (number, session) in sessions.enumerated() {
      Task {
        do throws(SessionError) { end.yield((number, .success(try await session.run()))) } catch {
          end.yield((number, .failure(error)))
        }
      }
    }
    for await (number, result) in ends.prefix(sessions.count) { try await ended(number, result) }
  }
}
