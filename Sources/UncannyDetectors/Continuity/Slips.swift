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
  /// Points judged that move, after a turn.
  private var moving = 0
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
  /// A point that goes by less than this, in cells a moment, stands; and where less than this share of the points judged
  /// moves, so does the picture.
  private static let standing: Float = 0.05
  private static let stirring: Float = 0.02
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
    return share * max(0, calmShare - 0.3)
  }

  /// The share of the points judged that slip, with neighbors that do; not-a-number where none could be judged.
  var share: Float { Float(count) / Float(judged) }

  /// The share of them that go on evenly.
  var calmShare: Float { Float(calm) / Float(judged) }

  /// Whether enough could be judged.
  var canTell: Bool { judged >= Self.fewest }

  /// The slip of the largest cluster: its mean, the mean of its length, and how much its parts agree, 1 where all slip alike.
  var course: (mean: SIMD2<Float>, length: Float, agreement: Float) {
    guard let largest = clusters.largest else { return (.zero, 0, 0) }
    var (sum, length, count) = (SIMD2<Float>(), Float(0), Float(0))
    for square in slips.indices where clusters.labels[square] == largest {
      sum += slips[square]
      length += slips[square].length
      count += 1
    }
    return length > 0 ? (sum / count, length / count, sum.length / length) : (.zero, 0, 0)
  }

  /// Looks for those that lie `lag` moments back.
  mutating func find(_ kind: Kind, in trails: Trails) {
    judged = 0
    calm = 0
    moving = 0
    for square in slips.indices { slips[square] = .zero }
    let needed = 1 + Self.before + 1 + Self.lag(of: kind)
    for index in 0..<trails.count where trails.ages[index] >= needed {
      guard trails.texture(index, ago: Self.lag(of: kind)) >= Self.texture else { continue }
      switch kind {
      case .turn: turn(of: index, in: trails)
      case .jump: jump(of: index, in: trails)
      }
    }
    // what moved stops, and all of the picture stands: frozen, or at rest, but not painted anew
    if kind == .turn, Float(moving) < Self.stirring * Float(judged) {
      for square in slips.indices { slips[square] = .zero }
    }
    gather()
  }

  private mutating func turn(of index: Int, in trails: Trails) {
    let now = trails.pace(index, ago: 0..<Self.after)
    let past = trails.pace(index, ago: Self.after..<Self.after + Self.before)
    guard now.found == Self.after, past.found == Self.before else { return }
    judged += 1
    if now.mean.length >= Self.standing { moving += 1 }
    let turn = now.mean - past.mean
    let (size, pace) = (turn.length, past.mean.length)
    let unrest = (now.variance + past.variance).squareRoot()
    if size < Self.even * 0.8 + Self.evenPace * pace { calm += 1 }
    guard size > Self.turning + Self.turningPace * pace, size > Self.outstanding * unrest,
      unrest < Self.unrest + Self.restless * size
    else { return }
    slips[trails.square(of: trails.place(index, ago: Self.lag(of: .turn)))] = turn
  }

  private mutating func jump(of index: Int, in trails: Trails) {
    judged += 1
    let (step, next) = (trails.step(index, ago: 1), trails.step(index))
    let past = trails.pace(index, ago: 2..<2 + Self.before)
    let even = Self.even + Self.evenPace * past.mean.length
    if past.variance < even * even, (step - past.mean).length < even {
      calm += 1
      return
    }
    // what comes back from a jump has gone far
    guard (next - step).length > (1 - Self.returning) * Self.jumping else { return }
    for ago in 0..<Self.before { recent[ago] = trails.step(index, ago: ago + 2) }
    let usual = SIMD2(median(recent.map { $0.x }), median(recent.map { $0.y }))
    let pace = usual.length
    guard Self.third(of: recent, from: usual) < Self.even + Self.evenPace * pace else { return }
    let jump = step - usual
    let size = jump.length
    guard size > Self.jumping + Self.jumpingPace * pace, size > Self.outstanding * Self.third(of: recent, from: usual),
      (next - usual).length < Self.returning * size, !Self.isRepeat(step, usual)
    else { return }
    slips[trails.square(of: trails.place(index, ago: 1))] = jump
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

  /// The third largest distance: two of the moments before may have been jumps too.
  private static func third(of values: [SIMD2<Float>], from usual: SIMD2<Float>) -> Float {
    values.map { ($0 - usual).length }.sorted()[values.count - 3]
  }
}

extension SIMD2<Float> {
  /// The length of the vector.
  var length: Float { (self * self).sum().squareRoot() }
}
