internal import Uncanny

extension Pairing {
  /// Finds out how the pictures of the second film stand in those of the first, to about half a percent, beginning from
  /// where they are: a search by ever smaller steps for where structure agrees best.
  ///
  /// - Complexity: some hundred comparisons of five pictures; about ten where nothing is to be done.
  mutating func register() {
    let pairs = pairs(Self.registered, of: frames)
    guard !pairs.isEmpty else { return }
    // bars may lie over the picture or beside it
    if activeA != activeB, !placement.isMirrored, agreement(pairs, .identity) > agreement(pairs, placement) {
      placement = .identity
    }
    var best = agreement(pairs, placement)
    let first = (placement, best)
    let near = [0.98, 1.02].map { agreement(pairs, placement.zoomed(by: SIMD2($0, $0), about: activeB)) }
    if best >= Self.good, near.allSatisfy({ $0 < best - Self.worthwhile }) { return }
    let even = climb(from: (placement, best), isEven: true) { agreement(pairs, $0) }
    let free = climb(from: even, isEven: false) { agreement(pairs, $0) }
    (placement, best) = free.1 > even.1 + Self.worthwhile ? free : even
    // what is worth no more than what noise does is no change
    if best < first.1 + Self.worthwhile { placement = first.0 }
  }

  private static let registered = 5
  private static let steps = [0.06, 0.03, 0.015, 0.0075, 0.004, 0.002]
  private static let good: Float = 0.9
  private static let gain: Float = 2e-4
  private static let worthwhile: Float = 0.006
  /// Both must show at least so much of the picture.
  private static let least = 0.2

  private static func area(_ part: Part) -> Double { part.width * part.height }

  /// Goes on, by ever smaller steps, as long as that is better.
  private func climb(
    from start: (Placement, Float), isEven: Bool, _ score: (Placement) -> Float
  ) -> (Placement, Float) {
    var best = start
    for step in Self.steps {
      var isMoving = true
      while isMoving {
        isMoving = false
        for other in neighbors(of: best.0, step, isEven: isEven) where Self.area(shared(other)) >= Self.least {
          let found = score(other)
          if found > best.1 + Self.gain { (best, isMoving) = ((other, found), true) }
        }
      }
    }
    return best
  }

  private func neighbors(of placement: Placement, _ step: Double, isEven: Bool) -> [Placement] {
    [-step, step].flatMap { step in
      let factors = isEven ? [SIMD2(1 + step, 1 + step)] : [SIMD2(1 + step, 1), SIMD2(1, 1 + step)]
      return factors.map { placement.zoomed(by: $0, about: activeB) } + [
        placement.moved(by: SIMD2(step / 2, 0)), placement.moved(by: SIMD2(0, step / 2)),
      ]
    }
  }

  private func agreement(_ pairs: [(a: Int, b: Int)], _ placement: Placement) -> Float {
    let read = samplers(placement, columns: Signature.columns, rows: Signature.rows)
    var sum: Float = 0
    for pair in pairs {
      let one = Relief(finest: read.a(a.pictures[pair.a].luma))
      sum += one.correlation(with: Relief(finest: read.b(b.pictures[pair.b].luma)))
    }
    return sum / Float(pairs.count)
  }
}
