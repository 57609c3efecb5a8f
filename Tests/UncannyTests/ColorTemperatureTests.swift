import Testing
import Uncanny

@Suite struct ColorTemperatureTests {
  /// Gray under lights of the daylight and Planckian loci, as linear red and blue over green with the primaries of BT.709:
  /// computed from the chromaticities in CIE 15.
  @Test(arguments: [
    // illuminant A, D50, D65, D75
    (Float(0.4476), Float(0.4074), Float(2856)), (0.3457, 0.3585, 5003), (0.3127, 0.3290, 6504), (0.2990, 0.3149, 7504),
  ])
  func `known lights have their temperature`(_ x: Float, _ y: Float, _ kelvin: Float) {
    let (bigX, bigZ) = (x / y, (1 - x - y) / y)
    let red = 3.2406 * bigX - 1.5372 - 0.4986 * bigZ
    let green = -0.9689 * bigX + 1.8758 + 0.0415 * bigZ
    let blue = 0.0557 * bigX - 0.2040 + 1.0570 * bigZ
    let found = ColorTemperature.kelvin(redOverGreen: stops(red / green), blueOverGreen: stops(blue / green))
    #expect(abs(found - kelvin) < 0.02 * kelvin, "\(found)")
  }

  @Test func `no light traps, and all stay in range`() {
    for red in stride(from: Float(-40), through: 40, by: 4) {
      for blue in stride(from: Float(-40), through: 40, by: 4) {
        let found = ColorTemperature.kelvin(redOverGreen: red, blueOverGreen: blue)
        #expect((1700...25_000).contains(found))
      }
    }
  }

  private func stops(_ ratio: Float) -> Float { Float(decibels(Double(ratio)) / decibels(2)) }
}
