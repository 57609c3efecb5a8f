internal import Uncanny

/// How much brighter something has become, less its slow course, and where that turned.
struct BrightnessCurve: Sendable {
  /// An even run of swings.
  struct Rhythm: Sendable {
    /// The middle one of the swings, in code values from extreme to extreme.
    var swing: Float
    /// How often a second it goes up and down.
    var rate: Float
    /// The first extreme.
    var since: Stamp
  }

  /// So many extremes make a rhythm, and no two swings of it may be further apart than this.
  private static let count = 7
  private static let longest = 1.6
  private static let rates = 2.0...15.5
  private static let even: Float = 2.5

  private struct Extreme: Sendable {
    var value: Float = 0
    var at = Stamp(frame: 0, running: .zero, stream: .zero)
  }

  /// What is slower than this is forgotten, in seconds.
  private static let memory = 0.5

  private var value: Float = 0
  private var last: ClockTime?
  private var high = Extreme()
  private var low = Extreme()
  /// Which way it has gone since its last extreme; unknown before there is one.
  private var isRising: Bool?
  private var hasBegun = false
  private var extremes = InlineArray<7, Extreme>(repeating: Extreme())
  private var turns = 0

  /// Adds what has changed up to `now`; not-a-number where that cannot be told.
  ///
  /// - Parameter least: how far the curve must come back to have turned, in code values.
  mutating func advance(by change: Float, at now: Stamp, reversing least: Float) {
    let elapsed = last.map { (now.running - $0).seconds } ?? 0
    last = now.running
    value *= Float(max(0, min(1 - elapsed / Self.memory, 1)))
    if change.isFinite { value += max(-255, min(change, 255)) }
    let here = Extreme(value: value, at: now)
    guard hasBegun else {
      (high, low, hasBegun) = (here, here, true)
      return
    }
    if value > high.value { high = here }
    if value < low.value { low = here }
    if isRising != false, high.value - value >= least {
      turn(at: high, from: here, isRising: false)
    } else if isRising != true, value - low.value >= least {
      turn(at: low, from: here, isRising: true)
    }
  }

  private mutating func turn(at extreme: Extreme, from here: Extreme, isRising: Bool) {
    extremes[turns % Self.count] = extreme
    turns &+= 1
    self.isRising = isRising
    (high, low) = (here, here)
  }

  /// The rhythm of the last extremes, if they have one and it goes on.
  func rhythm(at now: Stamp) -> Rhythm? {
    guard turns >= Self.count else { return nil }
    let (first, latest) = (extremes[turns % Self.count], extremes[(turns - 1) % Self.count])
    let span = (latest.at.running - first.at.running).seconds
    let rate = Double(Self.count - 1) / 2 / span
    guard span > 0, span <= Self.longest, Self.rates.contains(rate) else { return nil }
    var swings = InlineArray<6, Float>(repeating: 0)
    var times = swings
    for index in swings.indices {
      let (one, next) = (extremes[(turns + index) % Self.count], extremes[(turns + index + 1) % Self.count])
      swings[index] = abs(next.value - one.value)
      times[index] = Float((next.at.running - one.at.running).seconds)
    }
    let (swing, widest) = Self.middle(swings)
    let (time, slowest) = Self.middle(times)
    // a time falls between two frames, which may make the one longer by a frame or so
    let frame = Float(span) / Float(max(1, latest.at.frame &- first.at.frame))
    guard widest <= Self.even * swing, slowest <= max(Self.even * time, time + 1.5 * frame),
      Float((now.running - latest.at.running).seconds) <= max(Self.even * time, Self.lingering)
    else { return nil }
    return Rhythm(swing: swing, rate: Float(rate), since: first.at)
  }

  /// So long after its last extreme a rhythm may still go on, in seconds.
  private static let lingering: Float = 0.2

  /// The median, and the largest.
  private static func middle(_ values: InlineArray<6, Float>) -> (median: Float, largest: Float) {
    var sorted = values
    for index in 1..<6 {
      var place = index
      while place > 0, sorted[place] < sorted[place - 1] {
        sorted.swapAt(place, place - 1)
        place -= 1
      }
    }
    return ((sorted[2] + sorted[3]) / 2, sorted[5])
  }
}

/// By how much the patches of a picture have become brighter, by zones: medians, from counts in steps of an eighth.
struct BrightnessChanges: Sendable {
  /// The median over the whole picture, in code values; not-a-number where too little of it was found again.
  private(set) var whole = Float.nan
  /// How much of the picture was found again, 0...1.
  private(set) var share: Float = 0

  private let zones: Int
  /// By zone and step.
  private var counts: [Int32]
  /// By zone: patches in it, and those that were found.
  private var all: [Int32]
  private var found: [Int32]

  private static let step: Float = 0.125
  private static let bins = 512
  /// What of a patch may be left over: so many code values, or this part of its texture.
  private static let noise: Float = 1
  private static let unexplained: Float = 0.35
  /// How much of the whole, and of a zone, must be found.
  private static let leastOfWhole: Float = 0.3
  private static let leastOfZone: Float = 0.4

  init(zones: Int) {
    self.zones = zones
    counts = [Int32](repeating: 0, count: zones * Self.bins)
    all = [Int32](repeating: 0, count: zones)
    found = all
  }

  /// Counts what the patches do, in `columns` times `rows` zones.
  mutating func take(_ flow: Flow, columns: Int, rows: Int) {
    for index in counts.indices { counts[index] = 0 }
    for zone in all.indices { (all[zone], found[zone]) = (0, 0) }
    for row in 0..<flow.rows {
      for column in 0..<flow.columns {
        let index = row * flow.columns + column
        let zone = row * rows / flow.rows * columns + column * columns / flow.columns
        all[zone] += 1
        let (mismatch, change) = (flow.backward.mismatch[index], flow.backward.change[index])
        guard mismatch < max(Self.noise, Self.unexplained * flow.backward.texture[index]), change.isFinite else {
          continue
        }
        found[zone] += 1
        let bin = (max(-31, min(change, 31)) / Self.step).rounded()
        counts[zone * Self.bins + Int(bin) + Self.bins / 2] += 1
      }
    }
    var (patches, hits): (Int32, Int32) = (0, 0)
    for zone in 0..<zones {
      patches += all[zone]
      hits += found[zone]
    }
    share = patches > 0 ? Float(hits) / Float(patches) : 0
    whole = share >= Self.leastOfWhole ? median(of: 0..<zones, hits) : .nan
  }

  /// The median in one zone, in code values; not-a-number where too little of it was found again.
  func median(of zone: Int) -> Float {
    guard found[zone] >= 2, Float(found[zone]) >= Self.leastOfZone * Float(all[zone]) else { return .nan }
    return median(of: zone..<zone + 1, found[zone])
  }

  private func median(of zones: Range<Int>, _ total: Int32) -> Float {
    var seen: Int32 = 0
    for bin in 0..<Self.bins {
      var here: Int32 = 0
      for zone in zones { here += counts[zone * Self.bins + bin] }
      if here > 0, 2 * (seen + here) >= total {
        // within the step, as if evenly spread
        let part = (Float(total) / 2 - Float(seen)) / Float(here) - 0.5
        return (Float(bin - Self.bins / 2) + part) * Self.step
      }
      seen += here
    }
    return .nan
  }
}
