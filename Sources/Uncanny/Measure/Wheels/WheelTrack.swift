/// One wheel, followed from frame to frame.
struct WheelTrack: Sendable {
  /// What was measured on one frame.
  struct Moment: Sendable {
    var stamp: Stamp
    var rim: Rim
    var score: Float
    /// How far the wheel has come over the ground, and how far the ground has in the picture, since the frame before, in
    /// values; `nil` where the ground is not known.
    var way: SIMD2<Float>?
    var ground: SIMD2<Float>
    /// The turn that goes with that; `nil` too where the wheel was found anew.
    var expected: Float?
    var isCameraStill: Bool
    /// Kept only while it is compared with others.
    var texture: RimTexture?
    /// How light it is, in gray values, and the power of each number of spokes.
    var light: Float?
    var spokes = SIMD16<Float>()
    /// How it agrees with moments before.
    var pairs: [TurnPair] = []
    /// What it has in common with the moment before by sector, and what there is.
    var shared = SIMD16<Float>()
    var own = SIMD16<Float>()
  }

  let id: Int
  private(set) var rim: Rim
  /// The latest, the newest last.
  private(set) var moments: [Moment] = []
  /// What it did lately, on the frames on which that was worked out.
  var window: TurnWindow?
  /// When that was last.
  var concluded: ClockTime?
  /// The numbers of spokes that it has shown.
  private(set) var spokes = SpokeCounts()
  /// Looks for wheels since it was found, and those that found it.
  private(set) var looks = 1
  private(set) var hits = 1
  /// Frames on which it was followed.
  private(set) var age = 0
  private var velocity = SIMD2<Float>()
  private var score: Float
  private var contrast: Float
  private var misses = 0
  private var isSnapped = true

  private static let most = 40
  private static let patience = 5
  /// So many moments with no more than this way, in values, are rest.
  private static let rest = 20
  private static let resting: Float = 0.3
  /// Spokes can be counted from this radius on.
  private static let countable: Float = 9
  private static let steps = [
    RimFitter.Step(way: 0.8, radius: 0.05, aspect: 0.06), RimFitter.Step(way: 0.4, radius: 0.05, aspect: 0.06),
    RimFitter.Step(way: 0.2, radius: 0.025, aspect: 0.03),
  ]
  /// How much of a fit is taken at once.
  private static let haste: Float = 0.7
  private static let reluctance: Float = 0.2

  init(id: Int, _ found: WheelFinder.Found) {
    self.id = id
    rim = found.rim
    score = found.rating.score
    contrast = found.contrast
  }

  /// Whether most looks have found it, and some have.
  var isSure: Bool { hits >= 4 && 4 * hits >= 3 * looks }

  /// Whether it has stood for long enough to be left alone for a while.
  var isAtRest: Bool {
    moments.count >= Self.rest
      && moments.suffix(Self.rest).allSatisfy { $0.way.map { $0.magnitude < Self.resting } ?? false }
  }

  /// Frames are left out: what comes is not held against what was.
  mutating func pause() { isSnapped = true }

  /// Whether it has been lost for good.
  var isLost: Bool { misses > Self.patience }

