/// How Y'CbCr is made from R'G'B': the weights of red and blue in the luma.
public enum ColorMatrix: Hashable, Sendable, CaseIterable {
  /// Standard definition: BT.601, and SMPTE 170M.
  case bt601
  /// High definition: BT.709.
  case bt709
  /// Ultra-high definition, non-constant luminance: BT.2020, and BT.2100 in PQ and HLG.
  case bt2020

  /// The weight of red.
  public var kr: Float {
    switch self {
    case .bt601: 0.299
    case .bt709: 0.2126
    case .bt2020: 0.2627
    }
  }

  /// The weight of blue.
  public var kb: Float {
    switch self {
    case .bt601: 0.114
    case .bt709: 0.0722
    case .bt2020: 0.0593
    }
  }

  /// What a picture of `height` rows has that does not say: standard definition ends below 720 rows.
  public static func usual(forHeight height: Int) -> ColorMatrix { height < 720 ? .bt601 : .bt709 }

  /// R', G', B' of a signal whose luma goes from 0 to 1 and whose color differences from -0.5 to 0.5.
  ///
  /// Outside of 0...1 where no display can show the color.
  public func rgb(luma: Float, blue: Float, red: Float) -> SIMD3<Float> {
    let r = luma + 2 * (1 - kr) * red
    let b = luma + 2 * (1 - kb) * blue
    return SIMD3(r, (luma - kr * r - kb * b) / (1 - kr - kb), b)
  }

  /// Y', Cb, Cr of an R'G'B' signal of 0...1: the way back.
  public func yCbCr(_ rgb: SIMD3<Float>) -> SIMD3<Float> {
    let luma = kr * rgb.x + (1 - kr - kb) * rgb.y + kb * rgb.z
    return SIMD3(luma, (rgb.z - luma) / (2 * (1 - kb)), (rgb.x - luma) / (2 * (1 - kr)))
  }
}

/// What light a signal means.
public enum Transfer: Hashable, Sendable {
  /// Standard dynamic range, by whichever of its laws: BT.1886 at the display.
  case standard
  /// Absolute luminance up to 10 000 cd/m2: SMPTE ST 2084.
  case pq
  /// Hybrid log-gamma: BT.2100.
  case hlg
}
