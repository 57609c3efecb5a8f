internal import Synchronization
internal import Uncanny
internal import UncannyPerception

extension Route {
  /// What sees with learned models for a plan; `nil` where the plan needs none. What has an end is looked at in lockstep.
  func perceiver(_ models: Session.Settings.Models) -> @Sendable (Plan) -> (any Perceiver)? {
    let pace: Perception.Pace = if case .check = self { .lockstep } else { .live }
    return { plan in
      let senses = plan.needs.senses
      guard !senses.isEmpty else { return nil }
      switch models {
      case .own: return Perception(for: senses, pace: pace)
      case .kept(let models): return models.perception(for: senses, pace)
      case .none: return nil
      }
    }
  }
}

/// Learned models that stay loaded from one session to the next, where one follows another.
///
/// Thread: any; for one session at a time.
public final class LoadedModels: Sendable {
  private let last = Mutex<Perception?>(nil)

  public init() {}

  /// The models of the session before where it needed the same, at their beginning.
  func perception(for senses: Senses, _ pace: Perception.Pace) -> Perception {
    last.withLock { last in
      if let last, last.senses == senses, last.pace == pace {
        last.flush()
        return last
      }
      let perception = Perception(for: senses, pace: pace)
      last = perception
      return perception
    }
  }
}
