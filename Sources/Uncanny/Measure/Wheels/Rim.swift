/// Where a wheel shows its rim: an upright ellipse, as a wheel that is seen more or less from the side.
public struct Rim: Sendable, Equatable {
  /// The middle, in values of the picture that it was found in.
  public var center: SIMD2<Float>
  /// Half the height, in the same unit.
  public var radius: Float
  /// The width over the height: 1 from the side, less from aside.
  public var aspect: Float

  public init(center: SIMD2<Float>, radius: Float, aspect: Float) {
    self.center = center
    self.radius = radius
    self.aspect = aspect
  }

  /// How many radii of the rim a wheel is taken to have: between those of low and of high tires.
  public static let tire: Float = 1.57

  /// Where the wheel touches the ground.
  var contact: SIMD2<Float> { center + SIMD2(0, 1.55 * radius) }

  /// How far a wheel turns that moves so far over the ground, clockwise in radians. From aside the way is as much shorter as
  /// the wheel is.
  func turn(moving way: Float) -> Float { way / (Self.tire * radius * aspect) }

  /// Whether an ellipse of so many times its size lies within a picture.
  func fits(times: Float, width: Int, height: Int) -> Bool {
    let reach = SIMD2(radius * aspect, radius) * times
    let (low, high) = (center - reach, center + reach)
    return low.x >= 0 && low.y >= 0 && high.x <= Float(width - 1) && high.y <= Float(height - 1)
  }

  /// The distance of the middles, in radii of the larger.
  func distance(to other: Rim) -> Float { (center - other.center).magnitude / max(radius, other.radius, 0.1) }
}
