internal import Uncanny

/// Where what is to be seen at followed points changes from one moment to the next, and had stood before, and stands after.
///
/// A cell is an appearance where the mean of five moments before and that of four after differ by far more than it varies
/// within either. Kept for the last moments, since what moves past changes one place after the other.
struct Appearances: Sendable {
  /// What changed in a square at one moment.
  struct Square: Sendable {
    /// How many of its cells.
    var cells: Float = 0
    /// By how much in all, in code values.
    var change: Float = 0
    /// The same with its sign.
    var signed: Float = 0
  }

  /// Moments before and after.
  private static let before = 5
  private static let after = 4
  /// Moments on either side that an appearance is compared with.
  static let reach = 4
  /// Moments that are kept.
  private static let kept = 2 * reach + 1
  /// A cell must change by so many code values, and by so many times what it varies.
  private static let least: Float = 10
  private static let outstanding: Float = 1.5
  /// The pace of a steady point changes by no more than this, in cells, and this part of the pace, from its first moments
  /// to its last; and it is lost in no more than so many.
  private static let unrest: Float = 0.12
  private static let slack: Float = 0.1
  private static let patience = 2

  let count: Int
  /// Moments that have been looked at without a gap.
  private(set) var moments = 0
  private var squares: [Square]

  init(count: Int) {
    self.count = count
    squares = [Square](repeating: Square(), count: count * Self.kept)
  }

  /// How long ago, in moments of the trails, the moment is that can be judged: as many are known after it as before.
  static let lag = after - 1 + reach

  /// Whether so many moments are known around the one that is judged.
  var isReady: Bool { moments >= Self.kept }

  /// A square as it was `offset` moments after the one that is judged.
  func square(_ index: Int, at offset: Int = 0) -> Square {
    squares[((moments - 1 - Self.reach + offset) % Self.kept) * count + index]
  }

  /// Takes in the newest moment.
  mutating func take(_ trails: Trails) {
    moments += 1
    let slot = (moments - 1) % Self.kept * count
    for index in 0..<count { squares[slot + index] = Square() }
    let needed = Self.before + Self.after
    for index in 0..<trails.count where trails.ages[index] >= needed {
      // what stands out from its variation on both sides does so by a third at least from the one moment to the next
      let step = trails.luma(index, ago: Self.after - 1) - trails.luma(index, ago: Self.after)
      guard max(step.max(), -step.min()) > Self.least / 3 else { continue }
      let change = Self.change(of: index, in: trails)
      guard change.cells > 0 else { continue }
      let square = slot + trails.square(of: trails.place(index, ago: Self.after - 1))
      squares[square].cells += change.cells
      squares[square].change += change.change
      squares[square].signed += change.signed
    }
  }

  /// For each square, whether its point went on at an even pace around the moment that is judged; `nil` where none did for
  /// so long.
  func steadiness(_ trails: Trails) -> [Bool?] {
    var steady = [Bool?](repeating: nil, count: count)
    let (newer, older) = (
      Self.reach..<Self.reach + Self.after, Self.reach + Self.after..<Self.reach + Self.after + Self.after
    )
    for index in 0..<trails.count where trails.ages[index] > older.upperBound {
      let (now, past) = (trails.pace(index, ago: newer), trails.pace(index, ago: older))
      let isEven = (now.mean - past.mean).length < Self.unrest + Self.slack * past.mean.length
      let isFound = now.found + past.found >= newer.count + older.count - Self.patience
      steady[trails.square(of: trails.place(index, ago: Self.lag))] = isEven && isFound
    }
    return steady
  }

  private static func change(of index: Int, in trails: Trails) -> Square {
    let newer = window(index, trails, ago: 0..<after)
    let older = window(index, trails, ago: after..<after + before)
    let difference = newer.mean - older.mean
    let size = difference.replacing(with: -difference, where: difference .< 0)
    let variation = outstanding * (newer.range + older.range + 1)
    let isChange = (size .> least) .& (size .> variation)
    let counted = SIMD16<Float>(repeating: 0).replacing(with: 1, where: isChange)
    return Square(cells: counted.sum(), change: (size * counted).sum(), signed: (difference * counted).sum())
  }

  private static func window(
    _ index: Int, _ trails: Trails, ago: Range<Int>
  ) -> (mean: SIMD16<Float>, range: SIMD16<Float>) {
    let first = trails.luma(index, ago: ago.lowerBound)
    var (sum, low, high) = (first, first, first)
    for moment in ago.dropFirst() {
      let luma = trails.luma(index, ago: moment)
      sum += luma
      low = pointwiseMin(low, luma)
      high = pointwiseMax(high, luma)
    }
    return (sum / Float(ago.count), high - low)
  }
}
