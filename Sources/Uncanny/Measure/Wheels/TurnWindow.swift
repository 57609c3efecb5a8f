/// What a wheel did for about half a second, against what it should have done: numbers, no verdict.
public struct TurnWindow: Sendable, Equatable {
  /// The first frame and the latest.
  public var start: Stamp
  public var end: Stamp
  /// The turn that its way over the ground asks for, in radians a frame, clockwise; and of all frames together, regardless
  /// of direction.
  public var expected: Float = 0
  public var travel: Float = 0
  /// How far it went over the ground a frame, in values of the picture, along and down.
  public var way = SIMD2<Float>()
  /// How fast the ground went by in the picture, in the same unit.
  public var ground: Float = 0
  /// Whether the camera stood still throughout.
  public var isCameraStill = false

  /// The rate, turn over expected turn, at which the looks of the wheel agree best.
  public var rate: Float = 0
  /// How well they agree there.
  public var support = Agreement()
  /// How well they agree at the best of the rates that a wheel that turns with the vehicle can have.
  public var believed = Agreement()
  /// The most that rim and tire, each for itself, have there.
  public var mostBelieved = Agreement()
  /// By how many standard errors the best rate is better than the believable ones.
  public var evidence: Float = 0
  /// The rate at which the tire alone agrees best, how well, and by how much better than at rates far from there.
  public var tireRate: Float = 0
  public var tireSupport: Float = 0
  public var tireLead: Float = 0
  /// How well the looks agree with no turn at all.
  public var standing: Float = 0
  /// How unsure the measured turn is, in radians a frame: half the width of the peak.
  public var uncertainty: Float = 0

  /// The turn after which its pattern looks the same, in radians; `nil` without one.
  public var pitch: Float?
  /// How many sectors of the rim, of twelve, look the same from frame to frame as they are.
  public var unturnedSectors = 0
  /// How many numbers of spokes it has shown since it was found, of which none goes with the commonest.
  public var spokeCounts = 0

  /// How well the rim is seen: the median and the score that a fifth of the frames is below.
  public var score: Float = 0
  public var lowScore: Float = 0
  /// The radius of the rim in values of the picture, its shape, and how light it is, in gray values.
  public var radius: Float = 0
  public var aspect: Float = 0
  public var light: Float = 0
  /// On how many frames it was measured, of how many.
  public var measured = 0
  public var frames = 0

  /// How well the looks of a wheel agree, -1...1.
  public struct Agreement: Sendable, Equatable {
    /// Of the rim.
    public var rim: Float = 0
    /// Of the tire.
    public var tire: Float = 0
    /// The mean of the two.
    public var both: Float { (rim + tire) / 2 }
  }

  /// The rates that a wheel may have that turns with the vehicle: nobody knows how high its tire is.
  public static let believable: ClosedRange<Float> = 0.7...1.4

  init(start: Stamp, end: Stamp) {
    self.start = start
    self.end = end
  }
}
