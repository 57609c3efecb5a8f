internal import GStreamer
internal import Synchronization
internal import Uncanny
internal import UncannyElement

/// An `uncanny` element of a pipeline, as its host sees it.
final class ElementAnalysis: Analysis {
  private let element: Element
  private let state = Mutex(Tally())

  /// - Parameters:
  ///   - index: of this analysis in its session.
  ///   - perceive: what sees with learned models, for the plan of the element.
  ///   - references: what the plan of the element holds the film against.
  ///   - tell: called on the streaming thread when there is news; must not wait.
  init(
    _ element: Element, index: Int, perceiving perceive: @escaping @Sendable (Plan) -> (any Perceiver)?,
    holding references: ReferenceShots, tell: @escaping @Sendable (News) -> Void
  ) {
    self.element = element
    element.perceive(with: perceive)
    element.complete { plan throws(PlanError) in try references.complete(plan) }
    // the element keeps the closure as long as it lives, and must not keep its host
    element.tap { [weak self] outcome in
      self?.note(outcome)
      if !outcome.changes.isEmpty { tell(News(analysis: index, changes: outcome.changes)) }
    }
    // only a sink puts tags on the bus, and behind an encoder they do not get there
    element.pad(named: "sink")?.onEvent { event in
      if case .tags(let tags) = event { tell(News(analysis: index, tags: tags)) }
    }
  }

  /// Nobody counts.
  var spent: Costs { Costs() }

  var tally: Tally {
    var tally = state.withLock { $0 }
    let progress = element.progress
    tally.received = progress?.frames ?? 0
    tally.width = progress?.geometry?.width ?? 0
    tally.height = progress?.geometry?.height ?? 0
    tally.frameRate = element.pad(named: "sink")?.caps?.videoInfo.flatMap {
      $0.frameRate.numerator > 0 ? $0.frameRate.value : nil
    }
    return tally
  }

  /// Not known before the end.
  var skipped: [String: String] { [:] }

  /// The changes that the end brought have come through the tap already.
  func finish() -> Summary? {
    var summary = element.finishAnalysis()
    summary?.closing = []
    return summary
  }

  private func note(_ outcome: Outcome) {
    state.withLock { tally in
      // what ends with the stream comes with the stamp after the last frame
      guard outcome.stamp.pts != nil || outcome.stamp.duration != nil || tally.lastStamp == nil else { return }
      tally.analyzed += 1
      tally.note(outcome.stamp)
    }
  }
}
