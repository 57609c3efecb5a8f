/// Squares of the canvas in rows and columns, each three steps wide, so that they overlap.
struct PlaneCells: Sendable, Equatable {
  /// The left edge of the first cell.
  var x: Int
  /// The upper edge of the first cell.
  var y: Int
  var columns: Int
  var rows: Int

  /// Pixels from cell to cell.
  static let step = 8
  /// Pixels a side.
  static let side = 24
  /// What a cell may lie off in another shot, by column and by row.
  static let slack = (x: 6, y: 4)

  /// Whether a picture of a size holds all cells and their slack.
  func fit(width: Int, height: Int) -> Bool {
    columns > 0 && rows > 0 && x >= Self.slack.x && y >= Self.slack.y
      && x + (columns + 2) * Self.step + Self.slack.x <= width && y + (rows + 2) * Self.step + Self.slack.y <= height
  }

  /// How alike two pictures are in each cell: the greatest normalised correlation of one's cell within the other's
  /// slack, -1...1, whichever way round is more; NaN where less than half of the views show it.
  ///
  /// The sums of products are gathered by tiles of a step a side, which the overlapping cells share.
  ///
  /// - Returns: By picture, by picture, by cell.
  func likeness(of pictures: [GrayMap], visible: [GrayMap]) -> [[[Float]]] {
    let count = pictures.count
    let none = [Float](repeating: .nan, count: max(0, columns * rows))
    var result = [[[Float]]](repeating: [[Float]](repeating: none, count: count), count: count)
    guard let first = pictures.first, fit(width: first.width, height: first.height), visible.count == count,
      (pictures + visible).allSatisfy({ $0.width == first.width && $0.height == first.height })
    else { return result }
    let tiles = pictures.map { CellTiles($0, self, shift: 0) }
    let ones = CellTiles(GrayMap(width: first.width, height: first.height, value: 1), self, shift: 0)
    let (own, around) = shown(visible)
    let spreads = tiles.map { spread(sums: $0.sums(ones, row: 0), squares: $0.sums($0, row: 0)) }
    let means = tiles.map { $0.sums(ones, row: 0) }
    let area = Float(Self.side * Self.side)
    for other in pictures.indices {
      for shiftX in -Self.slack.x...Self.slack.x {
        let moved = CellTiles(pictures[other], self, shift: shiftX)
        let squared = moved.squared
        for shiftY in -Self.slack.y...Self.slack.y {
          let sums = ones.sums(moved, row: shiftY)
          let otherSpread = spread(sums: sums, squares: ones.sums(squared, row: shiftY))
          for one in pictures.indices where one != other {
            let products = tiles[one].sums(moved, row: shiftY)
            for cell in products.indices where own[one][cell] && around[other][cell] {
              let both = products[cell] - means[one][cell] * sums[cell] / area
              let alike = Self.correlation(both, spreads[one][cell], otherSpread[cell])
              result[one][other][cell] = result[one][other][cell].isNaN ? alike : max(result[one][other][cell], alike)
            }
          }
        }
      }
    }
    for one in pictures.indices {
      for other in 0..<one {
        for cell in none.indices {
          let (there, back) = (result[one][other][cell], result[other][one][cell])
          let most = there.isNaN ? back : back.isNaN ? there : max(there, back)
          result[one][other][cell] = most
          result[other][one][cell] = most
        }
      }
    }
    return result
  }

  /// A flat cell is found everywhere, and nothing but a flat one in a flat place.
  private static func correlation(_ both: Float, _ own: Float, _ other: Float) -> Float {
    guard own > 1e-16 else { return 1 }
    guard other > 1e-16 else { return 0 }
    return min(max(both / (own * other).squareRoot(), -1), 1)
  }

  private func spread(sums: [Float], squares: [Float]) -> [Float] {
    zip(sums, squares).map { max(0, $1 - $0 * $0 / Float(Self.side * Self.side)) }
  }

  /// Of each picture and cell whether half of the views show it, and whether they show its slack too.
  private func shown(_ visible: [GrayMap]) -> (own: [[Bool]], around: [[Bool]]) {
    func shown(_ map: GrayMap, slackX: Int, slackY: Int) -> [Bool] {
      (0..<columns * rows).map { cell in
        let least = map.least(
          x: x + cell % columns * Self.step - slackX, y: y + cell / columns * Self.step - slackY,
          width: Self.side + 2 * slackX, height: Self.side + 2 * slackY)
        return least ?? 0 >= 0.5
      }
    }
    return (
      visible.map { shown($0, slackX: 0, slackY: 0) },
      visible.map { shown($0, slackX: Self.slack.x, slackY: Self.slack.y) }
    )
  }
}

/// The pixels under the cells in strips of a step, shifted by columns.
private struct CellTiles {
  private let columns: Int
  private let rows: Int
  /// Strips by row, with the rows of the slack above and below.
  private var strips: [SIMD8<Float>] = []

  init(_ picture: GrayMap, _ cells: PlaneCells, shift: Int) {
    columns = cells.columns + 2
    rows = cells.rows + 2
    let lines = rows * PlaneCells.step + 2 * PlaneCells.slack.y
    strips.reserveCapacity(lines * columns)
    for line in 0..<lines {
      let start = (cells.y - PlaneCells.slack.y + line) * picture.width + cells.x + shift
      for column in 0..<columns {
        var strip = SIMD8<Float>(repeating: 0)
        for lane in 0..<8 { strip[lane] = picture.samples[start + column * PlaneCells.step + lane] }
        strips.append(strip)
      }
    }
  }

  /// The same of the squares.
  var squared: CellTiles {
    var result = self
    for index in strips.indices { result.strips[index] *= strips[index] }
    return result
  }

  /// The sum of products by cell, the other's pixels taken a number of rows below.
  func sums(_ other: CellTiles, row shift: Int) -> [Float] {
    var tiles = [Float](repeating: 0, count: columns * rows)
    let own = PlaneCells.slack.y * columns
    let (mine, theirs) = (strips.span, other.strips.span)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = SIMD8<Float>(repeating: 0)
        var place = own + row * PlaneCells.step * columns + column
        for _ in 0..<PlaneCells.step {
          sum += mine[place] * theirs[place + shift * columns]
          place += columns
        }
        tiles[row * columns + column] = sum.sum()
      }
    }
    let cellColumns = columns - 2
    return (0..<cellColumns * (rows - 2)).map { cell in
      let first = cell / cellColumns * columns + cell % cellColumns
      return (0..<3).reduce(Float(0)) { sum, row in
        let start = first + row * columns
        return sum + tiles[start] + tiles[start + 1] + tiles[start + 2]
      }
    }
  }
}
