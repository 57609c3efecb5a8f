/// Points of the picture that are followed from frame to frame, and what was to be seen there.
///
/// There is one for each patch of the flow, as far as possible: a point that leaves the picture, runs into an older one, or
/// has been lost for long, ends, and where a square has none, one begins. A lost point moves on with those around it.
/// A point remembers its last `depth` moments.
public struct Trails: Sendable {
  /// As of the flow: squares of four cells, in each of which at most one point is.
  public let columns: Int
  public let rows: Int
  /// Moments that a point has lived through, with the one in which it began; 0 for one that is not there.
  public private(set) var ages: [Int]
  /// Moments so far; when it does not rise, nothing has moved on.
  public private(set) var moments = 0

  private var places: [SIMD2<Float>]
  private var lost: [Int]
  /// The point in each square, or -1.
  private var owners: [Int]
  // what was, moment by moment, and in each point by point
  private var stamps: [Stamp]
  private var pastPlaces: [SIMD2<Float>]
  private var steps: [SIMD2<Float>]
  private var finds: [Bool]
  private var textures: [Float]
  private var squares: [SIMD16<Float>]
  private var chroma: [SIMD2<Float>]

  /// How many moments are remembered.
  public static let depth = 16
  /// A point may be lost for so many.
  private static let patience = 8
  /// Cells at the edge of the picture in which no point lives.
  private static let margin: Float = 3

  package init(like flow: Flow) {
    (columns, rows) = (flow.columns, flow.rows)
    let count = flow.count
    ages = [Int](repeating: 0, count: count)
    lost = ages
    owners = ages
    places = [SIMD2<Float>](repeating: .zero, count: count)
    stamps = [Stamp](repeating: Stamp(frame: 0, running: .zero, stream: .zero), count: Self.depth)
    pastPlaces = [SIMD2<Float>](repeating: .zero, count: count * Self.depth)
    steps = pastPlaces
    chroma = pastPlaces
    finds = [Bool](repeating: true, count: count * Self.depth)
    textures = [Float](repeating: 0, count: count * Self.depth)
    squares = [SIMD16<Float>](repeating: .zero, count: count * Self.depth)
  }

  /// How many points there may be.
  public var count: Int { ages.count }

  private func slot(ago: Int) -> Int { (moments - 1 - ago) & (Self.depth - 1) }

  /// When it was, so many moments ago.
  public func stamp(ago: Int = 0) -> Stamp { stamps[slot(ago: ago)] }

  /// Where a point was, in cells; only as many moments ago as it has lived through. So for all that follow.
  public func place(_ index: Int, ago: Int = 0) -> SIMD2<Float> { pastPlaces[slot(ago: ago) * count + index] }

  /// How far it had moved since the moment before, in cells.
  public func step(_ index: Int, ago: Int = 0) -> SIMD2<Float> { steps[slot(ago: ago) * count + index] }

  /// Whether it was found, and not only taken along.
  public func isFound(_ index: Int, ago: Int = 0) -> Bool { finds[slot(ago: ago) * count + index] }

  /// The mean deviation of the patch around, in code values.
  public func texture(_ index: Int, ago: Int = 0) -> Float { textures[slot(ago: ago) * count + index] }

  /// The sixteen cells around it, row by row, in code values.
  public func luma(_ index: Int, ago: Int = 0) -> SIMD16<Float> { squares[slot(ago: ago) * count + index] }

  /// Cb and Cr, means of these cells, in code values.
  public func chroma(_ index: Int, ago: Int = 0) -> SIMD2<Float> { chroma[slot(ago: ago) * count + index] }

  /// The mean of the steps of a point over some moments, how much they vary, as the variance of both directions together,
  /// and in how many it was found.
  public func pace(_ index: Int, ago: Range<Int>) -> (mean: SIMD2<Float>, variance: Float, found: Int) {
    var (sum, squared, found) = (SIMD2<Float>(), SIMD2<Float>(), 0)
    for moment in ago {
      let at = slot(ago: moment) * count + index
      sum += steps[at]
      squared += steps[at] * steps[at]
      if finds[at] { found += 1 }
    }
    let mean = sum / Float(max(1, ago.count))
    return (mean, max(0, (squared / Float(max(1, ago.count)) - mean * mean).sum()), found)
  }

