internal import Uncanny

/// Black bars at the four sides of a picture, in samples; not-a-number where the picture beside a bar is too dark to tell.
struct PictureBars: Sendable, Equatable {
  /// Top, bottom, left, right.
  var sides: SIMD4<Float>
  /// How plain each edge is, in code values.
  var steps: SIMD4<Float>

  /// How far above black, in code values, a cell of a bar may be.
  private static let margin: Float = 4
  /// How much of a line of cells must be black: the rest may be a subtitle or a logo.
  private static let share: Float = 0.65
  /// How much of the line beside a bar must not be black.
  private static let lit: Float = 0.8
  /// A picture no further above black than this, in code values, beside its edge is too dark to tell.
  private static let contrast: Float = 10
  /// How much of the step from black to the picture must lie within three rows for an edge to be one.
  private static let sharpness: Float = 0.6
  /// What a flat row of a bar may vary from row to row, in code values.
  private static let flatness: Float = 1

  /// What can be seen in one frame; `nil` in a picture that is black.
  init?(_ measurements: borrowing Measurements) {
    let cells = measurements.cells
    let limit = UInt16((measurements.geometry.range.black + Self.margin) * Level.unit)
    let rows = 0..<cells.height
    let top = Self.depth(cells, limit, isRow: true, isFar: false, across: 0..<cells.width)
    let bottom = Self.depth(cells, limit, isRow: true, isFar: true, across: 0..<cells.width)
    guard top + bottom < cells.height - 2 else { return nil }
    let active = rows.lowerBound + top..<cells.height - bottom
    let left = Self.depth(cells, limit, isRow: false, isFar: false, across: active)
    let right = Self.depth(cells, limit, isRow: false, isFar: true, across: active)
    guard left + right < cells.width - 2 else { return nil }
    let columns = left..<cells.width - right
    sides = .zero
    steps = .zero
    let black = measurements.geometry.range.black
    let depths = SIMD4(top, bottom, left, right)
    for side in 0..<4 {
      let depth = depths[side]
      guard depth > 0 else { continue }
      let isRow = side < 2
      let across = isRow ? columns : active
      let line = min(depth + 1, (isRow ? cells.height : cells.width) - 1)
      let level = Self.mean(cells, isRow: isRow, isFar: side % 2 == 1, line, across: across) - black
      let edge = Self.edge(
        isRow ? measurements.profile.rows : measurements.profile.columns, factor: cells.factor, depth: depth,
        isFar: side % 2 == 1, samples: across.count * cells.factor)
      let lit = 1 - Self.blackShare(cells, limit, isRow: isRow, isFar: side % 2 == 1, line, across: across)
      // a planet in space, or a spot of light, has no straight edge
      if level < Self.contrast || lit < Self.lit {
        sides[side] = .nan
      } else if edge.step >= Self.sharpness * level, edge.flatShare >= Self.share {
        sides[side] = Float(edge.place)
        steps[side] = edge.step
      }
    }
  }

  /// The cell at `index` along a line that is `line` lines from the side.
  private static func cell(_ cells: borrowing Level, isRow: Bool, isFar: Bool, _ line: Int, _ index: Int) -> UInt16 {
    let (column, row) =
      isRow ? (index, isFar ? cells.height - 1 - line : line) : (isFar ? cells.width - 1 - line : line, index)
    return cells.values[row * cells.width + column]
  }

  /// How many lines of cells from a side on are black.
  private static func depth(
    _ cells: borrowing Level, _ limit: UInt16, isRow: Bool, isFar: Bool, across: Range<Int>
  ) -> Int {
    var line = 0
    while line < (isRow ? cells.height : cells.width),
      blackShare(cells, limit, isRow: isRow, isFar: isFar, line, across: across) >= share
    {
      line += 1
    }
    return line
  }

  private static func blackShare(
    _ cells: borrowing Level, _ limit: UInt16, isRow: Bool, isFar: Bool, _ line: Int, across: Range<Int>
  ) -> Float {
    var black = 0
    for index in across where cell(cells, isRow: isRow, isFar: isFar, line, index) <= limit { black += 1 }
    return Float(black) / Float(max(1, across.count))
  }

  private static func mean(
    _ cells: borrowing Level, isRow: Bool, isFar: Bool, _ line: Int, across: Range<Int>
  ) -> Float {
    var sum = 0
    for index in across { sum += Int(cell(cells, isRow: isRow, isFar: isFar, line, index)) }
    return Float(sum) / Float(max(1, across.count)) / Level.unit
  }

  /// Where, near a depth in cells, the picture begins: the row of the greatest change, the change within three rows about
  /// it, in code values, and how much of the bar is flat.
  private static func edge(
    _ changes: borrowing [UInt32], factor: Int, depth: Int, isFar: Bool, samples: Int
  ) -> (place: Int, step: Float, flatShare: Float) {
    let count = changes.count
    // counted from the side inwards, in samples of bar
    func change(_ place: Int) -> Float {
      let index = isFar ? count - place : place
      return index > 0 && index < count ? Float(changes[index]) / Float(max(1, samples)) : 0
    }
    var best = depth * factor
    for place in max(1, (depth - 1) * factor)...(depth + 1) * factor + 1 where change(place) > change(best) {
      best = place
    }
    let last = max(2, best - 3)
    var flat = 0
    for place in 1..<last where change(place) <= flatness { flat += 1 }
    return (best, change(best - 1) + change(best) + change(best + 1), Float(flat) / Float(last - 1))
  }

  /// Whether the two can be of the same picture: no side that is known in both differs by more than `tolerance` samples.
  func agrees(with other: PictureBars, within tolerance: Float) -> Bool {
    for side in 0..<4 where abs(sides[side] - other.sides[side]) > tolerance { return false }
    return true
  }

  /// Takes over what the other knows better.
  mutating func refine(by other: PictureBars) {
    for side in 0..<4 where other.sides[side].isFinite && (sides[side].isNaN || other.steps[side] > steps[side]) {
      sides[side] = other.sides[side]
      steps[side] = other.steps[side]
    }
  }

  /// The size of a side; 0 where it is not known.
  func size(_ side: Int) -> Float { sides[side].isFinite ? sides[side] : 0 }

  /// The width and the height of the picture inside, of so many samples.
  func active(width: Int, height: Int) -> (width: Float, height: Float) {
    (max(1, Float(width) - size(2) - size(3)), max(1, Float(height) - size(0) - size(1)))
  }

  /// The picture inside, as a part of the whole.
  func region(width: Int, height: Int) -> Region {
    let active = active(width: width, height: height)
    return Region(
      x: size(2) / Float(width), y: size(0) / Float(height), width: active.width / Float(width),
      height: active.height / Float(height))
  }
}
