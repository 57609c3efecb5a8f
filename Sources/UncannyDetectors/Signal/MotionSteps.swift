internal import Uncanny

/// The last steps of a picture from frame to frame, and how long one is by those around it.
///
/// A step is compared with the two before and the two after it that moved. Only blocks count that go the same way in all
/// four, so that nothing is asked of a picture that does not move steadily.
struct MotionSteps: Sendable {
  /// How long a step is.
  struct Length: Sendable {
    /// In steps of the neighbours: 0 for a repeated frame, 1 for the next one, 2 where one is missing.
    var ratio: Float
    /// The share of the blocks that agree on it.
    var agreement: Float
    /// How many blocks could be asked.
    var blocks: Int
    /// Whether those are enough to tell that a single frame is missing.
    var isSure: Bool
  }

  /// How many steps are kept.
  private static let capacity = 32
  /// Steps after a step without which it is not known to be a repeat.
  private static let lookahead = 4
  /// How far back a step that moved is looked for.
  private static let reach = 11
  /// A repeat changes by no more than this part of what its neighbours do, and those by at least so many code values.
  private static let still: Float = 0.15
  private static let moving: Float = 0.3
  /// What moves by this much, in code values, moves whether steadily or not.
  private static let plain: Float = 1
  /// A block can be asked if it has texture, is found again, and goes this far, in cells.
  private static let texture: Float = 2
  private static let least: Float = 0.1
  /// The steps that one is compared with lie no further apart than this.
  private static let span = ClockTime.seconds(0.7)

  /// How many steps there have been.
  private(set) var count = 0
  private var stamps: [Stamp] = []
  /// How much the blocks change that are found again, and how much all do: roots of mean squares in code values.
  private var changes: [Float] = []
  private var wholes: [Float] = []
  private var repeats: [Bool] = []
  /// By slot and block; not-a-number where the block cannot be asked.
  private var dx: [Float] = []
  private var dy: [Float] = []
  private var blocks = 0
  /// When the picture last was a new one, as by a cut or a flash.
  private var hidden: ClockTime?
  /// Counts of ratios from `lowest` on, in steps of `width`.
  private var histogram: [Int32] = []
  private var ratios: [Float] = []
  private static let lowest: Float = -4
  private static let width: Float = 0.05
  private static let bins = 280

  /// Takes in the step to the present frame.
  mutating func append(_ measurements: borrowing Measurements) {
    let blocks = measurements.motion.count
    if stamps.isEmpty || self.blocks != blocks { begin(blocks: blocks, at: measurements.stamp) }
    let slot = count % Self.capacity
    var squares: Float = 0
    var allSquares: Float = 0
    var (textured, found) = (0, 0)
    for block in 0..<blocks {
      let (texture, change) = (measurements.motion.texture[block], measurements.motion.change[block])
      let isKnown = texture > Self.texture && measurements.motion.mismatch[block] < 0.5 * texture + 1
      // what flashes is not found again, and does not move
      if isKnown { squares += change * change }
      allSquares += change * change
      if texture > Self.texture { textured += 1 }
      if isKnown { found += 1 }
      dx[slot * blocks + block] = isKnown ? measurements.motion.dx[block] : .nan
      dy[slot * blocks + block] = isKnown ? measurements.motion.dy[block] : .nan
    }
    stamps[slot] = measurements.stamp
    changes[slot] = found > 0 && 3 * found >= textured ? (squares / Float(max(1, blocks))).squareRoot() : .nan
    if textured > 0, 3 * found < textured { hidden = measurements.stamp.running }
    wholes[slot] = (allSquares / Float(max(1, blocks))).squareRoot()
    repeats[slot] = false
    count += 1
    if known > 0 { repeats[(known - 1) % Self.capacity] = isStill(known - 1) }
  }

  private mutating func begin(blocks: Int, at stamp: Stamp) {
    self.blocks = blocks
    count = 0
    stamps = [Stamp](repeating: stamp, count: Self.capacity)
    changes = [Float](repeating: 0, count: Self.capacity)
    wholes = changes
    repeats = [Bool](repeating: false, count: Self.capacity)
    dx = [Float](repeating: .nan, count: Self.capacity * blocks)
    dy = dx
    histogram = [Int32](repeating: 0, count: Self.bins)
    ratios = [Float](repeating: .nan, count: blocks)
  }

  /// The first step of which it is not known yet whether it is a repeat.
  var known: Int { max(0, count - Self.lookahead) }

  /// The oldest step that is kept, with those around it.
  var oldest: Int { max(0, count - Self.capacity + Self.reach + 1) }

  func stamp(_ step: Int) -> Stamp { stamps[step % Self.capacity] }

  func isRepeat(_ step: Int) -> Bool { repeats[step % Self.capacity] }

  private func change(_ step: Int) -> Float { changes[step % Self.capacity] }

  private func isStill(_ step: Int) -> Bool {
    var largest: Float = 0
    var second: Float = 0
    for other in max(0, step - 4)..<min(count, step + 5) where other != step {
      let value = change(other)
      guard value.isFinite else { continue }
      if value > largest {
        second = largest
        largest = value
      } else {
        second = max(second, value)
      }
    }
    return second > Self.moving && wholes[step % Self.capacity] < Self.still * second
  }

  /// Whether the picture certainly moved by the steps before and after the repeats from `first` up to `end`, and not by them.
  func isPlain(from first: Int, to end: Int) -> Bool {
    guard first > 0, end < count else { return false }
    let least = min(change(first - 1), change(end))
    return least > Self.plain && (first..<end).allSatisfy { wholes[$0 % Self.capacity] < Self.still * least }
  }

