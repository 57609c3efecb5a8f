internal import UncannyPipeline

/// What went wrong, said in one line, and as an exit status.
enum Reported {
  static func status(of body: () async throws -> ExitStatus?) async -> ExitStatus? {
    do { return try await body() } catch let error as SessionError {
      Words.say("uncanny: \(error)")
      return ExitStatus(error)
    } catch {
      Words.say("uncanny: \(error)")
      return .broken
    }
  }
}
