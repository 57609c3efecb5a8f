/// The number of spokes that a rim shows: the strongest harmonic from the third to the fourteenth.
struct SpokeCount: Sendable {
  let spokes: Int
  /// Its share of the power of all of these.
  let share: Float

  init(_ power: SIMD16<Float>) {
    let all = power.sum()
    spokes = (3...14).max { power[$0] < power[$1] } ?? 3
    share = all > 0 ? power[spokes] / all : 0
  }
}

/// The numbers of spokes that one wheel has shown.
struct SpokeCounts: Sendable {
  private var frames = [Int](repeating: 0, count: 16)
  private var run: (spokes: Int, length: Int) = (0, 0)

  /// A number counts when it makes up this share, for so many frames on end.
  private static let share: Float = 0.5
  private static let held = 3

  /// - Parameter power: of each number of spokes; `nil` where the rim is too small to count them.
  mutating func take(_ power: SIMD16<Float>?) {
    guard let power else { return }
    let count = SpokeCount(power)
    guard count.share > Self.share else {
      run = (0, 0)
      return
    }
    run = run.spokes == count.spokes ? (run.spokes, run.length &+ 1) : (count.spokes, 1)
    if run.length == Self.held { frames[count.spokes] += Self.held }
    if run.length > Self.held { frames[count.spokes] &+= 1 }
  }

  /// How many numbers it has shown that do not go with the commonest one, and that one. Multiples and parts of it do: blur
  /// and compression bring them out in turn.
  var counts: Int {
    guard let mode = frames.indices.max(by: { frames[$0] < frames[$1] }), frames[mode] > 0 else { return 0 }
    return 1
      + (3...14).count { other in
        frames[other] > 0 && other % mode != 0 && mode % other != 0 && abs(other - mode) * 7 >= mode
      }
  }
}
