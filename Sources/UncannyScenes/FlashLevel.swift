internal import Uncanny

/// Code values for luminances on a display of 200 cd/m2, and for reds of a given purity.
struct FlashLevel {
  var range: CodeRange
  var matrix: ColorMatrix

  /// A red, and how it measures.
  struct Red {
    var ink: Ink
    var text: String
  }

  /// The gray whose luminance is nearest, by 200 x V^2.1.
  func gray(_ luminance: Float) -> Ink {
    let codes = UInt8(range.black)...UInt8(range.black + range.span)
    return Ink(y: codes.min { abs(self.luminance($0) - luminance) < abs(self.luminance($1) - luminance) } ?? 16)
  }

  /// The luminance as it is coded.
  func text(_ ink: Ink) -> String { "\((luminance(ink.y) * 10).rounded() / 10) cd/m2" }

  private func luminance(_ code: UInt8) -> Float { 200 * power(max(0, (Float(code) - range.black) / range.span), 2.1) }

  /// A bright red with about that part of red in its light.
  func red(ofRatio ratio: Float) -> Red {
    let other = 0.6 * (1 / ratio - 1) / 2
    let ink = nearest(to: SIMD3(0.6, other, other)) { abs($0.x / ($0.x + $0.y + $0.z) - ratio) }
    let light = linear(ink)
    let hundredths = (light.x / (light.x + light.y + light.z) * 1000).rounded() / 1000
    return Red(ink: ink, text: "of which \(hundredths) of the light is red")
  }

  /// A pure dark red of about that many units of (R - G - B) x 320.
  func red(ofChange change: Float) -> Red {
    // a blue without light stays without light when it is rounded
    let ink = nearest(to: SIMD3(change / 320, 0, 0)) { light in
      abs((light.x - light.y - light.z) * 320 - change)
    }
    let light = linear(ink)
    return Red(ink: ink, text: "by \(((light.x - light.y - light.z) * 3200).rounded() / 10) units")
  }

  /// The color whose code values lie around those of a linear light and come nearest to what is asked for.
  private func nearest(to light: SIMD3<Float>, _ error: (SIMD3<Float>) -> Float) -> Ink {
    let signal = SIMD3(power(light.x, 1 / 2.2), power(light.y, 1 / 2.2), power(light.z, 1 / 2.2))
    let coded = matrix.yCbCr(signal)
    let y = range.black + range.span * coded.x
    let (cb, cr) = (128 + range.chromaSpan * coded.y, 128 + range.chromaSpan * coded.z)
    var best = (ink: Ink(y: code(y), cb: code(cb), cr: code(cr)), error: Float.infinity)
    for step in 0..<125 {
      let (a, b, c) = (Float(step % 5 - 2), Float(step / 5 % 5 - 2), Float(step / 25 - 2))
      let ink = Ink(y: code(y + a), cb: code(cb + b), cr: code(cr + c))
      let error = error(linear(ink))
      if error < best.error { best = (ink, error) }
    }
    return best.ink
  }

  private func code(_ value: Float) -> UInt8 { UInt8(max(0, min(value.rounded(), 255))) }

  private func linear(_ ink: Ink) -> SIMD3<Float> {
    let signal = matrix.rgb(
      luma: (Float(ink.y) - range.black) / range.span, blue: (Float(ink.cb) - 128) / range.chromaSpan,
      red: (Float(ink.cr) - 128) / range.chromaSpan)
    let clipped = signal.clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 1))
    return SIMD3(power(clipped.x, 2.2), power(clipped.y, 2.2), power(clipped.z, 2.2))
  }
}
