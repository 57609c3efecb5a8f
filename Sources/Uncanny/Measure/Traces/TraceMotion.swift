/// What two pictures, an eighth of a second apart, say of how they came to be.
///
/// Not-a-number where it cannot be told.
public struct TraceMotion: Sendable, Equatable {
  /// What motion does not explain, against the contrast around it: the logarithm.
  public var residual = Float.nan
  /// How far the picture moves in an eighth of a second, as a share of its diagonal.
  public var distance = Float.nan
  /// The share of the picture that does not come back to where it was.
  public var hidden = Float.nan
  /// How much of the change motion explains: the logarithm of a ratio.
  public var explained = Float.nan
  /// How the finest structure goes along with what it is on: a correlation.
  public var clinging = Float.nan
  /// How the picture as a whole is shifted, in hundredths of its diagonal.
  public var shift = SIMD2<Float>()
}

/// Takes it, with memory of its own: the picture before, and dense motion both ways.
struct TraceMotionMeter: Sendable {
  private var flow: Flow
  private var motion: Motion
  private var cells: Level
  private var cellsBefore: Level
  private var coarse: Level
  private var coarseBefore: Level
  private var now: Grid<Float>
  private var before: Grid<Float>
  private var smooth: Grid<Float>
  private var mean: Grid<Float>
  private var variance: Grid<Float>
  private var warped: Grid<Float>
  private var dx: Grid<Float>
  private var dy: Grid<Float>
  private var backX: Grid<Float>
  private var backY: Grid<Float>
  private var scratch: [Float]
  private var hasPrevious = false

  /// What comes back further from where it was, in values and as a share of the way, is hidden.
  private static let returning: (least: Float, share: Float) = (0.5, 0.1)
  /// With fewer places that come back than this, all count.
  private static let leastSeen = 500
  private static let eighth: Float = 0.125

  init(like picture: TracePicture) {
    let (width, height) = (picture.luma.width, picture.luma.height)
    cells = Level(ofWidth: width, height: height, factor: 4)
    coarse = Level(ofWidth: width, height: height, factor: 8)
    (cellsBefore, coarseBefore) = (cells, coarse)
    motion = Motion(cells: cells, coarse: coarse)
    flow = Flow(cells: cells)
    now = Grid(width: width / 2, height: height / 2, of: 0)
    (before, smooth, mean, variance, warped) = (now, now, now, now, now)
    (dx, dy, backX, backY) = (now, now, now, now)
    scratch = [Float](repeating: 0, count: 2 * now.width)
  }

  /// The next picture is held against nothing before it.
  mutating func forget() {
    hasPrevious = false
    flow.forget()
  }

  /// How a picture goes on from the one before; `nil` where there is none.
  mutating func motion(of picture: TracePicture, at moment: ClockTime) -> TraceMotion? {
    swap(&now, &before)
    swap(&cells, &cellsBefore)
    swap(&coarse, &coarseBefore)
    reduce(picture.luma)
    if hasPrevious { motion.measure(cells, from: cellsBefore, coarse: coarse, from: coarseBefore) }
    flow.measure(cells, blocks: motion, at: moment)
    defer { hasPrevious = true }
    guard hasPrevious, flow.isFresh, flow.elapsed.seconds > 0 else { return nil }
    spread()
    return compared(over: Float(flow.elapsed.seconds))
  }

  private mutating func reduce(_ luma: Grid<UInt8>) {
    let width = luma.width
    for y in 0..<now.height {
      let (upper, lower) = (2 * y * width, (2 * y + 1) * width)
      for x in 0..<now.width {
        let sum =
          UInt32(luma.values[upper + 2 * x]) &+ UInt32(luma.values[upper + 2 * x + 1])
          &+ UInt32(luma.values[lower + 2 * x]) &+ UInt32(luma.values[lower + 2 * x + 1])
        now.values[y * now.width + x] = Float((sum &+ 2) / 4)
      }
    }
    for y in 0..<cells.height {
      for x in 0..<cells.width {
        let place = 2 * y * now.width + 2 * x
        let sum =
          now.values[place] + now.values[place + 1] + now.values[place + now.width]
          + now.values[place + now.width + 1]
        cells.values[y * cells.width + x] = UInt16(max(0, min(65_535, sum * (Level.unit / 4))))
      }
    }
    Kernels.halve(cells, into: &coarse)
  }

