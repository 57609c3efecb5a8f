internal import Synchronization
internal import Uncanny

/// What can be changed of a feed by those who look at it.
extension Feed {
  /// From now on changes are made by `control`; `nil` when the feed is watched no more.
  public func answer(to control: (any FeedControl)?) { state.withLock { $0.control = control } }

  /// How it is set now.
  var settings: LiveSettings {
    state.withLock { LiveSettings($0.settings, of: number, from: catalog, at: .now) }
  }

  /// Goes on by another plan.
  ///
  /// - Parameter revision: of the settings that it is meant to change; `nil` for whatever they are.
  func adopt(_ text: String, by author: Author, changing revision: Int?) throws(Refusal) -> LiveSettings {
    try change { (state, control) throws(Refusal) in
      if let revision, revision != state.settings.revision { throw .outdated }
      do throws(PlanError) {
        let plan = try Plan(parsing: text, from: catalog)
        let changes = state.settings.plan.changes(to: plan)
        guard !changes.isEmpty else { return }
        try control.adopt(plan, saying: "plan changed by \(author.words): \(changes)")
        state.settings.adopt(plan)
      } catch { throw .unfit("\(error)") }
    }
  }

  /// - Parameter minutes: `nil` until it is taken back.
  func mute(_ fault: String, minutes: Double?, by author: Author) throws(Refusal) -> LiveSettings {
    try change { (state, control) throws(Refusal) in
      let known = ["all"] + catalog.names
      guard known.contains(fault) else {
        throw .unfit(
          "there is no fault \"\(fault)\"" + (known.nearest(to: fault).map { "; did you mean \($0)?" } ?? ""))
      }
      if let minutes, !FeedSettings.lengths.contains(minutes) { throw .unfit("minutes go from 1 to 43200") }
      state.settings.mute(fault, minutes: minutes, by: author, at: .now)
      let length = minutes.map { "for \(($0 * 10).rounded() / 10) min" } ?? "until it is taken back"
      control.mute(
        fault, for: minutes.map { .seconds($0 * 60) }, saying: "\(fault) muted \(length) by \(author.words)")
    }
  }

  func unmute(_ fault: String, by author: Author) throws(Refusal) -> LiveSettings {
    try change { (state, control) throws(Refusal) in
      guard state.settings.unmute(fault, at: .now) else { return }
      control.unmute(fault, saying: "\(fault) no more muted, by \(author.words)")
    }
  }

  private func change(
    _ body: (inout sending State, any FeedControl) throws(Refusal) -> Void
  ) throws(Refusal) -> LiveSettings {
    try state.withLock { (state) throws(Refusal) in
      try state.settings.count(at: .now)
      guard let control = state.control else { throw .notWatched }
      try body(&state, control)
    }
    return settings
  }
}
