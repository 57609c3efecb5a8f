/// What can be measured of a frame. The reduced pictures are always there.
public struct Features: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// `Measurements.tone`: histogram, mean, variance, extremes of the luma.
  public static let tone = Features(rawValue: 1 << 0)
  /// `Measurements.change`: the difference to the frame before.
  public static let change = Features(rawValue: 1 << 1)
  /// `Measurements.profile`: gradient energy by column and row.
  public static let profile = Features(rawValue: 1 << 2)
  /// `Measurements.color`: chroma means and the coarse colour histogram.
  public static let color = Features(rawValue: 1 << 3)
  /// `Measurements.motion`: where the blocks of the picture have moved.
  public static let motion = Features(rawValue: 1 << 8)

  /// Everything.
  public static let all: Features = [.tone, .change, .profile, .color, .motion]
}
