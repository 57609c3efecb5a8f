/// A color in OKLab, in which equal distances look equal (Ottosson, "A perceptual color space for image processing", 2020).
public struct OKLab: Sendable, Equatable {
  /// How light it is, 0...1.
  public var lightness: Float
  /// From green to red.
  public var a: Float
  /// From blue to yellow.
  public var b: Float

  /// - Parameter light: linear red, green and blue of BT.709, 0...1.
  public init(_ light: SIMD3<Float>) {
    func root(_ weights: SIMD3<Float>) -> Float {
      power(max(0, (weights * light).sum()), 1 / 3)
    }
    let long = root(SIMD3(0.412_221_47, 0.536_332_54, 0.051_445_99))
    let middle = root(SIMD3(0.211_903_50, 0.680_699_55, 0.107_396_96))
    let short = root(SIMD3(0.088_302_46, 0.281_718_84, 0.629_978_70))
    lightness = 0.210_454_26 * long + 0.793_617_79 * middle - 0.004_072_05 * short
    a = 1.977_998_50 * long - 2.428_592_21 * middle + 0.450_593_71 * short
    b = 0.025_904_04 * long + 0.782_771_77 * middle - 0.808_675_77 * short
  }

  /// How far it is from gray.
  public var chroma: Float { (a * a + b * b).squareRoot() }

  /// In degrees, -180...180.
  public var hue: Float { angle(b, a) * 180 / .pi }
}

/// The direction of (`x`, `y`) in radians, -pi...pi; 0 where it has none. Off by 1e-4 at most: the polynomial of Abramowitz
/// and Stegun, "Handbook of mathematical functions", 4.4.49.
public func angle(_ y: Float, _ x: Float) -> Float {
  let (wide, high) = (abs(x), abs(y))
  guard wide + high > 0 else { return 0 }
  let slope = min(wide, high) / max(wide, high)
  let square = slope * slope
  let inner = 0.999_866 + square * (-0.330_299_5 + square * (0.180_141 + square * (-0.085_133 + square * 0.020_835_1)))
  var turn = slope * inner
  if high > wide { turn = .pi / 2 - turn }
  if x < 0 { turn = .pi - turn }
  return y < 0 ? -turn : turn
}
