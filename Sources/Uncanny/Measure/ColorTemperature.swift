/// What white a light is.
package enum ColorTemperature {
  /// The correlated color temperature of gray that is shown with these stops of red over green and of blue over green, in
  /// kelvin; D65 where both are 0.
  ///
  /// Primaries of BT.709; McCamy, "Correlated color temperature as an explicit function of chromaticity coordinates",
  /// Color Research & Application 17(2), 1992: within a few kelvin from 2856 to 6500 K, and fit for comparing up to about
  /// 15 000 K. Clamped to 1700...25 000 K.
  package static func kelvin(redOverGreen: Float, blueOverGreen: Float) -> Float {
    let red = power(2, max(-8, min(redOverGreen, 8)))
    let blue = power(2, max(-8, min(blueOverGreen, 8)))
    let x = 0.4124 * red + 0.3576 + 0.1805 * blue
    let y = 0.2126 * red + 0.7152 + 0.0722 * blue
    let z = 0.0193 * red + 0.1192 + 0.9505 * blue
    let sum = x + y + z
    let denominator = 0.1858 - y / sum
    // beyond, all is green: no white
    guard denominator < -0.01 else { return red > blue ? range.lowerBound : range.upperBound }
    let n = (x / sum - 0.3320) / denominator
    let kelvin = ((449 * n + 3525) * n + 6823.3) * n + 5520.33
    return max(range.lowerBound, min(kelvin, range.upperBound))
  }

  /// Of white itself.
  package static let neutral = kelvin(redOverGreen: 0, blueOverGreen: 0)

  private static let range: ClosedRange<Float> = 1700...25_000
}
