/// What a figure usually is: learnt from its first moments, then followed slowly.
///
/// For detectors that judge a frame against its own shot. A value; to begin anew is to make a new one.
public struct Norm: Sendable, Equatable {
  /// The usual value; `nil` until it has been followed for `warmup`.
  public var value: Float? { followed >= warmup && count >= Self.leastFrames ? mean : nil }

  private let warmup: ClockTime
  private let memory: Float
  private var mean: Float = 0
  private var count = 0
  private var followed = ClockTime.zero
  private var last: ClockTime?

  /// So many values must have come, whatever the time.
  private static let leastFrames = 4
  /// A gap in time counts no longer than this.
  private static let longest = ClockTime.milliseconds(100)

  /// - Parameters:
  ///   - warmup: how long it must be followed before it says anything.
  ///   - memory: the time in which an old value loses two thirds of its weight.
  public init(warmup: ClockTime, memory: ClockTime) {
    self.warmup = warmup
    self.memory = max(0.001, Float(memory.seconds))
  }

  /// Takes in the value of one frame; one that is no number is left out.
  public mutating func follow(_ value: Float, at now: ClockTime) {
    guard value.isFinite else { return }
    let step = last.map { max(.zero, min(now - $0, Self.longest)) } ?? .zero
    last = now
    count &+= 1
    // a plain mean at first; later the newest value weighs as much as its share of the memory
    let weight = max(1 / Float(count), min(1, Float(step.seconds) / memory))
    mean += weight * (value - mean)
    followed = followed + step
  }
}
