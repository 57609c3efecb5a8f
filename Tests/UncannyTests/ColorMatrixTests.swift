import Testing
import Uncanny

@Suite struct ColorMatrixTests {
  @Test(arguments: ColorMatrix.allCases) func `what is coded comes back`(_ matrix: ColorMatrix) {
    for color in [SIMD3<Float>(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0.2, 0.4, 0.9), SIMD3(1, 1, 1)] {
      let coded = matrix.yCbCr(color)
      let back = matrix.rgb(luma: coded.x, blue: coded.y, red: coded.z)
      for index in 0..<3 { #expect(abs(back[index] - color[index]) < 1e-5) }
      #expect(abs(coded.y) <= 0.50001 && abs(coded.z) <= 0.50001)
    }
  }

  @Test func `red and blue have the weights of the recommendations`() {
    #expect(ColorMatrix.bt709.yCbCr([1, 0, 0]).x == 0.2126 && ColorMatrix.bt601.yCbCr([1, 0, 0]).x == 0.299)
    #expect(ColorMatrix.bt2020.yCbCr([1, 0, 0]).x == 0.2627 && ColorMatrix.bt2020.yCbCr([0, 0, 1]).x == 0.0593)
    let green = ColorMatrix.bt709.rgb(luma: 0, blue: 1, red: 0).y
    #expect(abs(green + 0.1873) < 1e-4)
  }

  @Test func `the size decides where nothing else does`() {
    #expect(ColorMatrix.usual(forHeight: 576) == .bt601 && ColorMatrix.usual(forHeight: 720) == .bt709)
  }
}
