/// Where each patch of the picture was in the one before, and where each of that one is now.
///
/// Dense: a patch of 8x8 cells at every fourth cell of every fourth row, each moved until least squares has it (after
/// Lucas and Kanade, IJCAI 1981, with the slopes of the patch itself as Baker and Matthews, "Lucas-Kanade 20 years on",
/// IJCV 2004, have it, and in the order of patches of Kroeger et al., "Fast optical flow using dense inverse search",
/// ECCV 2016). What does not come back to where it went is doubtful: it is hidden, or has come out of hiding, or is no
/// longer the same. At more than thirty-five frames a second every second frame is left out.
public struct Flow: Sendable {
  /// Motion of the patches of one picture to another.
  public struct Field: Sendable {
    /// How far to the right the patch is found, in cells; row by row.
    public package(set) var dx: [Float]
    /// How far down, in cells.
    public package(set) var dy: [Float]
    /// What is left of the mean absolute difference, each patch less its mean, in code values.
    public package(set) var mismatch: [Float]
    /// How much brighter the patch is than where it is found, in code values.
    public package(set) var change: [Float]
    /// The mean deviation within the patch, in code values: without any of it, it may have moved anywhere.
    public package(set) var texture: [Float]

    package init(count: Int) {
      dx = [Float](repeating: 0, count: count)
      dy = dx
      mismatch = dx
      change = dx
      texture = dx
    }
  }

  /// Patches in a row, and rows of them; none where the picture has less than nine cells to a side.
  public let columns: Int
  public let rows: Int
  /// Whether this frame was compared with one before.
  public private(set) var isFresh = false
  /// Pictures so far, those that were not left out.
  public private(set) var moments = 0
  /// How long before this frame the other one was; meaningful where it is fresh.
  public private(set) var elapsed = ClockTime.zero
  /// From this picture to the one before, by patches of this one.
  public private(set) var backward: Field
  /// From the picture before to this one, by patches of the one before.
  public private(set) var forward: Field
  /// Whether a patch of the picture before is not found again.
  public private(set) var isDoubtful: [Bool]
  /// As `forward`, but where that is doubtful, the median of what the patches around do.
  public private(set) var smooth: Field
  /// How the picture as a whole moves.
  public private(set) var camera = CameraMotion()

  private var before: Level
  private var moment: ClockTime?
  private var scratch: [Float] = []
  private var guesses: Field

  /// Cells to a side of a patch.
  public static let side = 8
  /// Cells from one patch to the next.
  public static let step = 4
  /// Where the middle of the first patch is, in cells.
  public static let middle: Float = 3.5

  /// Frames that follow sooner are left out.
  private static let shortest = ClockTime.milliseconds(28)
  /// What comes back within this many cells of where it was has been found, if no more than this of its texture is left
  /// unexplained, or this many code values.
  private static let returning: Float = 0.7
  private static let unexplained: Float = 0.35
  private static let noise: Float = 1

  package init(cells: Level) {
    let isLargeEnough = min(cells.width, cells.height) > Self.side
    columns = isLargeEnough ? (cells.width - Self.side) / Self.step + 1 : 0
    rows = isLargeEnough ? (cells.height - Self.side) / Self.step + 1 : 0
    backward = Field(count: columns * rows)
    forward = backward
    smooth = backward
    guesses = backward
    isDoubtful = [Bool](repeating: false, count: columns * rows)
    before = cells
    scratch.reserveCapacity(25)
  }

  /// How many patches there are.
  public var count: Int { columns * rows }

  /// Compares `cells` with those that it was given before.
  ///
  /// - Parameter blocks: the block motion of this frame: where to look first.
  package mutating func measure(_ cells: Level, blocks: Motion, at now: ClockTime) {
    isFresh = false
    guard count > 0 else { return }
    guard let moment, now > moment else {
      begin(cells, at: now)
      return
    }
    guard now - moment >= Self.shortest else { return }
    isFresh = true
    elapsed = now - moment
    guess(from: blocks)
    Kernels.flow(cells, in: before, width: columns, guess: guesses, field: &backward)
    for index in 0..<count {
      guesses.dx[index] = -backward.dx[index]
      guesses.dy[index] = -backward.dy[index]
    }
    Kernels.flow(before, in: cells, width: columns, guess: guesses, field: &forward)
    doubt()
    smoothen()
    camera = CameraMotion(of: self)
    begin(cells, at: now)
  }

  /// What follows is compared with what comes next: after a cut, nothing is found again.
  package mutating func forget() { moment = nil }

  private mutating func begin(_ cells: Level, at now: ClockTime) {
    // value by value: the memory is used again
    for index in before.values.indices { before.values[index] = cells.values[index] }
    moment = now
    moments &+= 1
  }

  private mutating func guess(from blocks: Motion) {
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        guard blocks.count > 0 else {
          guesses.dx[index] = 0
          guesses.dy[index] = 0
          continue
        }
        let block = min(row / 2, blocks.rows - 1) * blocks.columns + min(column / 2, blocks.columns - 1)
        // blocks tell where they come from, as how far they have moved
        guesses.dx[index] = -blocks.dx[block]
        guesses.dy[index] = -blocks.dy[block]
      }
    }
  }

  private mutating func doubt() {
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        let (dx, dy) = (forward.dx[index], forward.dy[index])
        let back = value(
          of: backward, atColumn: Float(column) + dx / Float(Self.step), row: Float(row) + dy / Float(Self.step))
        let (x, y) = (dx + back.x, dy + back.y)
        let allowed = max(Self.noise, Self.unexplained * forward.texture[index])
        // not-a-number is doubtful
        isDoubtful[index] = !(x * x + y * y < Self.returning * Self.returning && forward.mismatch[index] < allowed)
      }
    }
  }

  private mutating func smoothen() {
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        smooth.dx[index] = forward.dx[index]
        smooth.dy[index] = forward.dy[index]
        guard isDoubtful[index] else { continue }
        if let dx = median(of: forward.dx, around: column, row) { smooth.dx[index] = dx }
        if let dy = median(of: forward.dy, around: column, row) { smooth.dy[index] = dy }
      }
    }
  }

  /// The median of what is not doubtful among the twenty-five patches around.
  private mutating func median(of values: [Float], around column: Int, _ row: Int) -> Float? {
    scratch.removeAll(keepingCapacity: true)
    for y in max(0, row - 2)...min(rows - 1, row + 2) {
      for x in max(0, column - 2)...min(columns - 1, column + 2) where !isDoubtful[y * columns + x] {
        scratch.append(values[y * columns + x])
      }
    }
    guard !scratch.isEmpty else { return nil }
    scratch.sort()
    return scratch[scratch.count / 2]
  }

  /// The motion between patches, by those around; places outside are taken to the edge.
  func value(of field: Field, atColumn column: Float, row: Float) -> SIMD2<Float> {
    let x = max(0, min(column, Float(columns - 1)))
    let y = max(0, min(row, Float(rows - 1)))
    let (left, top) = (min(Int(x), max(0, columns - 2)), min(Int(y), max(0, rows - 2)))
    let (right, bottom) = (min(left + 1, columns - 1), min(top + 1, rows - 1))
    let (u, v) = (x - Float(left), y - Float(top))
    func at(_ x: Int, _ y: Int) -> SIMD2<Float> { SIMD2(field.dx[y * columns + x], field.dy[y * columns + x]) }
    let above = at(left, top) * (1 - u) + at(right, top) * u
    let below = at(left, bottom) * (1 - u) + at(right, bottom) * u
    return above * (1 - v) + below * v
  }
}