  /// Whether a cut or a flash lies about so close that a pattern may have been lost in it.
  func isHidden(near time: ClockTime) -> Bool {
    hidden.map { max(time - $0, $0 - time) <= .seconds(1) } ?? false
  }

  /// Whether the picture moved in `step`.
  func isMoving(_ step: Int) -> Bool { change(step) > Self.moving }

  /// Whether the picture moved by the step before `step`, and is not new by it.
  func isMoving(before step: Int) -> Bool { step > 0 && isMoving(step - 1) }

  /// Whether there are two steps after `step` that are known to have moved.
  func isSurrounded(_ step: Int) -> Bool {
    var found = 0
    for other in step + 1..<max(step + 1, known) where !isRepeat(other) { found += 1 }
    return found >= 2
  }

  /// The pattern of the last second or so: so many repeats in so many frames. Without a period, in all that are known.
  var pattern: (repeats: Int, frames: Int, isRegular: Bool) {
    let first = max(0, count - 24 - Self.lookahead)
    guard first < known else { return (0, 0, false) }
    var period = 2
    while period <= 8, known - first >= 3 * period {
      var isPeriodic = true
      for step in first + period..<known where isRepeat(step) != isRepeat(step - period) { isPeriodic = false }
      if isPeriodic { break }
      period += 1
    }
    let isFound = period <= 8 && known - first >= 3 * period
    var repeats = 0
    for step in (isFound ? known - period : first)..<known where isRepeat(step) { repeats += 1 }
    let isRegular = isFound && repeats > 0
    return (repeats, isRegular ? period : known - first, isRegular)
  }

  /// How long `step` is; `nil` where too little moves, or not steadily.
  mutating func length(_ step: Int) -> Length? {
    guard let around = around(step), blocks > 0 else { return nil }
    guard stamp(around.w).running - stamp(around.x).running <= Self.span else { return nil }
    for bin in 0..<Self.bins { histogram[bin] = 0 }
    var asked = 0
    for block in 0..<blocks {
      ratios[block] = .nan
      guard let (x, y) = steady(around, block) else { continue }
      let (u, v) = (dx[at(step, block)], dy[at(step, block)])
      guard u.isFinite else { continue }
      let square = x * x + y * y
      asked += 1
      // what goes off to the side agrees with nobody
      guard abs(u * y - v * x) < 0.4 * max(square, abs(u * x + v * y)) else { continue }
      let ratio = (u * x + v * y) / square
      ratios[block] = ratio
      histogram[Int(max(0, min((ratio - Self.lowest) / Self.width, Float(Self.bins - 1))))] += 1
    }
    guard asked >= max(3, blocks / 25) else { return nil }
    let middle = median(of: asked)
    var agreeing = 0
    for block in 0..<blocks where abs(ratios[block] - middle) < 0.35 * max(middle, 1) { agreeing += 1 }
    return Length(
      ratio: middle, agreement: Float(agreeing) / Float(asked), blocks: asked,
      isSure: middle > 2.2 || asked * 12 >= blocks)
  }

  private func median(of asked: Int) -> Float {
    var total: Int32 = 0
    for bin in 0..<Self.bins { total += histogram[bin] }
    guard total > 0 else { return .nan }
    var sum: Int32 = 0
    for bin in 0..<Self.bins {
      sum += histogram[bin]
      if 2 * sum >= total { return Self.lowest + (Float(bin) + 0.5) * Self.width }
    }
    return .nan
  }

  private func at(_ step: Int, _ block: Int) -> Int { step % Self.capacity * blocks + block }

  /// The two steps before and the two after that moved, from the first to the last.
  private struct Neighbors { var x, y, z, w: Int }

  private func around(_ step: Int) -> Neighbors? {
    guard step > 0, step < known else { return nil }
    guard let y = moved(before: step), let x = moved(before: y), let z = moved(after: step),
      let w = moved(after: z), step - x <= Self.reach
    else { return nil }
    return Neighbors(x: x, y: y, z: z, w: w)
  }

  private func moved(before step: Int) -> Int? {
    var other = step - 1
    while other >= max(0, count - Self.capacity), isRepeat(other) { other -= 1 }
    return other >= max(0, count - Self.capacity) ? other : nil
  }

  private func moved(after step: Int) -> Int? {
    var other = step + 1
    while other < known, isRepeat(other) { other += 1 }
    return other < known ? other : nil
  }

  /// The mean of the four steps of a block, if they are alike.
  private func steady(_ around: Neighbors, _ block: Int) -> (x: Float, y: Float)? {
    let (a, b, c, d) = (at(around.x, block), at(around.y, block), at(around.z, block), at(around.w, block))
    let x = 0.25 * (dx[a] + dx[b] + dx[c] + dx[d])
    let y = 0.25 * (dy[a] + dy[b] + dy[c] + dy[d])
    let square = x * x + y * y
    // not-a-number fails here too
    guard square > Self.least * Self.least else { return nil }
    let before = (dx[a] + dx[b] - dx[c] - dx[d]) * 0.5
    let after = (dy[a] + dy[b] - dy[c] - dy[d]) * 0.5
    guard before * before + after * after < 0.25 * square else { return nil }
    let u = SIMD4(dx[a], dx[b], dx[c], dx[d]) - x
    let v = SIMD4(dy[a], dy[b], dy[c], dy[d]) - y
    return (u * u + v * v).max() < 0.36 * square ? (x, y) : nil
  }
}
