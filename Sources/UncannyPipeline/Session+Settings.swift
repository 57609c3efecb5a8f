public import Uncanny

/// What can be changed while a session runs.
extension Session {
  /// What somebody changed.
  struct Setting: Sendable {
    /// `nil` where it stays as it is.
    var plan: Plan?
    /// Who did what.
    var words: String
  }

  /// Goes on by another plan with the next frame: detectors that are set as they were go on as well. Only what is watched
  /// can; of others nothing changes. That it was done is told as an event, `stream.settings`.
  ///
  /// Thread: any.
  ///
  /// - Parameters:
  ///   - plan: its references must be among those that the session began with.
  ///   - words: who did what, as the event says it.
  /// - Throws: `PlanError.unfit` for a reference that has not been looked at.
  public func adopt(_ plan: Plan, saying words: String) throws(PlanError) {
    outlet.yield(.setting(Setting(plan: try references.complete(plan), words: words)))
  }

  /// Tells as an event, `stream.settings`, what somebody did beside the analysis.
  ///
  /// Thread: any.
  public func note(_ words: String) { outlet.yield(.setting(Setting(words: words))) }
}
