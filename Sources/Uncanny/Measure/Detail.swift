/// How much detail a frame has, and how fine it is. Not-a-number where no detector needs it.
public struct Detail: Sendable, Equatable {
  /// The mean absolute step from one sample to the next, right and down, in code values; needs `Features.profile`.
  public private(set) var fine = Float.nan
  /// The same between means of 4x4 samples, in code values.
  public private(set) var coarse = Float.nan
  /// The standard deviation of the coarse picture of about a hundred values across, in code values: the contrast of broad
  /// areas, which stays however soft the picture is.
  public private(set) var contrast = Float.nan
  /// SI of ITU-T P.910: the deviation of the gradient of Sobel, taken on one row in four, in code values.
  public private(set) var spatialInformation = Float.nan
  /// TI of ITU-T P.910: the deviation of the difference to the frame before, taken on two rows in four, in code values;
  /// `nil` on the first frame.
  public private(set) var temporalInformation: Float?

  /// How far the finest detail goes beyond that of a soft picture, in which a step of the means of 4x4 samples is spread
  /// evenly over four samples: 0 for a soft picture, about 0.1 to 0.4 for a sharp one. Not-a-number for a picture
  /// without any detail.
  public var sharpness: Float { coarse >= Self.least ? fine / coarse - 0.25 : .nan }

  /// Less coarse detail than this, in code values, is none.
  private static let least: Float = 0.5

  package mutating func conclude(
    _ sums: LumaSums, profile: Profile, quarter: Level, hasPrevious: Bool, width: Int, height: Int
  ) {
    fine = profile.energy
    coarse = Self.meanStep(quarter)
    let samples = Double(height / 4 * max(0, width - 2))
    spatialInformation = Self.deviation(sums.gradient, sums.gradientSquared, samples)
    let compared = Double(width * Raster.sampledRows(of: height))
    temporalInformation =
      hasPrevious ? Self.deviation(Double(sums.change), Double(sums.changeSquared), compared) : nil
  }

  package mutating func concludeContrast(of coarse: Level) { contrast = Self.deviation(of: coarse) }

  private static func meanStep(_ level: Level) -> Float {
    let pairs = (level.width - 1) * level.height + (level.height - 1) * level.width
    return pairs > 0 ? Float(Kernels.sumOfSteps(level)) / Float(pairs) / Level.unit : .nan
  }

  private static func deviation(of level: Level) -> Float {
    var (sum, squares): (UInt64, UInt64) = (0, 0)
    for index in level.values.indices {
      let value = UInt64(level.values[index])
      sum &+= value
      squares &+= value &* value
    }
    return deviation(Double(sum), Double(squares), Double(level.count)) / Level.unit
  }

  private static func deviation(_ sum: Double, _ squares: Double, _ count: Double) -> Float {
    guard count > 0 else { return .nan }
    let mean = sum / count
    return Float(max(0, squares / count - mean * mean).squareRoot())
  }
}
