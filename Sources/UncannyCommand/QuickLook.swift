internal import Uncanny

/// A look at the beginning of a clip only, and without learned models: what can be told at once, before more is made of it.
struct QuickLook: Sendable {
  /// How much is looked at; `nil` for all.
  let limit: ClockTime?

  init(isAsked: Bool) { limit = isAsked ? .seconds(2) : nil }
}
