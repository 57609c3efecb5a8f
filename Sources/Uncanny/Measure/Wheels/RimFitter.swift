/// How well an ellipse fits the edge of a light rim in a dark tire.
struct RimRating: Sendable, Equatable {
  /// The mean of the steps inwards around it, none above 1, in units of the contrast around: 1 is perfect, -1 the reverse.
  var score: Float
  /// The same with steps up to 6: it still grows where the score is full.
  var margin: Float
  /// The share of the edge where there is a step worth the name.
  var share: Float

  static let none = RimRating(score: -1, margin: -6, share: 0)

  /// What is looked for when an ellipse is moved and stretched.
  var goal: Float { score + 0.08 * margin }
}

/// Moves and stretches ellipses until they fit.
struct RimFitter: Sendable {
  /// By how much a rim is changed at most: moved, in values at a radius of 14; stretched, as a share; narrowed.
  struct Step: Sendable {
    var way: Float
    var radius: Float
    var aspect: Float
  }

  /// What of the contrast of the surroundings is a full step, in gray values.
  var contrast: Float = 8
  private var trials: [SIMD4<Float>] = []
  private var ratings = [Float](repeating: 0, count: 3 * 16)

  /// How narrow and how wide a rim may be.
  private static let narrowest: Float = 0.4
  private static let widest: Float = 1.08
  private static let most = 6

  /// How well it fits as it is.
  mutating func rate(_ rim: Rim, in level: Level) -> RimRating {
    trials.removeAll(keepingCapacity: true)
    add(rim)
    Kernels.rate(trials, in: level, contrast: contrast, into: &ratings)
    return rating(0)
  }

  /// The best that is found by going from `rim` to ever better neighbors.
  mutating func fit(_ rim: Rim, in level: Level, by steps: [Step]) -> (rim: Rim, rating: RimRating) {
    var best = rim
    var found = rate(rim, in: level)
    for step in steps {
      let way = step.way * max(1, rim.radius / 14)
      for _ in 0..<Self.most {
        trials.removeAll(keepingCapacity: true)
        for y in -1...1 {
          for x in -1...1 where x != 0 || y != 0 { add(best, moved: SIMD2(Float(x), Float(y)) * way) }
        }
        for sign in [Float(-1), 1] {
          add(best, stretched: 1 + sign * step.radius)
          add(best, narrowed: sign * step.aspect)
        }
        Kernels.rate(trials, in: level, contrast: contrast, into: &ratings)
        guard let index = trials.indices.max(by: { rating($0).goal < rating($1).goal }),
          rating(index).goal > found.goal + 1e-4
        else { break }
        let trial = trials[index]
        best = Rim(center: SIMD2(trial.x, trial.y), radius: trial.z, aspect: trial.w)
        found = rating(index)
      }
    }
    return (best, found)
  }

  private mutating func add(
    _ rim: Rim, moved: SIMD2<Float> = .zero, stretched: Float = 1, narrowed: Float = 0
  ) {
    let center = rim.center + moved
    let aspect = max(Self.narrowest, min(rim.aspect + narrowed, Self.widest))
    trials.append(SIMD4(center.x, center.y, max(2, rim.radius * stretched), aspect))
  }

  private func rating(_ index: Int) -> RimRating {
    RimRating(score: ratings[3 * index], margin: ratings[3 * index + 1], share: ratings[3 * index + 2])
  }
}
