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
  private var history: [Moment]
  /// The point in each square, or -1.
  private var owners: [Int]
  private var stamps: [Stamp]

  /// What a point was at one moment.
  public struct Moment: Sendable, Equatable {
    /// Where, in cells.
    public var place = SIMD2<Float>()
    /// How far it had moved since the moment before, in cells.
    public var step = SIMD2<Float>()
    /// Whether it was found, and not only taken along.
    public var isFound = true
    /// The mean deviation of the patch around, in code values.
    public var texture: Float = 0
    /// The sixteen cells around it, row by row, in code values.
    public var luma = SIMD16<Float>()
    /// Cb and Cr, means of these cells, in code values.
    public var chroma = SIMD2<Float>(repeating: 128)
  }

  /// How many moments are remembered.
  public static let depth = 16
  /// A point may be lost for so many.
  private static let patience = 8
  /// Cells at the edge of the picture in which no point lives.
  private static let margin: Float = 3

  package init(like flow: Flow) {
    columns = flow.columns
    rows = flow.rows
    ages = [Int](repeating: 0, count: flow.count)
    places = [SIMD2<Float>](repeating: .zero, count: flow.count)
    lost = ages
    owners = ages
    history = [Moment](repeating: Moment(), count: flow.count * Self.depth)
    stamps = [Stamp](repeating: Stamp(frame: 0, running: .zero, stream: .zero), count: Self.depth)
  }

  /// How many points there may be.
  public var count: Int { ages.count }

  /// What point `index` was so many moments ago; only as many are true as it has lived through.
  public func moment(_ index: Int, ago: Int = 0) -> Moment {
    history[index * Self.depth + (moments - 1 - ago) & (Self.depth - 1)]
  }

  /// When that was.
  public func stamp(ago: Int = 0) -> Stamp { stamps[(moments - 1 - ago) & (Self.depth - 1)] }

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
    stamps[(moments - 1) & (Self.depth - 1)] = stamp
    for square in owners.indices { owners[square] = -1 }
    if flow.isFresh { move(flow, within: SIMD2(Float(cells.width), Float(cells.height))) }
    settle()
    for index in ages.indices where ages[index] > 0 { look(index, flow, cells, cb, cr) }
  }

  /// Ends all points: what comes is another picture.
  package mutating func forget() { for index in ages.indices { ages[index] = 0 } }

  private mutating func move(_ flow: Flow, within size: SIMD2<Float>) {
    let (low, high) = (Self.margin, size - Self.margin - 1)
    for index in ages.indices where ages[index] > 0 {
      let at = (places[index] - Flow.middle) / Float(Flow.step)
      let step = flow.value(of: flow.smooth, atColumn: at.x, row: at.y)
      let column = max(0, min(Int(at.x.rounded()), columns - 1))
      let row = max(0, min(Int(at.y.rounded()), rows - 1))
      lost[index] = flow.isDoubtful[row * columns + column] ? lost[index] + 1 : 0
      let place = places[index] + step
      let isInside = place.x > low && place.y > low && place.x < high.x && place.y < high.y
      guard isInside, lost[index] <= Self.patience else {
        ages[index] = 0
        continue
      }
      places[index] = place
      ages[index] += 1
      history[index * Self.depth + (moments - 1) & (Self.depth - 1)].step = step
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
      history[free * Self.depth + (moments - 1) & (Self.depth - 1)].step = .zero
    }
  }

  private mutating func look(_ index: Int, _ flow: Flow, _ cells: Level, _ cb: Level, _ cr: Level) {
    let place = places[index]
    let at = (place - Flow.middle) / Float(Flow.step)
    let column = max(0, min(Int(at.x.rounded()), columns - 1))
    let row = max(0, min(Int(at.y.rounded()), rows - 1))
    let slot = index * Self.depth + (moments - 1) & (Self.depth - 1)
    history[slot].place = place
    history[slot].isFound = lost[index] == 0
    history[slot].texture = flow.backward.texture[row * columns + column]
    history[slot].luma = cells.square(around: place)
    history[slot].chroma = SIMD2(cb.mean(around: place), cr.mean(around: place))
  }
}

extension Level {
  /// The sixteen values around `place`, between values, in code values.
  fileprivate func square(around place: SIMD2<Float>) -> SIMD16<Float> {
    guard width > 4, height > 4 else { return .zero }
    let x = max(0, min(place.x - 1.5, Float(width - 4)))
    let y = max(0, min(place.y - 1.5, Float(height - 4)))
    let (left, top) = (min(Int(x), width - 5), min(Int(y), height - 5))
    let (u, v) = (x - Float(left), y - Float(top))
    var above = SIMD16<Float>()
    var beside = above
    var below = above
    var across = above
    for row in 0..<4 {
      for column in 0..<4 {
        let from = (top + row) * width + left + column
        above[row * 4 + column] = Float(values[from])
        beside[row * 4 + column] = Float(values[from + 1])
        below[row * 4 + column] = Float(values[from + width])
        across[row * 4 + column] = Float(values[from + width + 1])
      }
    }
    let upper = above + (beside - above) * u
    let lower = below + (across - below) * u
    return (upper + (lower - upper) * v) / Level.unit
  }

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
