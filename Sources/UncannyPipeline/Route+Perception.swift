internal import Uncanny
internal import UncannyPerception

extension Route {
  /// What sees with learned models for a plan; `nil` where the plan needs none. What has an end is looked at in lockstep.
  var perceiver: @Sendable (Plan) -> (any Perceiver)? {
    let pace: Perception.Pace = if case .check = self { .lockstep } else { .live }
    return { plan in plan.needs.senses.isEmpty ? nil : Perception(for: plan.needs.senses, pace: pace) }
  }
}
