/// How red is counted: (R - G - B) x 320 in linear light, and what counts as saturated.
///
/// After the working text on red flashes that ITU-R BT.1702 took over in 2007.
package struct RedScale: Sendable {
  package let range: CodeRange
  /// How much of Cr is in R', and of Cb in B'.
  package let red: Float
  package let blue: Float
  /// How much of Cr, and of Cb, is taken from G'.
  package let greenRed: Float
  package let greenBlue: Float
  /// Linear light of a signal of 0...1 in 1024 steps, by a gamma of 2.2.
  package let light: [Float]
  /// Values in the whole of R.
  package let unit: Float
  /// The share of red in all light from which it is saturated.
  package let ratio: Float = 0.8
  /// What is darker than this is black, whatever its color: values of two units.
  package let least: Float

  /// Values in one unit of (R - G - B) x 320.
  package static let steps: Float = 64

  package init(range: CodeRange, matrix: ColorMatrix) {
    self.range = range
    let green = 1 - matrix.kr - matrix.kb
    red = 2 * (1 - matrix.kr)
    blue = 2 * (1 - matrix.kb)
    greenRed = matrix.kr * red / green
    greenBlue = matrix.kb * blue / green
    light = (0...1024).map { power(Float($0) / 1024, 2.2) }
    unit = 320 * Self.steps
    least = 2 * Self.steps
  }
}
