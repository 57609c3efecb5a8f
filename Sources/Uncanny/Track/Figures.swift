/// What the numbers of a detector's findings come to over many frames. A number that is not one is left out.
struct Figures: Sendable {
  private var sum = SIMD4<Double>.zero
  private var count = SIMD4<Double>.zero
  private(set) var least = SIMD4<Float>(repeating: .infinity)
  private(set) var most = SIMD4<Float>(repeating: -.infinity)

  mutating func take(_ evidence: SIMD4<Float>) {
    for lane in evidence.indices where evidence[lane].isFinite {
      sum[lane] += Double(evidence[lane])
      count[lane] += 1
      least[lane] = min(least[lane], evidence[lane])
      most[lane] = max(most[lane], evidence[lane])
    }
  }

  /// The mean of one number; `nil` when there was none.
  func mean(_ lane: Int) -> Float? { count[lane] > 0 ? Float(sum[lane] / count[lane]) : nil }
}

/// What was measured within one second of stream time, by detector.
public struct Measured: Sendable, Equatable {
  /// One number of one detector.
  public struct Row: Sendable, Equatable {
    /// Its id.
    public var detector: String
    /// As its card names it, with the unit in brackets.
    public var figure: String
    /// Over the frames, or steps of sound, on which the detector could tell.
    public var mean: Float
    /// The smallest of them.
    public var least: Float
    /// The greatest of them.
    public var most: Float
  }

  /// Counted from 0.
  public var second: Int
  /// In the order of the catalogue; detectors that could not tell are left out.
  public var rows: [Row]
}
