extension PlainKernels {
  /// Twin of `Kernels.flow`: the same numbers, to the last bit.
  package static func flow(
    _ now: Level, in before: Level, width columns: Int, guess: Flow.Field, field: inout Flow.Field
  ) {
    let rows = (now.height - Flow.side) / Flow.step + 1
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        let place = SIMD2(Float(column * Flow.step), Float(row * Flow.step))
        var starts = [SIMD2<Float>.zero, SIMD2(field.dx[index], field.dy[index])]
        if column > 0 { starts.append(SIMD2(field.dx[index - 1], field.dy[index - 1])) }
        if row > 0 { starts.append(SIMD2(field.dx[index - columns], field.dy[index - columns])) }
        starts.append(SIMD2(guess.dx[index], guess.dy[index]))
        let found = find(now, at: place, in: before, startingAt: starts)
        field.dx[index] = found.motion.x
        field.dy[index] = found.motion.y
        field.mismatch[index] = found.mismatch
        field.change[index] = found.change
        field.texture[index] = found.texture
      }
    }
  }

  private typealias Row = SIMD8<Float>

  /// Eight rows of eight, less their mean.
  private struct Patch {
    var rows: [Row]
    var mean: Float

    init(_ rows: [Row]) {
      mean = Self.total(rows) * (1 / 64)
      self.rows = []
      for row in rows { self.rows.append(row - mean) }
    }

    static func total(_ rows: [Row]) -> Float {
      var sum = rows[0]
      for row in rows.dropFirst() { sum += row }
      return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]))
    }

    func times(_ other: [Row]) -> Float { Self.total((0..<8).map { rows[$0] * other[$0] }) }

    func distance(to other: Patch) -> Float {
      Self.total(
        (0..<8).map { index in
          let difference = rows[index] - other.rows[index]
          return difference.replacing(with: -difference, where: difference .< 0)
        })
    }
  }

  private static func find(
    _ now: Level, at place: SIMD2<Float>, in before: Level, startingAt starts: [SIMD2<Float>]
  ) -> (motion: SIMD2<Float>, mismatch: Float, change: Float, texture: Float) {
    let here = patch(now, at: place)
    let (across, down) = slopes(now, Int(place.x), Int(place.y))
    let (xx, yy) = (across.times(across.rows) + 16, down.times(down.rows) + 16)
    let xy = across.times(down.rows)
    let determinant = xx * yy - xy * xy
    var (first, best) = (SIMD2<Float>.zero, Float.infinity)
    for (order, start) in starts.enumerated() {
      let distance = here.distance(to: patch(before, at: place + start)) - (order == 0 ? 8 : 0)
      if distance < best { (first, best) = (start, distance) }
    }
    var motion = first
    for _ in 0..<4 {
      let there = patch(before, at: place + motion)
      let rest = (0..<8).map { there.rows[$0] - here.rows[$0] }
      let (p, q) = (across.times(rest), down.times(rest))
      let step = SIMD2(
        clamped((yy * p - xy * q) / determinant, -1, 1), clamped((xx * q - xy * p) / determinant, -1, 1))
      motion = SIMD2(
        clamped(motion.x - step.x, first.x - 2, first.x + 2), clamped(motion.y - step.y, first.y - 2, first.y + 2))
      if step.x * step.x + step.y * step.y < 4e-4 { break }
    }
    var there = patch(before, at: place + motion)
    if here.distance(to: there) > best + 8 {
      motion = first
      there = patch(before, at: place + motion)
    }
    let none = Patch([Row](repeating: .zero, count: 8))
    return (motion, here.distance(to: there) * (1 / 64), here.mean - there.mean, here.distance(to: none) * (1 / 64))
  }

  private static func clamped(_ value: Float, _ low: Float, _ high: Float) -> Float {
    value > low ? (value > high ? high : value) : low
  }

  private static func row(_ level: Level, _ x: Int, _ y: Int) -> Row {
    var row = Row()
    for lane in 0..<8 { row[lane] = Float(level.values[y * level.width + x + lane]) * (1 / 64) }
    return row
  }

  private static func patch(_ level: Level, at place: SIMD2<Float>) -> Patch {
    let x = clamped(place.x, 0, Float(level.width - 8))
    let y = clamped(place.y, 0, Float(level.height - 8))
    let (left, top) = (min(Int(x), level.width - 9), min(Int(y), level.height - 9))
    let (u, v) = (x - Float(left), y - Float(top))
    let lines = (0...8).map { line in
      let own = row(level, left, top + line)
      return own + (row(level, left + 1, top + line) - own) * u
    }
    return Patch((0..<8).map { lines[$0] + (lines[$0 + 1] - lines[$0]) * v })
  }

  private static func slopes(_ level: Level, _ x: Int, _ y: Int) -> (across: Patch, down: Patch) {
    let (left, right) = (x > 0 ? -1 : 0, x + 8 < level.width ? 1 : 0)
    let scale: Float = left < 0 && right > 0 ? 0.5 : 1
    let across = (0..<8).map { (row(level, x + right, y + $0) - row(level, x + left, y + $0)) * scale }
    let down = (0..<8).map { line in
      (row(level, x, min(y + line + 1, level.height - 1)) - row(level, x, max(y + line - 1, 0))) * 0.5
    }
    return (Patch(across), Patch(down))
  }

  /// Twin of `Kernels.takeSquares`, for one place.
  package static func square(of level: Level, around place: SIMD2<Float>) -> SIMD16<Float> {
    let x = clamped(place.x - 1.5, 0, Float(level.width - 4))
    let y = clamped(place.y - 1.5, 0, Float(level.height - 4))
    let (left, top) = (min(Int(x), level.width - 5), min(Int(y), level.height - 5))
    let (u, v) = (x - Float(left), y - Float(top))
    var square = SIMD16<Float>()
    for index in 0..<16 {
      func value(_ x: Int, _ y: Int) -> Float {
        Float(level.values[(top + index / 4 + y) * level.width + left + index % 4 + x])
      }
      let above = value(0, 0) + (value(1, 0) - value(0, 0)) * u
      let below = value(0, 1) + (value(1, 1) - value(0, 1)) * u
      square[index] = (above + (below - above) * v) * (1 / 64)
    }
    return square
  }
}
