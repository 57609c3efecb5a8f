/// Which moment of one film stands beside which of the other: a speed and an offset.
struct Line: Sendable, Equatable {
  /// Seconds of the first film that pass in a second of the second; negative where it runs backwards.
  var ratio: Double
  /// The time in the first film at the beginning of the second, in seconds.
  var origin: Double

  /// The line of a speed through a pair of moments.
  init(ratio: Double, from time: Double, to other: Double) {
    self.ratio = ratio
    origin = other - ratio * time
  }

  /// The time in the first film, for one in the second.
  func callAsFunction(_ time: Double) -> Double { origin + ratio * time }

  /// Speeds that films are made with: as it was; 24, 25 and 30 frames a second taken for each other; and round numbers.
  static let usualRatios: [Double] = [
    1, 24.0 / 25, 25.0 / 24, 24.0 / 30, 30.0 / 24, 25.0 / 30, 30.0 / 25, 0.5, 2, 2.0 / 3, 1.5, 0.75, 4.0 / 3, 0.9, 1.1,
    1 / 1.1, 0.95, 1.05, 1 / 1.05,
  ]
}

/// Finds the line on which most pictures of one shot are found again in another.
enum LineSearch {
  /// More pictures of the second film are not looked at.
  static let mostPicks = 64
  /// More pictures of the first film are not looked at.
  private static let mostFrames = 1500
  /// Pictures that agree by less speak against a line.
  private static let threshold: Float = 0.5
  /// How much one picture may speak against it.
  private static let objection: Float = -0.1
  /// A speed that is no other is preferred by so much.
  private static let preference: Float = 1.01

  /// Half to double speed, in steps of two percent.
  static let forwards: [Double] = (-35...35).map { step in
    var ratio = 1.0
    for _ in 0..<abs(step) { ratio *= step < 0 ? 1 / 1.02 : 1.02 }
    return ratio
  }

  /// A picture with its time in seconds.
  typealias Pick = (time: Double, relief: Relief)

  /// - Parameters:
  ///   - picks: of the second film, in order.
  ///   - frames: of the first film.
  ///   - reliefs: the picture of a frame of the first film.
  /// - Returns: the line, and how much speaks for it by pick; `nil` where nothing does.
  static func best(
    of picks: [Pick], in frames: Range<Int>, of reel: Reel, ratios: [Double], reliefs: (Int) -> Relief
  ) -> (line: Line, support: Float)? {
    guard let first = picks.first, !frames.isEmpty else { return nil }
    let stride = (frames.count + mostFrames - 1) / mostFrames
    let chosen = Array(Swift.stride(from: frames.lowerBound, to: frames.upperBound, by: stride)).map { reliefs($0) }
    let step = reel.interval * Double(stride)
    let start = reel.time(of: frames.lowerBound)
    var scores: [Float] = []
    scores.reserveCapacity(picks.count * chosen.count)
    for pick in picks {
      for other in chosen { scores.append(max(objection, pick.relief.correlation(with: other) - threshold)) }
    }
    var best: (line: Line, support: Float)?
    for ratio in ratios {
      let places = picks.map { ratio * ($0.time - first.time) / step }
      let lowest = -Int((places.max() ?? 0).rounded(.up))
      let highest = chosen.count - Int((places.min() ?? 0).rounded(.down))
      for offset in lowest...max(lowest, highest) {
        var support: Float = 0
        for (pick, place) in places.enumerated() {
          let index = Int((place + Double(offset)).rounded())
          if index >= 0, index < chosen.count { support += scores[pick * chosen.count + index] }
        }
        if ratio == 1 { support *= preference }
        if support > best?.support ?? 0 {
          best = (Line(ratio: ratio, from: first.time, to: start + Double(offset) * step), support)
        }
      }
    }
    return best.map { ($0.line, $0.support / Float(picks.count)) }
  }
}
