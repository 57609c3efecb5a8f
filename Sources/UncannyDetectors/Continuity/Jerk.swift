public import Uncanny
internal import UncannyScenes

/// A picture that jumps aside for a moment, or for good, while the camera goes its way.
public struct Jerk: Exemplified {
  /// How far it must jump.
  public var jump: Float = 0.006
  /// How many times as far as the camera strays from its way otherwise.
  public var contrast: Float = 4
  /// How much of the picture must go along.
  public var share: Float = 0.45

  private var steps = InlineArray<16, Step>(repeating: Step())
  private var count = 0
  /// The first step that has not been told of yet.
  private var next = 0

  private struct Step: Sendable {
    /// The frame that it led to.
    var stamp = Stamp(frame: 0, running: .zero, stream: .zero)
    /// How far the middle of the picture moved, in cells.
    var shift = SIMD2<Float>()
    var share: Float = 0
    var elapsed = ClockTime.zero
  }

  /// Steps that are looked at on either side of a jump; of them so many must be sure.
  private static let reach = 5
  private static let least = 2
  /// The camera's way is never known more closely than this, in cells.
  private static let blur: Float = 0.15
  /// The way back may miss the place by this part of the jump.
  private static let miss: Float = 0.35
  /// Along the way, a step of no more than this many ordinary ones, or no less than this many, is one of cadence.
  private static let still: Float = 0.35
  private static let skipping: Float = 1.6
  /// The way has a direction from this speed on, in cells.
  private static let moving: Float = 0.1

  public init() {}

  public mutating func inspect(_ measurements: borrowing Measurements) -> Finding? {
    let flow = measurements.flow
    guard flow.isFresh else { return nil }
    steps[count & 15] = Step(
      stamp: measurements.stamp, shift: flow.camera.shift, share: flow.camera.share, elapsed: flow.elapsed)
    count &+= 1
    let width = Float(measurements.cells.width)
    // the last step of which all is known
    let index = count - 1 - Self.reach - 1
    guard index >= Self.least else { return nil }
    let (first, last) = (max(0, index - Self.reach), count - 1)
    guard index >= next, steps[index & 15].share >= share else {
      return flow.camera.share >= share ? Finding(score: 0) : nil
    }
    let back = judge(index, length: 2, first: first, last: last)
    let jumped = back ?? judge(index, length: 1, first: first, last: last - 1)
    let size = (jumped?.size ?? 0) / width
    let evidence = SIMD4(100 * size, jumped?.contrast ?? 0, (jumped?.way ?? 0) / width * 100, steps[index & 15].share)
    guard let jumped, size >= jump, jumped.contrast >= contrast else { return Finding(score: 0, evidence: evidence) }
    next = index + 2
    let end = back != nil ? steps[(index + 1) & 15].stamp : steps[index & 15].stamp.following(standing: flow.elapsed)
    return Finding(
      fault: back != nil ? 0 : 1, score: 0.5 + 0.5 * size / (0.015 + size),
      confidence: min(0.95, 0.4 + 0.3 * steps[index & 15].share + 0.02 * min(jumped.contrast, 12)),
      onset: steps[index & 15].stamp, end: end, evidence: evidence)
  }

  /// How far the `length` steps from `index` on are off the way of those around.
  private func judge(_ index: Int, length: Int, first: Int, last: Int) -> (size: Float, contrast: Float, way: Float)? {
    let own = index..<index + length
    guard steps[(index + length - 1) & 15].share >= share else { return nil }
    var (across, down) = (InlineArray<16, Float>(repeating: 0), InlineArray<16, Float>(repeating: 0))
    var (known, before, after) = (0, 0, 0)
    var others = InlineArray<16, SIMD2<Float>>(repeating: .zero)
    let ordinary = steps[index & 15].elapsed
    for step in first...last where !own.contains(step) && steps[step & 15].share >= 0.7 * share {
      let there = steps[step & 15]
      // a longer time is a longer way
      guard there.elapsed.seconds < 1.6 * ordinary.seconds, ordinary.seconds < 1.6 * there.elapsed.seconds else {
        continue
      }
      others[known] = there.shift
      across[known] = there.shift.x
      down[known] = there.shift.y
      known += 1
      if step < index { before += 1 } else { after += 1 }
    }
    guard before >= Self.least, after >= Self.least else { return nil }
    let way = SIMD2(Self.rank(across, known / 2, of: known), Self.rank(down, known / 2, of: known))
    for other in 0..<known { across[other] = (others[other] - way).length }
    // one of those around may be a jump itself
    let strays = Self.rank(across, known > 8 ? known - 2 : known - 1, of: known)
    var off = steps[index & 15].shift - way
    var size = off.length
    if length == 2 {
      let comeback = steps[(index + 1) & 15].shift - way
      guard (off + comeback).length <= Self.miss * size else { return nil }
      size = (size + comeback.length) / 2
      off = comeback
    } else if isCadence(steps[index & 15].shift, way, off: size) {
      return nil
    }
    return (size, size / max(Self.blur, strays), way.length)
  }

