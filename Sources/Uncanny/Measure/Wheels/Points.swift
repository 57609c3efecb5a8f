/// Points of a picture that are followed into the next one.
struct Points: Sendable {
  /// Where they are in the former picture, in its values.
  var places: [SIMD2<Float>] = []
  /// How far they are thought to have moved, and then how far they have.
  var motions: [SIMD2<Float>] = []
  /// The mean absolute difference that is left, in gray values.
  var mismatch: [Float] = []
  /// The mean square slope in the direction in which there is least.
  var texture: [Float] = []

  /// With less texture there is nothing to follow, as the mean square slope; of the best, so much is enough.
  private static let flat: Float = 0.4
  private static let weak: Float = 0.01
  /// A point is lost where this much is left, and this share of the mean slope, of a window.
  private static let unlike: Float = 4
  private static let unexplained: Float = 0.9

  init() {}

  /// The best point of each cell of a grid over a rectangle, of those that `isWanted`.
  ///
  /// After Shi and Tomasi, "Good features to track", CVPR 1994.
  init(
    in level: Level, columns: Range<Int>, rows: Range<Int>, grid: (across: Int, down: Int),
    where isWanted: (SIMD2<Float>) -> Bool
  ) {
    let margin = 8
    let columns = columns.clamped(to: margin..<max(margin, level.width - margin))
    let rows = rows.clamped(to: margin..<max(margin, level.height - margin))
    guard !columns.isEmpty, !rows.isEmpty else { return }
    let cell = SIMD2(Float(columns.count) / Float(grid.across), Float(rows.count) / Float(grid.down))
    var candidates: [SIMD2<Float>] = []
    var cells: [Int] = []
    let origin = SIMD2(Float(columns.lowerBound), Float(rows.lowerBound))
    for index in 0..<grid.across * grid.down {
      for part in 0..<9 {
        let at = SIMD2(Float(index % grid.across), Float(index / grid.across))
        let place = origin + (at + (SIMD2(Float(part % 3), Float(part / 3)) + 0.5) / 3) * cell
        guard isWanted(place) else { continue }
        candidates.append(place)
        cells.append(index)
      }
    }
    let textures = Kernels.texture(of: level, around: candidates)
    let least = max(Self.flat, Self.weak * (textures.max() ?? 0))
    var best: (cell: Int, texture: Float) = (-1, 0)
    for (index, texture) in textures.enumerated() where texture >= least {
      if best.cell == cells[index] {
        guard texture > best.texture else { continue }
        places[places.count - 1] = candidates[index]
      } else {
        places.append(candidates[index])
      }
      best = (cells[index], texture)
    }
  }

  /// Follows them all, and drops those that are lost.
  ///
  /// After Bouguet, "Pyramidal implementation of the Lucas Kanade feature tracker", 2000.
  ///
  /// - Parameter guess: how far a point at a place is thought to have moved.
  mutating func follow(from before: GrayPicture, to now: GrayPicture, guess: (SIMD2<Float>) -> SIMD2<Float>) {
    motions = places.map { place in
      let motion = guess(place)
      return motion.magnitude < 1000 ? motion : .zero
    }
    guard !places.isEmpty else { return }
    Kernels.follow(&self, from: before, to: now)
    let kept = places.indices.filter { index in
      mismatch[index] < max(Self.unlike, Self.unexplained * texture[index].squareRoot())
        && motions[index].magnitude < 1000
    }
    places = kept.map { places[$0] }
    motions = kept.map { motions[$0] }
    mismatch = kept.map { mismatch[$0] }
    texture = kept.map { texture[$0] }
  }
}
