internal import UncannyPipeline
internal import UncannyReport

extension Inspected {
  /// Runs a session and notes what came of it, also when it throws.
  static func noting(
    _ input: Input, in inspected: inout [Inspected], _ body: () async throws -> Session.Run
  ) async throws -> Session.Run {
    do {
      let run = try await body()
      inspected += run.reports.map { Inspected(input.text, $0, failure: run.failure.map { "\($0)" }) }
      return run
    } catch {
      inspected.append(Inspected(input.text, nil, failure: "\(error)"))
      throw error
    }
  }
}
