internal import Uncanny

/// Squares of a grid that are marked and touch each other, also at their corners.
///
/// All memory is taken when the grid is known.
struct Clusters: Sendable {
  let columns: Int
  let rows: Int
  /// For each square the cluster that it belongs to, or -1.
  private(set) var labels: [Int]
  /// How many squares each cluster has.
  private(set) var sizes: [Int] = []
  private var open: [Int] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    labels = [Int](repeating: -1, count: columns * rows)
    sizes.reserveCapacity(columns * rows)
    open.reserveCapacity(columns * rows)
  }

  /// The largest; `nil` where nothing is marked.
  var largest: Int? { sizes.indices.max { sizes[$0] < sizes[$1] } }

  /// Finds them anew.
  mutating func find(where isMarked: (_ square: Int) -> Bool) {
    sizes.removeAll(keepingCapacity: true)
    for square in labels.indices { labels[square] = isMarked(square) ? -2 : -1 }
    for square in labels.indices where labels[square] == -2 {
      let label = sizes.count
      sizes.append(0)
      labels[square] = label
      open.append(square)
      while let next = open.popLast() {
        sizes[label] += 1
        for y in max(0, next / columns - 1)...min(rows - 1, next / columns + 1) {
          for x in max(0, next % columns - 1)...min(columns - 1, next % columns + 1)
          where labels[y * columns + x] == -2 {
            labels[y * columns + x] = label
            open.append(y * columns + x)
          }
        }
      }
    }
  }

  /// The columns and rows that a cluster reaches over.
  func bounds(of label: Int) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    var (left, right, top, bottom) = (columns, 0, rows, 0)
    for square in labels.indices where labels[square] == label {
      left = min(left, square % columns)
      right = max(right, square % columns)
      top = min(top, square / columns)
      bottom = max(bottom, square / columns)
    }
    return left <= right && top <= bottom ? (left...right, top...bottom) : (0...0, 0...0)
  }

  /// How many columns or rows lie between square and cluster: 0 within it; `most` where there are more than that.
  func distance(of square: Int, to label: Int, atMost most: Int) -> Int {
    if labels[square] == label { return 0 }
    var nearest = most
    let (column, row) = (square % columns, square / columns)
    for y in max(0, row - most + 1)...max(0, min(rows - 1, row + most - 1)) {
      for x in max(0, column - most + 1)...max(0, min(columns - 1, column + most - 1))
      where labels[y * columns + x] == label {
        nearest = min(nearest, max(abs(x - column), abs(y - row)))
      }
    }
    return nearest
  }

  /// Where a cluster is in the picture.
  func region(of label: Int, _ measurements: borrowing Measurements) -> Region {
    let (x, y) = bounds(of: label)
    let cells = measurements.cells
    let scale = Float(cells.factor)
    let (width, height) = (Float(measurements.geometry.width), Float(measurements.geometry.height))
    let left = (Float(x.lowerBound * Flow.step) + 1.5) * scale / width
    let top = (Float(y.lowerBound * Flow.step) + 1.5) * scale / height
    let right = (Float((x.upperBound + 1) * Flow.step) + 1.5) * scale / width
    let bottom = (Float((y.upperBound + 1) * Flow.step) + 1.5) * scale / height
    return Region(x: left, y: top, width: min(1, right) - left, height: min(1, bottom) - top)
  }
}
