internal import CKernels

/// What is to be seen on a wheel at one moment, ring by ring: eight of the rim, six of the tire.
struct RimTexture: Sendable {
  /// The harmonics of each ring.
  private(set) var spectra: [Float]
  /// What of the rings of the rim is fine, by angle.
  private(set) var fine: [Float]
  /// How light the middle of the rim is, in gray values.
  private(set) var light: Float

  /// Harmonics that are kept; none below the second, as shade and a place that is a little off make those.
  static let harmonics = Int(CK_TURN_HARMONICS)
  static let lowest = Int(CK_TURN_LOWEST)
  static let sectors = Int(CK_TURN_SECTORS)
  static let rim = 0..<8
  static let tire = 8..<14
  /// In radii of the rim.
  private static let radii: [Float] =
    (0..<8).map { 0.32 + 0.6 * Float($0) / 7 } + (0..<6).map { 1.1 + 0.38 * Float($0) / 5 }
  /// How far the outermost ring reaches.
  static let reach: Float = 1.48

  /// What `rim` shows.
  init(of rim: Rim, in level: Level, scratch: inout [Float]) {
    let count = Self.radii.count
    if scratch.count < count * Circle.turn.count { scratch = [Float](repeating: 0, count: count * Circle.turn.count) }
    Kernels.unwrap(rim, in: level, radii: Self.radii, into: &scratch)
    spectra = [Float](repeating: 0, count: count * 2 * Self.harmonics)
    Kernels.transform(scratch, count: count, into: &spectra)
    fine = [Float](repeating: 0, count: Self.rim.count * Circle.turn.count)
    Kernels.sharpen(scratch, count: Self.rim.count, into: &fine)
    light = Kernels.quantile(0.5, of: scratch, Circle.turn.count..<6 * Circle.turn.count)
  }

  /// The power of the harmonics 3...14 of the rings in the middle of the rim: of n equal spokes the n-th is the strongest.
  var spokes: SIMD16<Float> {
    var power = SIMD16<Float>()
    for ring in 2...7 {
      let first = ring * 2 * Self.harmonics
      for harmonic in 3...14 {
        let index = first + harmonic - Self.lowest
        let (re, im) = (spectra[index], spectra[index + Self.harmonics])
        power[harmonic] += re * re + im * im
      }
    }
    return power
  }
}

/// How well two moments of a wheel agree for turns of so many times what is expected.
struct TurnPair: Sendable {
  /// How many steps lie between.
  var steps: Int
  /// The correlation of the rim, and that of the tire, at each rate.
  var rim: [Float]
  var tire: [Float]

  /// The rates that are tried: turn over expected turn.
  static let rates = 121
  static let first: Float = -3
  static let step: Float = 0.05

  static func rate(_ index: Int) -> Float { first + step * Float(index) }
  static func index(of rate: Float) -> Int { Int(((rate - first) / step).rounded()) }

  init(_ before: RimTexture, _ now: RimTexture, expected: Float, steps: Int) {
    self.steps = steps
    rim = [Float](repeating: 0, count: Self.rates)
    tire = rim
    let (from, by) = (Double(Self.first * expected), Double(Self.step * expected))
    Kernels.correlation(of: before.spectra, with: now.spectra, rings: RimTexture.rim, from: from, by: by, into: &rim)
    Kernels.correlation(of: before.spectra, with: now.spectra, rings: RimTexture.tire, from: from, by: by, into: &tire)
  }

  /// The correlation of both for no turn at all.
  var standing: Float {
    let index = Self.index(of: 0)
    return (rim[index] + tire[index]) / 2
  }
}
