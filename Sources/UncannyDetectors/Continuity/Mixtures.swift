internal import Uncanny

/// Frames that are the mean of the one before and the one after.
struct Mixtures: Sendable {
  /// Mixtures at even distances.
  struct Run: Sendable {
    var since: Stamp
    /// In seconds, up to the last of them.
    var length: Float
    /// From one to the next, in frames.
    var distance: Float
    /// What the mean does not explain of the last, as a part of what changes.
    var remainder: Float
  }

  /// Whether enough moves to tell.
  private(set) var isMoving = false
  private var remainders = InlineArray<3, Float>(repeating: .nan)
  private var stamps = InlineArray<3, Stamp>(repeating: Stamp(frame: 0, running: .zero, stream: .zero))
  private var frames = 0
  private var mixed = InlineArray<10, (frame: Int, stamp: Stamp, remainder: Float)>(
    repeating: (0, Stamp(frame: 0, running: .zero, stream: .zero), 0))
  private var count = 0
  private var sorted: [Float] = []

  /// A mixture leaves this part of what the frames around it leave, which is at least so much of the change.
  private static let part: Float = 0.25
  private static let plain: Float = 0.1
  /// So many squares must move, by this mean square in code values squared.
  private static let least = 6
  private static let moving: Float = 3
  /// So many mixtures in a row, no further apart than so many frames, and all within this time, in seconds.
  private static let run = 10
  private static let apart = 4
  private static let longest = 2.0

  /// Takes in a frame, whose changes `echoes` has.
  mutating func take(_ echoes: Echoes, at now: Stamp) {
    frames += 1
    for index in 0..<2 { (remainders[index], stamps[index]) = (remainders[index + 1], stamps[index + 1]) }
    // what is known now is about the frame before
    (remainders[2], stamps[2]) = (remainder(echoes), now)
    let around = min(remainders[0], remainders[2])
    guard around > Self.plain, remainders[1] < Self.part * around else { return }
    mixed[count % Self.run] = (frames, stamps[0], remainders[1])
    count += 1
  }

  /// What the mean of both neighbors does not explain of the frame before, as a part of what changes, 0...1: the median
  /// over the squares that move; not-a-number where too few do.
  private mutating func remainder(_ echoes: Echoes) -> Float {
    sorted.removeAll(keepingCapacity: true)
    isMoving = false
    guard echoes.isReady else { return .nan }
    for square in 0..<echoes.products.count {
      let mean = (echoes.energy(square, ago: 0) + echoes.energy(square, ago: 1)) / 2
      if mean > Self.moving { sorted.append((1 - echoes.products[square] / mean) / 2) }
    }
    isMoving = sorted.count >= Self.least
    guard isMoving else { return .nan }
    return sorted.upperMedian() ?? .nan
  }

  /// How many frames the mixture of that number comes after the one before.
  private func distance(to index: Int) -> Int { mixed[index % Self.run].frame - mixed[(index - 1) % Self.run].frame }

  /// The run of mixtures that goes on.
  func run(at now: Stamp) -> Run? {
    guard count >= Self.run else { return nil }
    let (first, last) = (mixed[(count - Self.run) % Self.run], mixed[(count - 1) % Self.run])
    var (narrowest, widest) = (Int.max, 0)
    for index in count - Self.run + 1..<count {
      let distance = self.distance(to: index)
      (narrowest, widest) = (min(narrowest, distance), max(widest, distance))
    }
    let length = (last.stamp.running - first.stamp.running).seconds
    guard widest <= Self.apart, narrowest == widest, length <= Self.longest, frames - last.frame <= widest else {
      return nil
    }
    return Run(
      since: first.stamp, length: Float(max(0, length)),
      distance: Float(last.frame - first.frame) / Float(Self.run - 1),
      remainder: last.remainder)
  }
}
