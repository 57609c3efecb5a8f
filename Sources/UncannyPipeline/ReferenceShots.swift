internal import Synchronization
public import Uncanny
internal import UncannyReport

/// What the files show that a session's plans hold the film against; each is looked at once, before the session begins.
///
/// Thread: any.
final class ReferenceShots: Sendable {
  private struct Known: Sendable {
    /// By path, and by the detectors for which it was looked at.
    var shots: [Set<String>: [String: ShotSummary]] = [:]
    /// The detectors of whose files nothing is asked: they do not run here, or the files have been accepted before.
    var skipped: Set<String> = []
    /// The session that looks now.
    var session: Session?
    var isStopped = false
  }

  private let known = Mutex(Known())
  private let catalog: Catalog
  private let models: Session.Settings.Models

  init(_ catalog: Catalog, models: Session.Settings.Models) {
    self.catalog = catalog
    self.models = models
  }

  /// Looks at the files of a plan that have not been looked at.
  ///
  /// - Throws: `SessionError.unreadable` for a file that is no picture; `.stopped` when it was stopped.
  func look(for plan: Plan) async throws(SessionError) {
    let asked = plan.forReferences
    if plan.isComplete { return keep(plan, asked.detectors) }
    for reference in plan.references where known.withLock({ $0.shots[asked.detectors]?[reference.path] == nil }) {
      let name = "\(reference.detector):\(reference.name)"
      let session = Session(
        .check(.still(reference.path), copy: nil), plan: asked, catalog: catalog,
        settings: Session.Settings(models: models))
      let isStopped = known.withLock { known in
        known.session = session
        return known.isStopped
      }
      if isStopped { throw .stopped("\(name) \(reference.path): was stopped before it was looked at") }
      let run: Session.Run
      do throws(SessionError) { run = try await session.run() } catch { throw .unreadable("\(name) \(error)") }
      if let failure = run.failure {
        if case .stopped = failure { throw failure }
        throw .unreadable("\(name) \(failure)")
      }
      let skipped = run.reports.flatMap { $0.checks }.filter { $0.verdict == .skipped }.map { $0.detector }
      known.withLock { known in
        known.session = nil
        known.skipped.formUnion(skipped)
        known.shots[asked.detectors, default: [:]][reference.path] = run.shots.first?.first ?? .nothing
      }
    }
  }

  /// Keeps what a plan that is complete brings: its elements have no more than its text.
  private func keep(_ plan: Plan, _ asked: Set<String>) {
    known.withLock { known in
      for choice in plan.choices {
        for (name, shot) in choice.references {
          guard let path = choice.texts[name] else { continue }
          known.shots[asked, default: [:]][path] = shot
          known.skipped.insert(choice.entry.card.id)
        }
      }
    }
  }

  /// Ends a look that is under way, and those that would follow.
  func stop() {
    let session = known.withLock { known in
      known.isStopped = true
      return known.session
    }
    session?.stop()
  }

  /// The plan with what its files show.
  ///
  /// - Throws: `PlanError.unfit` for one that shows nothing that could be held against.
  func complete(_ plan: Plan) throws(PlanError) -> Plan {
    guard !plan.isComplete else { return plan }
    let known = known.withLock { $0 }
    let asked = plan.forReferences.detectors
    // what was looked at for more is as good
    let shots = known.shots[asked] ?? known.shots.first { asked.isSubset(of: $0.key) }?.value
    return try plan.holding(against: shots ?? [:], skipped: known.skipped)
  }
}

extension Plan {
  fileprivate var detectors: Set<String> { Set(choices.map { $0.entry.card.id }) }
}

extension Session {
  /// A plan with what its files show, for several sessions: otherwise each looks at them for itself.
  ///
  /// - Throws: `SessionError.unreadable` for a file that is no picture, or shows nothing that could be held against.
  public static func completed(
    _ plan: Plan, from catalog: Catalog, models: Settings.Models = .own
  ) async throws(SessionError) -> Plan {
    let references = ReferenceShots(catalog, models: models)
    try await references.look(for: plan)
    do { return try references.complete(plan) } catch { throw .unreadable("\(error)") }
  }
}
