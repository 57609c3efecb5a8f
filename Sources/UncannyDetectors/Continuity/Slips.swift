internal import Uncanny

/// Parts of the picture that begin to move, or move for a moment, with no time to gather speed.
///
/// A point that has moved evenly for six moments slips when its next steps are far from those, by more than it has ever
/// varied. What has mass does not; a texture that is painted anew does. Points slip together: one with fewer than two
/// slipping neighbors does not count.
struct Slips: Sendable {
  /// What a point does.
  enum Kind: Sendable {
    /// It goes on in another way: its next four steps are as even as those before.
    case turn
    /// It goes elsewhere for a moment: the step after is another again.
    case jump
  }

  /// By square: how far its point slips, in cells a moment; zero where it does not.
  private(set) var slips: [SIMD2<Float>]
  /// Points that could be judged, and those that go on evenly.
  private(set) var judged = 0
  private(set) var calm = 0
  /// Squares that slip, with neighbors that do.
  private(set) var count = 0
  private(set) var clusters: Clusters
  private var marks: [Bool]
  private var recent = [SIMD2<Float>](repeating: .zero, count: Self.before)

  /// Moments before that must be even, and after a turn.
  private static let before = 6
  private static let after = 4
  /// Points with less texture, in code values, are not judged; and so many points must be.
  private static let texture: Float = 1.2
  private static let fewest = 30
  /// A turn, in cells a moment and as a part of the pace, and how far it stands out of the variation.
  private static let turning: Float = 0.15
  private static let turningPace: Float = 0.1
  private static let outstanding: Float = 3
  /// The variation on both sides is below this, and this part of the turn.
  private static let unrest: Float = 0.12
  private static let restless: Float = 0.1
  /// A jump, in the same way.
  private static let jumping: Float = 0.6
  private static let jumpingPace: Float = 0.25
  /// After it, this part of it is left at most.
  private static let returning: Float = 0.3
  /// What goes on evenly stays within this, and this part of its pace.
  private static let even: Float = 0.1
  private static let evenPace: Float = 0.08

  init(columns: Int, rows: Int) {
    clusters = Clusters(columns: columns, rows: rows)
    slips = [SIMD2<Float>](repeating: .zero, count: columns * rows)
    marks = [Bool](repeating: false, count: columns * rows)
  }

  /// How many moments ago what is looked for lies.
  static func lag(of kind: Kind) -> Int { kind == .turn ? after - 1 : 1 }

  /// How much of the picture slips, weighed by how much of the rest goes on; 0...0.7.
  ///
  /// Where less than three tenths go on evenly, the picture as a whole is restless, and nothing can be told.
  var weight: Float {
    guard judged >= Self.fewest else { return 0 }
    return Float(count) / Float(judged) * max(0, Float(calm) / Float(judged) - 0.3)
  }

  /// Whether enough could be judged.
  var canTell: Bool { judged >= Self.fewest }

  /// The slip of the largest cluster: its mean, the mean of its length, and how much its parts agree, 1 where all slip alike.
  var course: (mean: SIMD2<Float>, length: Float, agreement: Float) {
    guard let largest = clusters.largest else { return (.zero, 0, 0) }
    var (sum, length, count) = (SIMD2<Float>(), Float(0), Float(0))
    for square in slips.indices where clusters.labels[square] == largest {
      sum += slips[square]
      length += (slips[square] * slips[square]).sum().squareRoot()
      count += 1
    }
    return length > 0 ? (sum / count, length / count, sum.length / length) : (.zero, 0, 0)
  }

  /// Looks for those that lie `lag` moments back.
  mutating func find(_ kind: Kind, in trails: Trails) {
    judged = 0
    calm = 0
    for square in slips.indices { slips[square] = .zero }
    let needed = 1 + Self.before + 1 + Self.lag(of: kind)
    for index in 0..<trails.count where trails.ages[index] >= needed {
      let moment = trails.moment(index, ago: Self.lag(of: kind))
      guard moment.texture >= Self.texture else { continue }
      switch kind {
      case .turn: turn(of: index, in: trails, at: moment)
      case .jump: jump(of: index, in: trails, at: moment)
      }
    }
    gather()
  }