  /// Whether a step only stands still, or goes on twice as far: a repeated or a missing frame.
  private func isCadence(_ step: SIMD2<Float>, _ way: SIMD2<Float>, off: Float) -> Bool {
    let length = way.length
    guard length > Self.moving else { return false }
    let along = (step * way).sum() / length
    let aside = abs(step.x * way.y - step.y * way.x) / length
    guard aside < Self.still * max(length, off) else { return false }
    return abs(along) < Self.still * length || along > Self.skipping * length
  }

  /// The value at `rank` of the first `count` in rising order.
  private static func rank(_ values: InlineArray<16, Float>, _ rank: Int, of count: Int) -> Float {
    var sorted = values
    for index in 1..<max(1, count) {
      var place = index
      while place > 0, sorted[place] < sorted[place - 1] {
        sorted.swapAt(place, place - 1)
        place -= 1
      }
    }
    return sorted[max(0, min(rank, 15))]
  }
}

extension Jerk {
  public static let needs: Features = .trails

  public static let parameters = [
    Parameter<Jerk>("jump", \.jump, in: 0...0.5, unit: "share of the width", "how far it must jump"),
    Parameter<Jerk>("contrast", \.contrast, in: 1...100, unit: "times", "how much farther than the camera strays"),
    Parameter<Jerk>("share", \.share, in: 0.1...1, unit: "share of the texture", "how much of it must go along"),
  ]

  public static let card = Card(
    id: "jerk", family: .continuity, title: "picture that jumps",
    faults: [
      Card.Fault("displaced", title: "the picture jumps aside and back"),
      Card.Fault("step", title: "the picture jumps aside and stays"),
    ],
    severity: Escalation(.warning), scope: .shot, delay: .milliseconds(700),
    hysteresis: Hysteresis(enter: 0.5, leave: 0.5, hold: .zero, release: .milliseconds(100)),
    evidence: [
      "jump (% of the width)", "contrast (times)", "motion (% of the width)", "share that goes along (share)",
    ],
    sees:
      "A picture that stands somewhere else for a single frame, or jumps by a step within a shot, while it otherwise "
      + "stands or moves smoothly: a frame out of place, two generated pieces that do not meet, a gate that lost its "
      + "grip.",
    why: "A jump of a hundredth of the width draws every eye, and in a single frame it passes every still.",
    method:
      "The shift of the picture from frame to frame, as the larger part of its texture agrees on it, is held against "
      + "the median of the five steps before and the five after. A jump is off that by 0.6 % of the width and by four "
      + "times what any but one of the others is off. Hand-held shake does not come in single steps: in 58 filmed clips "
      + "one step reached 3.6 times, and those of a clip that is drawn on threes more. Of 48 jumps of 1 and 3 % put into "
      + "coded copies of twelve filmed clips 29 were told; the others are where less than half of the texture goes with "
      + "the camera, or where that strays as far. A step of none or of two ordinary ones along the way is for `cadence`.",
    limits:
      "Not where less than half of the texture moves with the camera, as in a close shot of a face, or where the "
      + "camera shakes by as much itself; not within five frames of a cut. A single kick to a tripod is a jerk to it.",
    undecided: "too little of the picture moves as one, or shots are too short",
    references: ["Holland and Welsch, Robust regression using iteratively reweighted least-squares, 1977"])

  public static func message(for event: Event) -> String {
    let kind = event.fault == "jerk.displaced" ? "aside and back" : "aside"
    return "picture jumps \(kind) by \(event.evidence[0].tenths) % of its width"
  }
}

extension Jerk {
  public static let examples = [
    Example(
      "one frame of a still shot stands aside",
      Scene.street(count: 50, pan: 0).displaced(right: 0.02, down: 0.01, in: 25..<26),
      .event("jerk.displaced", 25..<26)),
    Example(
      "one frame of a pan stands too low",
      Scene.street(count: 50).displaced(right: 0, down: 0.021, in: 25..<26), .event("jerk.displaced", 25..<26)),
    Example(
      "the picture jumps down and stays there",
      Scene.street(count: 50).displaced(right: 0, down: 0.021, in: 25..<50), .event("jerk.step", 25..<26)),
    .nearMiss("a pan", Scene.street(count: 50)),
    .nearMiss("a frame of the pan is missing", Scene.street(count: 50).paced { $0 < 25 ? $0 : $0 + 1 }),
    .nearMiss("a frame of the pan is repeated", Scene.street(count: 50).paced { $0 < 25 ? $0 : $0 - 1 }),
    .nearMiss("a cut", Scene.street(count: 25).cut(to: .street(count: 25, seed: 5))),
    .nearMiss("a hand that shakes", Scene.street(count: 60, pan: 0.002).scaled(by: 2).shaking(0.06)),
    .nearMiss(
      "something jumps in the picture",
      Scene.street(count: 50, pan: 0).changing { frame, picture in
        picture.fill(Region(x: frame == 25 ? 0.5 : 0.45, y: 0.4, width: 0.08, height: 0.2), with: .white)
      }),
  ]
}