  /// The square that `place` is in, row by row.
  public func square(of place: SIMD2<Float>) -> Int {
    let column = max(0, min(Int((place.x - 1.5) / Float(Flow.step)), columns - 1))
    let row = max(0, min(Int((place.y - 1.5) / Float(Flow.step)), rows - 1))
    return row * columns + column
  }

  /// Moves all on; to be called when the flow is fresh, or has begun.
  package mutating func advance(_ flow: Flow, cells: Level, cb: Level, cr: Level, at stamp: Stamp) {
    guard count > 0 else { return }
    moments &+= 1
    stamps[slot(ago: 0)] = stamp
    for square in owners.indices { owners[square] = -1 }
    if flow.isFresh { move(flow, within: SIMD2(Float(cells.width), Float(cells.height))) }
    settle()
    let first = slot(ago: 0) * count
    for index in ages.indices {
      let place = places[index]
      let at = nearest(place)
      pastPlaces[first + index] = place
      finds[first + index] = lost[index] == 0
      textures[first + index] = flow.backward.texture[at]
      chroma[first + index] = SIMD2(cb.mean(around: place), cr.mean(around: place))
    }
    Kernels.takeSquares(of: cells, around: places, into: &squares, from: first)
  }

  /// Ends all points: what comes is another picture.
  package mutating func forget() { for index in ages.indices { ages[index] = 0 } }

  private func nearest(_ place: SIMD2<Float>) -> Int {
    let at = (place - Flow.middle) / Float(Flow.step)
    let column = max(0, min(Int(at.x.rounded()), columns - 1))
    return max(0, min(Int(at.y.rounded()), rows - 1)) * columns + column
  }

  private mutating func move(_ flow: Flow, within size: SIMD2<Float>) {
    let (low, high) = (Self.margin, size - Self.margin - 1)
    let first = slot(ago: 0) * count
    for index in ages.indices where ages[index] > 0 {
      let at = (places[index] - Flow.middle) / Float(Flow.step)
      let step = flow.value(of: flow.smooth, atColumn: at.x, row: at.y)
      lost[index] = flow.isDoubtful[nearest(places[index])] ? lost[index] + 1 : 0
      let place = places[index] + step
      let isInside = place.x > low && place.y > low && place.x < high.x && place.y < high.y
      guard isInside, lost[index] <= Self.patience else {
        ages[index] = 0
        continue
      }
      places[index] = place
      ages[index] += 1
      steps[first + index] = step
    }
  }

  /// One point a square: of two the older stays, and where there is none, one begins.
  private mutating func settle() {
    for index in ages.indices where ages[index] > 0 {
      let square = square(of: places[index])
      let owner = owners[square]
      if owner >= 0 {
        let loser = ages[owner] >= ages[index] ? index : owner
        ages[loser] = 0
        if loser == index { continue }
      }
      owners[square] = index
    }
    let first = slot(ago: 0) * count
    var free = 0
    for square in owners.indices where owners[square] < 0 {
      // there are as many points as squares
      while free < ages.count, ages[free] > 0 { free += 1 }
      guard free < ages.count else { return }
      ages[free] = 1
      lost[free] = 0
      owners[square] = free
      places[free] =
        SIMD2(Float(square % columns), Float(square / columns)) * Float(Flow.step) + SIMD2(repeating: Flow.middle)
      steps[first + free] = .zero
    }
  }
}

extension Level {
  /// The mean of the sixteen values nearest to `place`, in code values.
  fileprivate func mean(around place: SIMD2<Float>) -> Float {
    guard width >= 4, height >= 4 else { return 128 }
    let left = max(0, min(Int(place.x - 1), width - 4))
    let top = max(0, min(Int(place.y - 1), height - 4))
    var sum: Int32 = 0
    for row in top..<top + 4 {
      for column in left..<left + 4 { sum &+= Int32(values[row * width + column]) }
    }
    return Float(sum) / (16 * Level.unit)
  }
}