  private mutating func turn(of index: Int, in trails: Trails, at moment: Trails.Moment) {
    for ago in 0..<Self.before + Self.after where !trails.moment(index, ago: ago).isFound { return }
    judged += 1
    let (now, nowVariance) = Self.steps(of: index, in: trails, ago: 0..<Self.after)
    let (past, pastVariance) = Self.steps(of: index, in: trails, ago: Self.after..<Self.after + Self.before)
    let turn = now - past
    let size = turn.length
    let unrest = (nowVariance + pastVariance).squareRoot()
    if size < Self.even * 0.8 + Self.evenPace * past.length { calm += 1 }
    guard size > Self.turning + Self.turningPace * past.length, size > Self.outstanding * unrest,
      unrest < Self.unrest + Self.restless * size
    else { return }
    slips[trails.square(of: moment.place)] = turn
  }

  private mutating func jump(of index: Int, in trails: Trails, at moment: Trails.Moment) {
    judged += 1
    let next = trails.moment(index).step
    for ago in 0..<Self.before { recent[ago] = trails.moment(index, ago: ago + 2).step }
    let usual = SIMD2(Self.median(recent.map(\.x)), Self.median(recent.map(\.y)))
    var distances = SIMD8<Float>(repeating: 0)
    for ago in 0..<Self.before { distances[ago] = (recent[ago] - usual).length }
    let variation = Self.third(of: distances)
    let pace = usual.length
    guard variation < Self.even + Self.evenPace * pace else { return }
    let jump = moment.step - usual
    let size = jump.length
    if size < Self.even + Self.evenPace * pace { calm += 1 }
    guard size > Self.jumping + Self.jumpingPace * pace, size > Self.outstanding * variation,
      (next - usual).length < Self.returning * size, !Self.isRepeat(moment.step, usual)
    else { return }
    slips[trails.square(of: moment.place)] = jump
  }

  /// Whether a step is none, or one of double length, as where a frame is repeated or missing: that is for `Cadence`.
  private static func isRepeat(_ step: SIMD2<Float>, _ usual: SIMD2<Float>) -> Bool {
    min(step.length, (step - 2 * usual).length) < 0.35 * usual.length
  }

  /// Leaves out those without neighbors, and groups the rest.
  private mutating func gather() {
    count = 0
    let (columns, rows) = (clusters.columns, clusters.rows)
    for square in slips.indices {
      marks[square] = false
      guard slips[square] != .zero else { continue }
      var neighbors = 0
      for y in max(0, square / columns - 1)...min(rows - 1, square / columns + 1) {
        for x in max(0, square % columns - 1)...min(columns - 1, square % columns + 1)
        where slips[y * columns + x] != .zero { neighbors += 1 }
      }
      marks[square] = neighbors >= 3
      if marks[square] { count += 1 }
    }
    clusters.find { marks[$0] }
  }

  private static func steps(
    of index: Int, in trails: Trails, ago: Range<Int>
  ) -> (mean: SIMD2<Float>, variance: Float) {
    var (sum, squares) = (SIMD2<Float>(), SIMD2<Float>())
    for moment in ago {
      let step = trails.moment(index, ago: moment).step
      sum += step
      squares += step * step
    }
    let mean = sum / Float(ago.count)
    return (mean, max(0, (squares / Float(ago.count) - mean * mean).sum()))
  }

  private static func median(_ values: [Float]) -> Float {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : 0.5 * (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2])
  }

  /// The third largest: two of the moments before may have been jumps too.
  private static func third(of values: SIMD8<Float>) -> Float {
    var values = values
    for _ in 0..<2 {
      let most = values.max()
      for lane in 0..<8 where values[lane] == most {
        values[lane] = -1
        break
      }
    }
    return values.max()
  }
}

extension SIMD2<Float> {
  /// The length of the vector.
  var length: Float { (self * self).sum().squareRoot() }
}
