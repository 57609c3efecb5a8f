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
  /// `Measurements.detail`: how fine the detail is, and SI and TI.
  public static let detail = Features(rawValue: 1 << 4)
  /// `Measurements.grain`: the strength of the finest structure.
  public static let grain = Features(rawValue: 1 << 5)
  /// `Measurements.fields`: whether rows come from two moments.
  public static let fields = Features(rawValue: 1 << 6)
  /// `Measurements.staircases`: the share of the picture in false contours.
  public static let staircases = Features(rawValue: 1 << 7)
  /// `Measurements.breaks`: blocks that do not go with their neighbors.
  public static let breaks = Features(rawValue: 1 << 8)
  /// `Measurements.gamut`: how much of the picture lies beyond the limits of the signal.
  public static let gamut = Features(rawValue: 1 << 9)
  /// `Measurements.motion`: where the blocks of the picture have moved.
  public static let motion = Features(rawValue: 1 << 10)

  /// `Measurements.flow` and `Measurements.trails`: dense motion, and points that are followed; comes with `motion` and
  /// `color`.
  public static let trails: Features = [Features(rawValue: 1 << 11), .motion, .color]

  /// `Measurements.observations`: things, as a learned model sees them.
  public static let objects = Features(rawValue: 1 << 12)
  /// `Measurements.observations`: faces.
  public static let faces = Features(rawValue: 1 << 13)
  /// `Measurements.observations`: lines of lettering.
  public static let lettering = Features(rawValue: 1 << 14)

  /// `Measurements.wheels`: the wheels of vehicles; comes with things, as a learned model sees them.
  public static let wheels = Features(rawValue: 1 << 15)
  /// `Measurements.traces`: what a camera or a generator leaves in the pictures, eight times a second.
  public static let traces = Features(rawValue: 1 << 16)
  /// `Measurements.observations`: what a network makes of textures. Who asks for it does without where no model runs.
  public static let texture = Features(rawValue: 1 << 17)

  /// Everything.
  public static let all: Features = [
    .tone, .change, .profile, .color, .detail, .grain, .fields, .staircases, .breaks, .gamut, .motion, .trails,
    .objects, .faces, .lettering, .wheels, .traces, .texture,
  ]
}
