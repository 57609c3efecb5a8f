extension PlainKernels {
  /// Twin of `Kernels.reduceGray`.
  static func reduceGray(_ frame: borrowing Frame, factor: Int) -> Level {
    var out = Level(ofWidth: frame.luma.width, height: frame.luma.height, factor: factor)
    let (width, height) = (frame.luma.width, frame.luma.height)
    for row in 0..<out.height {
      for column in 0..<out.width {
        var (sum, count): (Float, Float) = (0, 0)
        for y in row * factor..<min((row + 1) * factor, height) {
          for x in column * factor..<min((column + 1) * factor, width) {
            sum += Float(frame.luma.eightBitSample(x, y))
            count += 1
          }
        }
        let gray = (sum / count - frame.range.black) * 255 / frame.range.span
        out.values[row * out.width + column] = UInt16(max(0, min(gray * 64 + 0.5, 255 * 64)))
      }
    }
    return out
  }

  /// Twin of `Kernels.soften`.
  static func soften(_ level: Level) -> Level {
    var out = level
    for y in 0..<level.height {
      for x in 0..<level.width {
        var sum = 8
        for (v, down) in [(-1, 1), (0, 2), (1, 1)] {
          for (u, across) in [(-1, 1), (0, 2), (1, 1)] {
            let (i, j) = (max(0, min(x + u, level.width - 1)), max(0, min(y + v, level.height - 1)))
            sum += down * across * Int(level.values[j * level.width + i])
          }
        }
        out.values[y * level.width + x] = UInt16(sum >> 4)
      }
    }
    return out
  }

  /// The gray value between four values; places outside are taken to the edge.
  static func value(of level: Level, at place: SIMD2<Float>) -> Float {
    let x = max(0, min(place.x, Float(level.width - 1)))
    let y = max(0, min(place.y, Float(level.height - 1)))
    let (left, top) = (Int(x), Int(y))
    let (right, bottom) = (min(left + 1, level.width - 1), min(top + 1, level.height - 1))
    let (u, v) = (x - Float(left), y - Float(top))
    func at(_ x: Int, _ y: Int) -> Float { Float(level.values[y * level.width + x]) / 64 }
    let above = at(left, top) * (1 - u) + at(right, top) * u
    let below = at(left, bottom) * (1 - u) + at(right, bottom) * u
    return above * (1 - v) + below * v
  }

  /// Twin of `Kernels.rate`, for one rim.
  static func rate(_ rim: Rim, in level: Level, contrast: Float) -> RimRating {
    let step = max(1, 0.11 * rim.radius)
    var steps: [Float] = []
    for index in 0..<Circle.rim.count {
      let way = SIMD2(Circle.rim.directions[2 * index] * rim.aspect, Circle.rim.directions[2 * index + 1])
      let outer = rim.center + way * (rim.radius + step)
      let last = SIMD2(Float(level.width - 1), Float(level.height - 1))
      guard outer.x >= 0, outer.y >= 0, outer.x <= last.x, outer.y <= last.y else { continue }
      let inner = rim.center + way * (rim.radius - step)
      steps.append((value(of: level, at: inner) - value(of: level, at: outer)) / contrast)
    }
    guard steps.count * 5 >= Circle.rim.count * 3 else { return RimRating(score: -1, margin: -6, share: 0) }
    let count = Float(steps.count)
    return RimRating(
      score: steps.reduce(0) { $0 + max(-1, min($1, 1)) } / count,
      margin: steps.reduce(0) { $0 + max(-6, min($1, 6)) } / count, share: Float(steps.count { $0 > 0.25 }) / count)
  }

  /// Twin of `Kernels.edges`.
  static func edges(in level: Level, columns: Range<Int>, rows: Range<Int>, least: Float) -> [SIMD4<Float>] {
    var edges: [SIMD4<Float>] = []
    for y in max(1, rows.lowerBound)..<min(level.height - 1, rows.upperBound) {
      for x in max(1, columns.lowerBound)..<min(level.width - 1, columns.upperBound) {
        func at(_ u: Int, _ v: Int) -> Float { Float(level.values[(y + v) * level.width + x + u]) / 64 }
        var gradient = SIMD2<Float>()
        for (place, weight) in [(-1, Float(1)), (0, 2), (1, 1)] {
          gradient.x += weight * (at(1, place) - at(-1, place)) / 8
          gradient.y += weight * (at(place, 1) - at(place, -1)) / 8
        }
        guard gradient.magnitude >= least else { continue }
        edges.append(SIMD4(Float(x), Float(y), gradient.x, gradient.y))
      }
    }
    return edges
  }

  /// Twin of `Kernels.aim` and `Kernels.vote` together.
  static func votes(
    of edges: [SIMD4<Float>], aspect: Float, radius: Float, least: Float, full: Float, origin: SIMD2<Float>,
    cell: Float,
    columns: Int, rows: Int
  ) -> [Float] {
    var votes = [Float](repeating: 0, count: columns * rows)
    for edge in edges {
      let gradient = SIMD2(aspect * edge.z, edge.w)
      guard gradient.magnitude > least else { continue }
      let way = gradient / gradient.magnitude * SIMD2(aspect, 1) * radius
      let place = (SIMD2(edge.x, edge.y) + way - origin) / cell
      guard place.x >= 0, place.y >= 0, place.x < Float(columns), place.y < Float(rows) else { continue }
      votes[Int(place.y) * columns + Int(place.x)] += min(1, gradient.magnitude / full)
    }
    return votes
  }
}
