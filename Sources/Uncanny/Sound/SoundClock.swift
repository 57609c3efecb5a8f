/// When samples are: counted from one whose time is known, so that timestamps that are rounded do not blur.
struct SoundClock: Sendable {
  private let rate: Int
  private var origin: (running: ClockTime, stream: ClockTime)?
  private var samples = 0

  /// A timestamp that is further away than this from the count is believed. Those of Vorbis in Matroska stray by 20 ms.
  private static let slack = ClockTime.milliseconds(50)
  /// What lies back by more is sound from another place, as after a seek.
  private static let farthestBack = ClockTime.seconds(-1)

  init(rate: Int) { self.rate = rate }

  /// What a block's own time says.
  enum Arrival: Sendable { case follows, jumps, returns }

  /// Holds the count against the time of the sample that comes next; where they differ it begins anew there.
  mutating func meet(_ stamp: Stamp) -> Arrival {
    guard origin != nil else {
      origin = (stamp.running, stamp.stream)
      return .follows
    }
    let difference = stamp.running - now.running
    if difference.nanoseconds.magnitude <= Self.slack.nanoseconds.magnitude { return .follows }
    origin = (stamp.running, stamp.stream)
    samples = 0
    return difference < Self.farthestBack ? .returns : .jumps
  }

  /// The time of the sample that comes next.
  var now: (running: ClockTime, stream: ClockTime) {
    let (seconds, rest) = samples.quotientAndRemainder(dividingBy: rate)
    let since = ClockTime(nanoseconds: Int64(seconds) &* 1_000_000_000 &+ Int64(rest) * 1_000_000_000 / Int64(rate))
    return ((origin?.running ?? .zero) + since, (origin?.stream ?? .zero) + since)
  }

  mutating func pass(_ count: Int) { samples &+= count }
}
