/// How a plane moves from one picture to the next: shifted, turned, stretched and slanted.
struct AffineMotion: Sendable, Equatable {
  /// Where it moves by just `shift`.
  var origin = SIMD2<Float>()
  var shift = SIMD2<Float>()
  /// By how much the motion changes from a value to the next, to the right and down.
  var across = SIMD2<Float>()
  var down = SIMD2<Float>()

  func motion(at place: SIMD2<Float>) -> SIMD2<Float> {
    let offset = place - origin
    return shift + across * offset.x + down * offset.y
  }

  /// The same motion in pictures in which it takes so many times as long.
  func slowed(by factor: Float) -> AffineMotion {
    AffineMotion(origin: origin, shift: shift / factor, across: across / factor, down: down / factor)
  }

  /// The motion that most of the points agree on, by least squares over those; `nil` where they are too few.
  ///
  /// After Fischler and Bolles, "Random sample consensus", Communications of the ACM 24(6), 1981. The draws are the same
  /// each time.
  ///
  /// - Parameters:
  ///   - tolerance: how far off the motion of a point may be.
  ///   - steepest: the most that motion may change from a value to the next.
  static func agreed(
    by points: Points, tolerance: Float, steepest: Float, tries: Int = 60
  ) -> (motion: AffineMotion, isFollowing: [Bool])? {
    let count = points.places.count
    guard count >= 6 else { return nil }
    var random = Draws()
    var (best, most) = ([Bool](), 0)
    for _ in 0..<tries {
      let chosen = [random.next(below: count), random.next(below: count), random.next(below: count)]
      guard let motion = through(chosen, of: points), motion.isWithin(steepest) else { continue }
      let following = motion.following(points, tolerance)
      let agreeing = following.count { $0 }
      if agreeing > most { (best, most) = (following, agreeing) }
    }
    guard most >= 5, var motion = fit(points, where: best), motion.isWithin(steepest * 1.5) else { return nil }
    best = motion.following(points, tolerance)
    if let refined = fit(points, where: best) { motion = refined }
    return (motion, best)
  }

  private func isWithin(_ steepest: Float) -> Bool {
    max(abs(across.x), abs(across.y), abs(down.x), abs(down.y)) <= steepest
  }

  private func following(_ points: Points, _ tolerance: Float) -> [Bool] {
    points.places.indices.map { index in
      let off = motion(at: points.places[index]) - points.motions[index]
      return (off * off).sum() < tolerance * tolerance
    }
  }

  private static func through(_ chosen: [Int], of points: Points) -> AffineMotion? {
    let (p, q, r) = (points.places[chosen[0]], points.places[chosen[1]], points.places[chosen[2]])
    let (a, b) = (q - p, r - p)
    let determinant = a.x * b.y - a.y * b.x
    guard abs(determinant) > 25 else { return nil }
    let (u, v) = (
      points.motions[chosen[1]] - points.motions[chosen[0]], points.motions[chosen[2]] - points.motions[chosen[0]]
    )
    return AffineMotion(
      origin: p, shift: points.motions[chosen[0]], across: (u * b.y - v * a.y) / determinant,
      down: (v * a.x - u * b.x) / determinant)
  }

  private static func fit(_ points: Points, where isTaken: [Bool]) -> AffineMotion? {
    var (count, place, motion) = (Float(0), SIMD2<Float>(), SIMD2<Float>())
    for index in isTaken.indices where isTaken[index] {
      count += 1
      place += points.places[index]
      motion += points.motions[index]
    }
    guard count >= 5 else { return nil }
    (place, motion) = (place / count, motion / count)
    var (xx, yy, xy): (Float, Float, Float) = (0, 0, 0)
    var (ux, uy) = (SIMD2<Float>(), SIMD2<Float>())
    for index in isTaken.indices where isTaken[index] {
      let (p, m) = (points.places[index] - place, points.motions[index] - motion)
      xx += p.x * p.x
      yy += p.y * p.y
      xy += p.x * p.y
      ux += m * p.x
      uy += m * p.y
    }
    let determinant = xx * yy - xy * xy
    guard determinant > 1 else { return nil }
    return AffineMotion(
      origin: place, shift: motion, across: (ux * yy - uy * xy) / determinant, down: (uy * xx - ux * xy) / determinant)
  }
}

/// Numbers that look random, the same each time (Marsaglia, "Xorshift RNGs", 2003).
struct Draws: Sendable {
  private var state: UInt32 = 2_463_534_242

  mutating func next(below count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    return Int(state % UInt32(clamping: max(1, count)))
  }
}
