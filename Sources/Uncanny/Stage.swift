internal import Synchronization

/// An inspector behind a lock: what a streaming thread holds. The one class of the core.
///
/// Thread: any. One frame at a time; uncontended, the lock costs tens of nanoseconds.
public final class Stage: Sendable {
  private let inspector: Mutex<Inspector>
  private let sight: Mutex<Sight>
  /// Whether the frame before got all of the plan.
  private let isWhole = Atomic(true)
  /// What was retired before so many others has long been at rest.
  private static let mostRetired = 8

  /// What looks with learned models, and for whom.
  private struct Sight: Sendable {
    var perceiver: (any Perceiver)?
    /// Those before it, which may still be at work.
    var retired: [any Perceiver] = []
    let senses: Senses
    /// The detectors that cannot do without learned models.
    let perceiving: Set<String>

    init(_ plan: Plan, _ perceiver: (any Perceiver)?) {
      self.perceiver = perceiver
      senses = plan.needs.senses
      perceiving = Set(plan.choices.filter { !$0.entry.needs.essentialSenses.isEmpty }.map { $0.entry.card.id })
    }

    var absence: String? { perceiver.map { $0.absence } ?? "nothing here runs learned models" }
  }

  /// - Parameters:
  ///   - perceiver: what looks at frames with learned models; without one, what needs them is skipped.
  ///   - clock: nanoseconds by a clock that only goes forward; with one, `spent` is kept.
  public init(plan: Plan, perceiver: (any Perceiver)? = nil, clock: (@Sendable () -> Int64)? = nil) {
    inspector = Mutex(Inspector(plan: plan, clock: clock))
    sight = Mutex(Sight(plan, perceiver))
  }

  /// Looks at one frame and returns what came of it.
  ///
  /// - Parameter effort: how much there is time for.
  public func inspect(_ frame: borrowing Frame, at stamp: Stamp, effort: Effort = .full) -> Outcome {
    let isWhole = effort == .full
    let perceiver = sight.withLock { $0.perceiver }
    // what is under way would come when the frames that it is about are long gone
    if self.isWhole.exchange(isWhole, ordering: .relaxed), !isWhole { perceiver?.flush() }
    let observations = isWhole ? perceiver?.look(at: frame, stamp) ?? [] : []
    let outcome = inspector.withLock { $0.inspect(frame, at: stamp, observing: observations, effort: effort) }
    if let perceiver, outcome.changes.contains(where: { $0.isShot }) { perceiver.beginShot() }
    return outcome
  }

  /// The detectors that do not run for want of learned models, and why.
  public var skipped: [String: String] {
    let sight = sight.withLock { $0 }
    return sight.absence.map { why in Dictionary(uniqueKeysWithValues: sight.perceiving.map { ($0, why) }) } ?? [:]
  }

  /// What the parts of the work have taken so far.
  public var spent: Costs { inspector.withLock { $0.spent } }

  /// Goes on by another plan; what ends with that is in the outcome.
  ///
  /// - Parameter perceiver: makes what looks with learned models, where the plan needs others than the one before.
  public func adopt(_ plan: Plan, perceiver make: () -> (any Perceiver)?) -> Outcome {
    let former = sight.withLock { $0 }
    let isSame = former.senses == plan.needs.senses
    var next = Sight(plan, isSame ? former.perceiver : make())
    next.retired = former.retired
    if !isSame, let perceiver = former.perceiver {
      perceiver.retire()
      next.retired = next.retired.suffix(Self.mostRetired - 1) + [perceiver]
    }
    sight.withLock { [next] in $0 = next }
    return inspector.withLock { $0.adopt(plan) }
  }

  /// Ends the run and says what it came to. The stage begins anew afterwards.
  public func finish() -> Summary {
    let sight = sight.withLock { $0 }
    for perceiver in sight.retired { _ = perceiver.finish() }
    let last = sight.perceiver?.finish() ?? []
    var summary = inspector.withLock { $0.finish(observing: last) }
    if let why = sight.absence {
      for index in summary.checks.indices where sight.perceiving.contains(summary.checks[index].detector) {
        summary.checks[index] = Summary.Check(
          detector: summary.checks[index].detector, verdict: .skipped, why: why)
      }
    }
    return summary
  }

  /// Forgets what came before, as after a seek; shots and events so far are kept.
  public func flush() {
    sight.withLock { $0.perceiver }?.flush()
    inspector.withLock { $0.flush() }
  }
}

extension Outcome.Change {
  /// Whether a shot is known, and so another has begun.
  fileprivate var isShot: Bool { if case .shot = self { true } else { false } }
}
