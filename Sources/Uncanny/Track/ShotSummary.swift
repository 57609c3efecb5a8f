/// What is known of a shot when it ends, or so far: what a shot detector compares.
public struct ShotSummary: Sendable, Equatable {
  /// The shot; without an end while it lasts.
  public var shot: Shot
  /// How many frames were looked at.
  public var frames: Int
  /// How long those stand.
  public var length: ClockTime
  /// What it looks like; `nil` when it is too short to say, or its signal is not of standard dynamic range.
  public var look: ShotLook?
  /// What was followed in it, the longest seen first; empty where no detector asks for it.
  public var appearances: [Appearance] = []
  /// Traces of how it came to be; `nil` where it is too short, or no detector asks for it.
  public var traces: ShotTraces?
  /// Whether it was told of itself, as a fault of warning or above: then it is no measure for others.
  public var isFaulty = false

  /// A shot of which nothing is remembered.
  public static let nothing = ShotSummary(
    shot: Shot(index: 0, start: Stamp(frame: 0, running: .zero, stream: .zero), transition: .start), frames: 0,
    length: .zero)

  /// What must be measured for it.
  package static let needs: Features = [.color, .grain, .detail, .profile]
}

/// What a shot looks like: its grade, and the texture of its picture, over all of its frames.
public struct ShotLook: Sendable, Equatable {
  /// The numbers.
  public var figures: Figures
  /// The picture near the beginning, and near the end.
  package var first: Thumbnail
  package var last: Thumbnail

  /// What can be said in numbers. Not-a-number where something cannot be told.
  public struct Figures: Sendable, Equatable {
    /// The median light of the picture in stops above (or, negative, below) middle gray, 18 % of white.
    public var exposure: Float
    /// From the darkest twentieth of the picture to the brightest, in stops.
    public var contrast: Float
    /// The correlated color temperature of what is nearly gray, in kelvin: 6504 where gray is gray, less where it is warm.
    public var temperature: Float
    /// By how much what is nearly gray is greener than gray, in stops.
    public var tint: Float
    /// The mean distance of colors from gray, 0...1 and a little beyond.
    public var saturation: Float
    /// The deviation of the grain, in code values.
    public var grain: Float
    /// How far the finest detail goes beyond that of a soft picture: `Detail.sharpness`.
    public var sharpness: Float

    public init(
      exposure: Float, contrast: Float, temperature: Float, tint: Float, saturation: Float, grain: Float,
      sharpness: Float
    ) {
      self.exposure = exposure
      self.contrast = contrast
      self.temperature = temperature
      self.tint = tint
      self.saturation = saturation
      self.grain = grain
      self.sharpness = sharpness
    }
  }

  /// How one look differs from another.
  public struct Difference: Sendable, Equatable {
    /// Whether both are taken from the same place: then the grade is compared point by point.
    public var isOfSameSetup: Bool
    /// In stops; positive is brighter.
    public var exposure: Float
    /// A factor between tones in stops; 1 is the same contrast.
    public var contrast: Float
    /// In kelvin; positive is cooler.
    public var temperature: Float
    /// In stops of green; negative is more magenta.
    public var tint: Float
    /// A factor.
    public var saturation: Float
    /// By how much the corners have changed more than the middle, in stops; not-a-number where that is not known.
    public var corners: Float
  }

  /// How this look differs from `other`.
  public func difference(from other: ShotLook) -> Difference {
    if let grade = gradeInSameSetup(against: other) {
      let tint = -(grade.redOverGreen + grade.blueOverGreen) / 2
      let kelvin = ColorTemperature.kelvin(
        redOverGreen: grade.redOverGreen, blueOverGreen: grade.blueOverGreen)
      return Difference(
        isOfSameSetup: true, exposure: grade.exposure, contrast: grade.contrast,
        temperature: kelvin - ColorTemperature.neutral, tint: tint, saturation: grade.saturation, corners: grade.corners
      )
    }
    let (own, others) = (figures, other.figures)
    return Difference(
      isOfSameSetup: false, exposure: own.exposure - others.exposure,
      contrast: own.contrast / max(others.contrast, 0.1), temperature: own.temperature - others.temperature,
      tint: own.tint - others.tint, saturation: own.saturation / max(others.saturation, 0.01), corners: .nan)
  }

  /// The difference to the picture of `other` that is most like one of this; `nil` where none is like it.
  private func gradeInSameSetup(against other: ShotLook) -> GradeDifference? {
    var least = Self.sameSetup
    var grade: GradeDifference?
    for pair in 0..<4 {
      let own = pair < 2 ? first : last
      let others = pair % 2 == 0 ? other.first : other.last
      guard let distance = own.distance(from: others), distance < least else { continue }
      least = distance
      grade = own.grade(against: others)
    }
    return grade.flatMap { $0.rest < Self.sameThings ? $0 : nil }
  }

  /// Below this distance of structure two pictures are of one setup.
  private static let sameSetup: Float = 0.25
  /// More than this, in stops, that no grade explains, and they show other things, or in another light.
  private static let sameThings: Float = 0.35
}
