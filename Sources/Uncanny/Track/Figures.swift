/// What the numbers of a detector's findings come to over many frames. A number that is not one is left out.
struct Figures: Sendable {
  private var sum = SIMD4<Double>.zero
  private var count = SIMD4<Double>.zero
  private(set) var least = SIMD4<Float>(repeating: .infinity)
  private(set) var most = SIMD4<Float>(repeating: -.infinity)
  /// The worst; `nil` where nothing could be told.
  private(set) var score: Float?

  mutating func take(_ finding: Finding) {
    score = max(score ?? 0, finding.score)
    let evidence = finding.evidence
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

/// What was measured within one interval of stream time, by detector.
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

    public init(detector: String, figure: String, mean: Float, least: Float, most: Float) {
      self.detector = detector
      self.figure = figure
      self.mean = mean
      self.least = least
      self.most = most
    }
  }

  /// How bad the worst frame, or step of sound, was for one detector.
  public struct Score: Sendable, Equatable {
    /// Its id.
    public var detector: String
    /// 0...1.
    public var score: Float

    public init(detector: String, score: Float) {
      self.detector = detector
      self.score = score
    }
  }

  /// Where the interval begins in stream time: a multiple of its length.
  public var start: ClockTime
  /// In the order of the catalogue; detectors that could not tell are left out.
  public var rows: [Row]
  /// The same.
  public var scores: [Score]

  public init(start: ClockTime, rows: [Row] = [], scores: [Score] = []) {
    self.start = start
    self.rows = rows
    self.scores = scores
  }
}
