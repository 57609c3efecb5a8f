internal import ArgumentParser
internal import Uncanny
internal import UncannyAlerts
internal import UncannyPipeline

/// What went wrong, said in one line, and as an exit status.
enum Reported {
  /// - Throws: what ArgumentParser words.
  static func status(of body: () async throws -> ExitStatus?) async throws -> ExitStatus? {
    do { return try await body() } catch let error as ValidationError {
      throw error
    } catch let error as SessionError {
      Words.say("uncanny: \(error)")
      return ExitStatus(error)
    } catch let error as ConfigurationError {
      Words.say("uncanny: \(error)")
      return .usage
    } catch let error as TimecodeError {
      Words.say("uncanny: --start-timecode \(error)")
      return .usage
    } catch {
      Words.say("uncanny: \(error)")
      return .broken
    }
  }
}
