extension PlainKernels {
  /// Twin of `Motion.measure`: for each whole block of 8x8 cells, where it was in the picture before.
  ///
  /// The block around the same place is looked for in the coarse pictures; the block itself within one or two cells of
  /// what was found; the rest is the least square solution of what the slope of the picture before says.
  package static func motion(
    _ now: Level, from before: Level, coarse: Level, from coarseBefore: Level, into motion: inout Motion
  ) {
    let ratio = coarse.factor / now.factor
    for row in 0..<motion.rows {
      for column in 0..<motion.columns {
        let (x, y, index) = (column * side, row * side, row * motion.columns + column)
        let margin = (side - side / ratio) / 2
        let u = max(0, min(x / ratio - margin, coarse.width - side))
        let v = max(0, min(y / ratio - margin, coarse.height - side))
        let far = search(coarse, coarseBefore, (u, v), around: (0, 0), reach: Motion.reach, bias: side * side * 4)
        let near = search(now, before, (x, y), around: (far.x * ratio, far.y * ratio), reach: ratio, bias: 0)
        let rest = slope(now, before, (x, y), near)
        motion.dx[index] = -(Float(near.x) + rest.x)
        motion.dy[index] = -(Float(near.y) + rest.y)
        let unit = Level.unit * Float(side * side)
        motion.mismatch[index] = Float(near.mismatch) / unit
        motion.change[index] = Float(mismatch(now, (x, y), before, (x, y))) / unit
        let values = places((x, y)).map { Float(now.values[$0.y * now.width + $0.x]) }
        let mean = values.reduce(0, +) / Float(values.count)
        motion.texture[index] = values.reduce(0) { $0 + abs($1 - mean) } / unit
      }
    }
  }

  private static let side = Motion.side

  private static func places(_ corner: (Int, Int)) -> [(x: Int, y: Int)] {
    (0..<side * side).map { (corner.0 + $0 % side, corner.1 + $0 / side) }
  }

  private static func mismatch(_ a: Level, _ at: (Int, Int), _ b: Level, _ other: (Int, Int)) -> Int {
    zip(places(at), places(other)).reduce(0) { sum, pair in
      sum + abs(Int(a.values[pair.0.y * a.width + pair.0.x]) - Int(b.values[pair.1.y * b.width + pair.1.x]))
    }
  }

  private static func search(
    _ now: Level, _ before: Level, _ at: (Int, Int), around: (Int, Int), reach: Int, bias: Int
  ) -> (x: Int, y: Int, mismatch: Int) {
    let (width, height) = (now.width - side, now.height - side)
    var best = (x: 0, y: 0, mismatch: Int.max)
    for row in max(0, min(at.1 + around.1 - reach, height))...max(0, min(at.1 + around.1 + reach, height)) {
      for column in max(0, min(at.0 + around.0 - reach, width))...max(0, min(at.0 + around.0 + reach, width)) {
        var m = mismatch(now, at, before, (column, row))
        if row == at.1 + around.1, column == at.0 + around.0 { m = max(0, m - bias) }
        if m < best.mismatch { best = (column - at.0, row - at.1, m) }
      }
    }
    return best
  }

  private static func slope(
    _ now: Level, _ before: Level, _ at: (Int, Int), _ by: (x: Int, y: Int, mismatch: Int)
  ) -> (x: Float, y: Float) {
    // what is flat in one direction does not move in it
    var (xx, xy, yy, xt, yt): (Float, Float, Float, Float, Float) = (16, 0, 16, 0, 0)
    for place in places(at) {
      let (x, y) = (place.x + by.x, place.y + by.y)
      guard x > 0, y > 0, x < before.width - 1, y < before.height - 1 else { continue }
      func value(_ x: Int, _ y: Int) -> Float { Float(before.values[y * before.width + x]) / Level.unit }
      let gx = (value(x + 1, y) - value(x - 1, y)) / 2
      let gy = (value(x, y + 1) - value(x, y - 1)) / 2
      let gt = Float(now.values[place.y * now.width + place.x]) / Level.unit - value(x, y)
      xx += gx * gx
      xy += gx * gy
      yy += gy * gy
      xt += gx * gt
      yt += gy * gt
    }
    let determinant = xx * yy - xy * xy
    return (max(-1, min((yy * xt - xy * yt) / determinant, 1)), max(-1, min((xx * yt - xy * xt) / determinant, 1)))
  }
}
