internal import Uncanny

/// How much the changes of a picture are like those of some frames ago, in squares of 16x16 cells.
struct Echoes: Sendable {
  /// A delay at which many squares repeat themselves.
  struct Echo: Sendable {
    /// In frames.
    var delay: Int
    /// The mean correlation of the squares that show it.
    var likeness: Float
    /// How many show it, of those that can tell.
    var share: Float
    var parts: Int
  }

  /// Squares in a row, and rows of them.
  private(set) var columns = 0
  private(set) var rows = 0
  /// The mean square of each square's change and its mean, in code values, by slot; the mean square is about the mean, so
  /// that brightness which swings is no motion.
  private var energies: [Float] = []
  private var means: [Float] = []
  /// The mean product with the change of the frame before, in code values squared.
  private(set) var products: [Float] = []
  /// Sums by delay and square that forget, and the weights in them.
  private var sums: [Float] = []
  private var weights: [Float] = []
  /// Every second cell of every second row, and the last ten changes of it, in sixteenths of a code value.
  private var picture: [Int16] = []
  private var changes: [Int16] = []
  private var width = 0
  private var frames = 0
  private var last: ClockTime?
  /// What the sums keep from one frame to the next.
  private var keeping: Float = 0

  private static let side = 8
  private static let longest = 8
  private static let depth = 10
  /// What has changed by less than this mean square does not move, in code values squared.
  private static let moving: Float = 3
  /// Sums forget within this time, in seconds, and must be filled by this part.
  private static let memory = 0.4
  private static let filled: Float = 0.5
  /// In a square that is still this much like the frame before, motion is too slow to tell.
  private static let slow: Float = 0.4
  /// A peak stands out by this much, and by this part of itself; any other is no higher than this part of it.
  private static let outstanding: Float = 0.1
  private static let steep: Float = 0.5
  private static let other: Float = 0.6

  private var count: Int { columns * rows }
  private var slot: Int { frames % Self.depth }

  /// Whether this frame and the one before have changes to compare.
  var isReady: Bool { frames > 2 }

  /// The mean square of the change of a square, `ago` frames ago.
  func energy(_ square: Int, ago: Int) -> Float { energies[(frames - ago) % Self.depth * count + square] }

  /// Takes in a frame.
  mutating func take(_ cells: Level, at now: Stamp) {
    let (columns, rows) = (cells.width / (2 * Self.side), cells.height / (2 * Self.side))
    if columns != self.columns || rows != self.rows || last.map({ now.running <= $0 }) ?? true {
      begin(columns, rows)
    }
    guard count > 0 else { return }
    let elapsed = last.map { (now.running - $0).seconds } ?? 0
    keeping = Float(max(0, 1 - elapsed / Self.memory))
    last = now.running
    frames += 1
    differ(cells)
    guard frames > 1 else { return }
    for square in 0..<count { compare(square) }
  }

  private mutating func begin(_ columns: Int, _ rows: Int) {
    (self.columns, self.rows, frames) = (columns, rows, 0)
    width = columns * Self.side
    let samples = width * rows * Self.side
    picture = [Int16](repeating: 0, count: samples)
    changes = [Int16](repeating: 0, count: samples * Self.depth)
    energies = [Float](repeating: 0, count: count * Self.depth)
    means = energies
    products = [Float](repeating: 0, count: count)
    sums = [Float](repeating: 0, count: count * Self.depth)
    weights = sums
  }

  private mutating func differ(_ cells: Level) {
    let base = slot * picture.count
    for row in 0..<rows * Self.side {
      for column in 0..<width {
        let index = row * width + column
        let value = Int16(truncatingIfNeeded: cells.values[2 * row * cells.width + 2 * column] >> 2)
        changes[base + index] = frames > 1 ? value &- picture[index] : 0
        picture[index] = value
      }
    }
  }

  private mutating func compare(_ square: Int) {
    means[slot * count + square] = mean(square)
    let energy = product(square, ago: 0)
    energies[slot * count + square] = energy
    products[square] =
      frames > 2 && energy + self.energy(square, ago: 1) > 2 * Self.moving ? product(square, ago: 1) : 0
    for ago in 1..<Self.depth {
      let index = ago * count + square
      sums[index] *= keeping
      weights[index] *= keeping
      guard frames > ago + 1, energy > Self.moving else { continue }
      let before = self.energy(square, ago: ago)
      guard before > Self.moving else { continue }
      sums[index] += (ago == 1 ? products[square] : product(square, ago: ago)) / (energy * before).squareRoot()
      weights[index] += 1
    }
  }

  /// The mean product of a square's change with its change `ago` frames ago, each less its mean, in code values squared.
  private func product(_ square: Int, ago: Int) -> Float {
    let corner = square / columns * Self.side * width + square % columns * Self.side
    let (now, then) = (slot * picture.count, (frames - ago) % Self.depth * picture.count)
    // differences have thirteen bits, so that sixty-four products fit
    var sum: Int32 = 0
    for row in 0..<Self.side {
      let from = corner + row * width
      for index in from..<from + Self.side { sum &+= Int32(changes[now + index]) &* Int32(changes[then + index]) }
    }
    let mean = means[slot * count + square] * means[(frames - ago) % Self.depth * count + square]
    return Float(sum) / Float(Self.side * Self.side * 256) - mean
  }

  private func mean(_ square: Int) -> Float {
    let corner = slot * picture.count + square / columns * Self.side * width + square % columns * Self.side
    var sum: Int32 = 0
    for row in 0..<Self.side {
      let from = corner + row * width
      for index in from..<from + Self.side { sum &+= Int32(changes[index]) }
    }
    return Float(sum) / Float(Self.side * Self.side * 16)
  }

  /// The delay that most squares agree on; `nil` where too few can tell.
  ///
  /// - Parameter least: the correlation that a peak must have.
  func judge(least: Float) -> Echo? {
    var (hits, likeness) = (InlineArray<10, Int>(repeating: 0), InlineArray<10, Float>(repeating: 0))
    var telling = 0
    let full = Self.filled / max(1 - keeping, 0.01)
    for square in 0..<count {
      var curve = InlineArray<10, Float>(repeating: 0)
      var isTelling = true
      for ago in 1..<Self.depth {
        let weight = weights[ago * count + square]
        isTelling = isTelling && weight >= full
        curve[ago] = weight > 0 ? sums[ago * count + square] / weight : 0
      }
      guard isTelling, curve[1] < Self.slow else { continue }
      telling += 1
      for delay in 2...Self.longest where isPeak(curve, delay, least) {
        hits[delay] += 1
        likeness[delay] += curve[delay]
      }
    }
    guard telling >= Self.least else { return nil }
    var best = 2
    for delay in 3...Self.longest where hits[delay] > hits[best] { best = delay }
    return Echo(
      delay: best, likeness: hits[best] > 0 ? likeness[best] / Float(hits[best]) : 0,
      share: Float(hits[best]) / Float(telling), parts: hits[best])
  }

  /// So many squares must be able to tell.
  private static let least = 8

  private func isPeak(_ curve: InlineArray<10, Float>, _ delay: Int, _ least: Float) -> Bool {
    let height = curve[delay]
    let rise = height - max(curve[delay - 1], curve[delay + 1])
    guard height > least, rise > max(Self.outstanding, least), rise > Self.steep * height else { return false }
    for ago in 1..<Self.depth where abs(ago - delay) >= 2 && curve[ago] >= Self.other * height { return false }
    return true
  }
}
