public import Uncanny

/// What tests the limits of the signal.
extension Scene {
  /// Color bars: white, yellow, cyan, green, magenta, red, blue, black, coded with `matrix`.
  ///
  /// - Parameter level: of the colored bars, as a part of white; white itself is at 1.
  public static func bars(
    _ level: Float, matrix: ColorMatrix = .bt709, range: CodeRange = .narrow, count: Int
  ) -> Scene {
    let inks = (0..<8).map { bar in
      let full = SIMD3<Float>(bar & 2 == 0 ? 1 : 0, bar & 4 == 0 ? 1 : 0, bar & 1 == 0 ? 1 : 0)
      return Ink(matrix.yCbCr(bar == 0 ? full : full * level), range: range)
    }
    return Scene(count: count) { _, picture in
      for (bar, ink) in inks.enumerated() {
        picture.fill(Region(x: Float(bar) / 8, y: 0, width: 1 / 8, height: 1), with: ink)
      }
    }
  }

  /// A gray wedge through every code value, from left to right.
  public static func wedge(_ codes: ClosedRange<UInt8>, count: Int) -> Scene {
    Scene(count: count) { _, picture in
      let (first, span) = (Int(codes.lowerBound), Int(codes.upperBound) - Int(codes.lowerBound))
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          picture.luma[y * picture.width + x] = UInt8(first + span * x / max(1, picture.width - 1))
        }
      }
    }
  }
}

extension Ink {
  /// A signal of Y', Cb and Cr in 8-bit code values, to the nearest.
  init(_ signal: SIMD3<Float>, range: CodeRange) {
    func code(_ value: Float) -> UInt8 { UInt8(max(0, min(value.rounded(), 255))) }
    self.init(
      y: code(range.black + range.span * signal.x), cb: code(128 + range.chromaSpan * signal.y),
      cr: code(128 + range.chromaSpan * signal.z))
  }
}
