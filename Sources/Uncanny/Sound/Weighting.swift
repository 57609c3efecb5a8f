/// The K-weighting of ITU-R BS.1770-4, Annex 1, for any sample rate.
///
/// The standard gives coefficients for 48 kHz only. The two stages are a high shelf of 4 dB at 1682 Hz and a high pass at
/// 38 Hz; their analogue parameters, recovered from those coefficients, are the ones of B. De Man, "Evaluation of
/// implementations of the EBU R128 loudness measurement", AES 145, 2018. They are put through the bilinear transform
/// at the rate that is asked for.
package enum Weighting {
  /// b0 b1 b2 a1 a2 of the shelf, then of the high pass, a0 being 1.
  package static func coefficients(rate: Int) -> [Double] {
    shelf(rate: Double(rate)) + highPass(rate: Double(rate))
  }

  /// A stage that would work above what such a rate can carry does nothing.
  private static let highest = 0.45
  private static let identity: [Double] = [1, 0, 0, 0, 0]

  private static func shelf(rate: Double) -> [Double] {
    let (frequency, gain, quality) = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
    guard frequency < highest * rate else { return identity }
    let k = tangent(.pi * frequency / rate)
    let high = decade(gain / 20)
    let band = decade(gain / 20 * 0.4996667741545416)
    let a0 = 1 + k / quality + k * k
    return [
      (high + band * k / quality + k * k) / a0, 2 * (k * k - high) / a0, (high - band * k / quality + k * k) / a0,
      2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0,
    ]
  }

  private static func highPass(rate: Double) -> [Double] {
    let (frequency, quality) = (38.13547087602444, 0.5003270373238773)
    guard frequency < highest * rate else { return identity }
    let k = tangent(.pi * frequency / rate)
    let a0 = 1 + k / quality + k * k
    return [1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0]
  }
}

/// What lies between the samples.
package enum Interpolation {
  /// Taps of a phase.
  package static let taps = 12

  /// How many times as many values are looked at as there are samples: at least 4, until the rate itself is as high as
  /// that, as in ITU-R BS.1770-4, Annex 2.
  package static func factor(rate: Int) -> Int { rate < 88_200 ? 4 : rate < 176_400 ? 2 : 1 }

  /// The coefficients of the phases between two samples, for the oldest sample first.
  ///
  /// A sinc under a Hann window, each phase scaled to pass a constant unchanged. The samples themselves are the
  /// phase that is left out.
  package static func phases(rate: Int) -> [Float] {
    let factor = factor(rate: rate)
    return (1..<max(1, factor)).flatMap { phase in
      let between = Double(phase) / Double(factor)
      let values = (0..<taps).map { tap in
        // the value lies `between` after sample 5 of the twelve
        let distance = Double(tap) - Double(taps / 2 - 1) - between
        let window = 0.5 + 0.5 * sine(.pi / 2 - .pi * distance / Double(taps / 2))
        return window * sine(.pi * distance) / (.pi * distance)
      }
      let sum = values.reduce(0, +)
      return values.map { Float($0 / sum) }
    }
  }
}