  /// Follows the wheel into a picture.
  ///
  /// - Parameter body: how far the vehicle has moved at the wheel; `nil` where that is not known.
  mutating func follow(in level: Level, body: SIMD2<Float>?, fitter: inout RimFitter, finder: inout WheelFinder) {
    age += 1
    let former = rim
    var guesses: [SIMD2<Float>] = []
    if let body { guesses.append(body) }
    if age > 2 || body == nil { guesses.append(velocity) }
    var best: (rim: Rim, rating: RimRating, guess: SIMD2<Float>)?
    for (index, guess) in guesses.enumerated() {
      var start = rim
      start.center += guess
      let fit = fitter.fit(start, in: level, by: Self.steps)
      // where both are as good, the wheel goes on as it went
      let lead: Float = index > 0 ? 0.02 : 0
      if let known = best, fit.rating.score + lead <= known.rating.score { continue }
      best = (fit.rim, fit.rating, guess)
    }
    guard let best else { return }
    let predicted = rim.center + best.guess
    let light = finder.contrast(of: best.rim, in: level)
    let isGood =
      best.rating.score > max(0.45, 0.6 * score) && light > 0.4 * contrast
      && (best.rim.center - predicted).magnitude < 0.5 * rim.radius
    rim.center = predicted
    if isGood {
      rim.center += Self.haste * (best.rim.center - predicted)
      rim.radius += Self.reluctance * (best.rim.radius - rim.radius)
      rim.aspect += Self.reluctance * (best.rim.aspect - rim.aspect)
      score += 0.2 * (best.rating.score - score)
      contrast += 0.2 * (light - contrast)
      misses = 0
    } else {
      misses += 1
    }
    lastScore = best.rating.score
    let step = rim.center - former.center
    velocity = age == 1 ? step : velocity + 0.4 * (step - velocity)
    self.step = step
  }

  /// How far it has moved with the last frame, and how well it fitted there.
  private(set) var step = SIMD2<Float>()
  private var lastScore: Float = 0

  /// A look for wheels has found it, or something else close to it, or nothing.
  mutating func take(_ found: WheelFinder.Found?) {
    looks += 1
    guard let found else { return }
    hits += 1
    let other = found.rim
    let isElsewhere =
      other.distance(to: rim) > 0.35 || abs(other.radius - rim.radius) > 0.2 * rim.radius
      || abs(other.aspect - rim.aspect) > 0.15
    guard isElsewhere, misses > 0 || found.rating.score > lastScore + 0.02 else { return }
    rim = other
    score = found.rating.score
    contrast = found.contrast
    misses = 0
    isSnapped = true
  }

  /// Keeps what was measured, and compares it with what was before.
  ///
  /// - Parameters:
  ///   - ground: how the ground moves at the wheel; `nil` where that is not known.
  ///   - reach: how many steps apart moments are compared.
  mutating func record(
    at stamp: Stamp, in level: Level, ground: SIMD2<Float>?, isCameraStill: Bool, reach: [Int], scratch: inout [Float]
  ) {
    let way = ground.map { step - $0 }
    var moment = Moment(
      stamp: stamp, rim: rim, score: lastScore, way: way, ground: ground ?? .zero,
      expected: isSnapped || misses > 0 ? nil : way.map { rim.turn(moving: $0.x) }, isCameraStill: isCameraStill)
    isSnapped = false
    if rim.fits(times: RimTexture.reach, width: level.width, height: level.height) {
      let texture = RimTexture(of: rim, in: level, scratch: &scratch)
      (moment.light, moment.spokes) = (texture.light, texture.spokes)
      moment.texture = texture
      spokes.take(rim.radius >= Self.countable ? texture.spokes : nil)
    }
    compare(&moment, reach)
    moments.append(moment)
    if moments.count > Self.most { moments.removeFirst() }
    // textures are large, and only the latest are compared again
    let old = moments.count - 1 - (reach.max() ?? 1)
    if old >= 0 { moments[old].texture = nil }
  }

  private func compare(_ moment: inout Moment, _ reach: [Int]) {
    guard let now = moment.texture, let last = moment.expected else { return }
    for steps in reach {
      guard steps <= moments.count, let before = moments[moments.count - steps].texture else { continue }
      var expected = last
      var isWhole = true
      for index in 1..<max(1, steps) {
        guard let part = moments[moments.count - index].expected else {
          isWhole = false
          break
        }
        expected += part
      }
      guard isWhole, steps == 1 || abs(expected) < 1.6 else { continue }
      moment.pairs.append(TurnPair(before, now, expected: expected, steps: steps))
      guard steps == 1 else { continue }
      (moment.shared, moment.own) = Kernels.sectors(before.fine, now.fine, count: RimTexture.rim.count)
    }
  }
}
