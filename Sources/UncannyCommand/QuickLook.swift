internal import Uncanny

/// A look at the beginning of a clip only, and without learned models: what can be told at once, before more is made of it.
enum QuickLook {
  /// How much is looked at.
  static let length = ClockTime.seconds(2)
}
