/// A filter for wheels seen as ellipses: a bright disc - rim, hub - in a ring that is dark all round but for its top,
/// where the mudguard and its shadow are.
///
/// Every part of the filter is a set of runs by row, so that sums over it are differences of sums along rows: after
/// Crow, "Summed-area tables for texture mapping", SIGGRAPH 1984, in one dimension.
struct WheelFilter {
  /// The wheel's half width in pixels.
  let radiusX: Int
  /// The wheel's half height in pixels.
  let radiusY: Int
  private let disc: [Run]
  private let sectors: [[Run]]
  private let ellipse: [Run]

  /// Pixels of a row, from the center.
  fileprivate struct Run {
    var row: Int
    var columns: Range<Int>
  }

  /// The greatest half width and height.
  static let most = (x: 25, y: 23)

  /// All shapes of a wheel that are looked for.
  static let all: [WheelFilter] = {
    var filters: [WheelFilter] = []
    for x in stride(from: 9, through: most.x, by: 2) {
      for y in stride(from: 9, through: most.y, by: 2) where 4 * x >= 3 * y && 2 * x <= 3 * y {
        filters.append(WheelFilter(radiusX: x, radiusY: y))
      }
    }
    return filters
  }()

  init(radiusX: Int, radiusY: Int) {
    (self.radiusX, self.radiusY) = (radiusX, radiusY)
    func runs(_ holds: (_ u: Float, _ v: Float) -> Bool) -> [Run] {
      (-radiusY - 1...radiusY + 1).compactMap { row in
        let inside = (-radiusX - 1...radiusX + 1).filter { column in
          holds(Float(column) / Float(radiusX), Float(row) / Float(radiusY))
        }
        guard let first = inside.first, let last = inside.last else { return nil }
        return Run(row: row, columns: first..<last + 1)
      }
    }
    disc = runs { u, v in u * u + v * v < 0.55 * 0.55 }
    func ring(_ u: Float, _ v: Float) -> Bool { u * u + v * v > 0.72 * 0.72 && u * u + v * v <= 1.02 * 1.02 }
    // Eighths of the ring without the two at the top; rows count downwards.
    let eighths: [(Float, Float) -> Bool] = [
      { u, v in v > 0 && u > v }, { u, v in u > 0 && v > u }, { u, v in u < 0 && v > -u },
      { u, v in v > 0 && -u > v }, { u, v in v < 0 && u > -v }, { u, v in v < 0 && u < v },
    ]
    sectors = eighths.map { eighth in runs { u, v in ring(u, v) && eighth(u, v) } }
    let (width, height) = (Float(radiusX + 1), Float(radiusY + 1))
    ellipse = (-radiusY - 1...radiusY + 1).map { row in
      let share = 1 - Float(row * row) / (height * height)
      let reach = Int((width * max(0, share).squareRoot()).rounded())
      return Run(row: row, columns: -reach..<reach + 1)
    }
  }

  /// How much the disc is brighter than the second brightest part of the ring, by the spread of light there.
  func response(_ region: WheelRegion) -> GrayMap {
    let width = region.width
    var result = GrayMap(width: width, height: region.height)
    var (inner, mean, square) = (line(width), line(width), line(width))
    var (part, first, second) = (line(width), line(width), line(width))
    for row in 0..<region.height {
      region.means(disc, row, to: &inner)
      region.means(ellipse, row, to: &mean)
      region.means(ellipse, row, squares: true, to: &square)
      for column in 0..<width { (first[column], second[column]) = (-.infinity, -.infinity) }
      for sector in sectors {
        region.means(sector, row, to: &part)
        keepTwo(part.span, first: &first, second: &second)
      }
      for column in 0..<width {
        let spread = max(0, square[column] - mean[column] * mean[column]).squareRoot()
        result.samples[row * width + column] = max(0, inner[column] - second[column]) / (spread + 0.08)
      }
    }
    return result
  }

  private func line(_ width: Int) -> [Float] { [Float](repeating: 0, count: width) }

  private func keepTwo(_ values: Span<Float>, first: inout [Float], second: inout [Float]) {
    var first = first.mutableSpan
    var second = second.mutableSpan
    for index in 0..<min(values.count, first.count, second.count) {
      let value = values[index]
      second[index] = max(second[index], min(first[index], value))
      first[index] = max(first[index], value)
    }
  }
}

/// The light of the canvas where wheels may be, with sums along its rows.
struct WheelRegion {
  let width: Int
  let height: Int
  private let stride: Int
  private var sums: [Float] = []
  private var squares: [Float] = []

  /// What the filters reach beyond the region, where its edge is repeated.
  private static let edge = (x: WheelFilter.most.x + 1, y: WheelFilter.most.y + 1)

  /// The light less a common level, so that sums stay small.
  init(_ light: GrayMap, level: Float) {
    width = light.width
    height = light.height
    stride = width + 2 * Self.edge.x + 1
    for row in -Self.edge.y..<height + Self.edge.y {
      var (sum, square) = (Float(0), Float(0))
      sums.append(0)
      squares.append(0)
      for column in -Self.edge.x..<width + Self.edge.x {
        let value = light[column, row] - level
        sum += value
        square += value * value
        sums.append(sum)
        squares.append(square)
      }
    }
  }

  /// The mean over a filter's runs at each pixel of a row.
  fileprivate func means(_ runs: [WheelFilter.Run], _ row: Int, squares: Bool = false, to means: inout [Float]) {
    let sums = (squares ? self.squares : self.sums).span
    for column in means.indices { means[column] = 0 }
    let area = runs.reduce(0) { $0 + $1.columns.count }
    let weight = 1 / Float(max(1, area))
    for run in runs {
      let start = (row + run.row + Self.edge.y) * stride + Self.edge.x
      let (from, to) = (start + run.columns.lowerBound, start + run.columns.upperBound)
      addDifference(
        sums.extracting(to..<to + means.count), sums.extracting(from..<from + means.count), times: weight, to: &means)
    }
  }
}

private func addDifference(_ right: Span<Float>, _ left: Span<Float>, times weight: Float, to sums: inout [Float]) {
  var sums = sums.mutableSpan
  for index in 0..<min(right.count, left.count, sums.count) { sums[index] += weight * (right[index] - left[index]) }
}