  /// Motion of patches, of cells, to motion of every place, in places: a cell is two places wide.
  private mutating func spread() {
    let first = 2 * Flow.middle + 0.5
    func take(_ values: [Float], into grid: inout Grid<Float>) {
      Kernels.spread(values, columns: flow.columns, first: first, step: Float(2 * Flow.step), gain: 2, into: &grid)
    }
    take(flow.forward.dx, into: &dx)
    take(flow.forward.dy, into: &dy)
    take(flow.backward.dx, into: &backX)
    take(flow.backward.dy, into: &backY)
  }

  private mutating func compared(over seconds: Float) -> TraceMotion {
    var found = TraceMotion()
    let diagonal = (Float(now.width * now.width) + Float(now.height * now.height)).squareRoot()
    // where the way back of each place ends; the memory of mean and variance is used for it first
    Kernels.warp(backX, by: dx, dy, into: &mean)
    Kernels.warp(backY, by: dx, dy, into: &variance)
    var isSeen = [Bool](repeating: true, count: now.values.count)
    var (ways, hidden) = (0.0, 0)
    for index in isSeen.indices {
      let (x, y) = (dx.values[index], dy.values[index])
      let (offX, offY) = (x + mean.values[index], y + variance.values[index])
      let way = (x * x + y * y).squareRoot()
      ways += Double(way)
      let off = (offX * offX + offY * offY).squareRoot()
      if !(off <= Self.returning.least + Self.returning.share * way) {
        isSeen[index] = false
        hidden += 1
      }
    }
    let count = Double(isSeen.count)
    found.hidden = Float(Double(hidden) / count)
    found.distance = Float(ways / count) / diagonal * Self.eighth / max(seconds, 1e-3)
    if isSeen.count - hidden < Self.leastSeen { isSeen = isSeen.map { _ in true } }
    Kernels.warp(now, by: dx, dy, into: &warped)
    Kernels.moments(before, scratch: &scratch, mean: &mean, variance: &variance)
    takeResidual(where: isSeen, into: &found)
    takeClinging(where: isSeen, into: &found)
    let cells = (Float(self.cells.width * self.cells.width) + Float(self.cells.height * self.cells.height)).squareRoot()
    found.shift = flow.camera.shift * 100 / cells
    return found
  }

  private func takeResidual(where isSeen: [Bool], into found: inout TraceMotion) {
    var (relative, absolute, change, seen) = (0.0, 0.0, 0.0, 0.0)
    for index in isSeen.indices {
      change += Double(abs(now.values[index] - before.values[index]))
      guard isSeen[index] else { continue }
      let rest = abs(warped.values[index] - before.values[index])
      relative += Double(rest / (variance.values[index].squareRoot() + 2))
      absolute += Double(rest)
      seen += 1
    }
    guard seen > 0 else { return }
    found.residual = logarithm(Float(relative / seen) + 0.005)
    let all = Float(change / Double(isSeen.count))
    found.explained = logarithm(all + 0.05) - logarithm(Float(absolute / seen) + 0.05)
  }

  private mutating func takeClinging(where isSeen: [Bool], into found: inout TraceMotion) {
    Kernels.smooth(before, scratch: &scratch, into: &smooth)
    Kernels.smooth(warped, scratch: &scratch, into: &mean)
    var (products, own, others) = (0.0, 0.0, 0.0)
    for index in isSeen.indices where isSeen[index] {
      let a = before.values[index] - smooth.values[index]
      let b = warped.values[index] - mean.values[index]
      products += Double(a * b)
      own += Double(a * a)
      others += Double(b * b)
    }
    let seen = Double(max(1, isSeen.reduce(0) { $0 + ($1 ? 1 : 0) }))
    found.clinging = Float(products / seen / ((own / seen * (others / seen)).squareRoot() + 0.02))
  }
}
