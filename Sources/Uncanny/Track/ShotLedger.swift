/// What has been seen of the shot so far, in constant memory however long it is.
///
/// The frames are summed up by passages of half a second; the latest are kept apart, so that a boundary that is known late
/// still parts what was before it from what came after:
///
///     sum of all before │ passage │ passage │ passage (lasts)
///                                 ▲ the boundary, known now: what follows is of the next shot
struct ShotLedger: Sendable {
  /// Of the shot: all that is no longer kept apart.
  private var settled = Passage()
  /// The latest passages, a ring.
  private var recent = [Passage](repeating: Passage(), count: capacity)
  private var oldest = 0
  private var count = 0
  /// Whether the next frame begins a passage.
  private var partsHere = true
  /// Whether the first passage of the shot, at the edge, has been left out.
  private var hasSettled = false

  private static let capacity = 8
  private static let length = ClockTime.milliseconds(500)
  /// What stands for less than this has no look.
  private static let shortest = ClockTime.milliseconds(200)

  /// Takes a frame in.
  mutating func take(_ measurements: borrowing Measurements) {
    let stamp = measurements.stamp
    if partsHere || count == 0 || stamp.running - recent[place(count - 1)].since.running >= Self.length {
      partsHere = false
      if count == Self.capacity { settle() }
      count += 1
      recent[place(count - 1)].begin(with: measurements)
    }
    recent[place(count - 1)].take(measurements)
  }

  /// A boundary may lie before the next frame.
  mutating func part() { partsHere = true }

  /// What is known of `shot`: all of it when it has ended, where it is long enough without its first and its last half
  /// second, in which it may come out of another; otherwise what has been completed.
  func summary(of shot: Shot, upTo end: Stamp) -> ShotSummary {
    var own = 0
    while own < count, recent[place(own)].since.running < end.running { own += 1 }
    var whole = sum((hasSettled ? 0 : 1)..<max(1, own - 1))
    if whole.length < Self.shortest { whole = sum(0..<own) }
    let look = whole.length >= Self.shortest && whole.frames > 1 ? whole.look : nil
    return ShotSummary(shot: shot, frames: whole.frames, length: whole.length, look: look)
  }

  /// The settled passages and some of the recent.
  private func sum(_ positions: Range<Int>) -> Passage {
    var whole = settled
    for position in positions { whole.add(recent[place(position)]) }
    return whole
  }

  /// Forgets what was before `boundary`, where another shot begins.
  mutating func begin(at boundary: Stamp) {
    settled = Passage()
    hasSettled = false
    while count > 0, recent[oldest].since.running < boundary.running {
      oldest = (oldest + 1) % Self.capacity
      count -= 1
    }
    partsHere = partsHere || count == 0
  }

  /// Forgets all.
  mutating func restart() {
    settled = Passage()
    hasSettled = false
    count = 0
    partsHere = true
  }

  private func place(_ position: Int) -> Int { (oldest + position) % Self.capacity }

  /// Moves the oldest passage to the sum; the first of the shot is left out.
  private mutating func settle() {
    if hasSettled { settled.add(recent[oldest]) }
    hasSettled = true
    oldest = (oldest + 1) % Self.capacity
    count -= 1
  }
}

/// A run of frames, summed up.
struct Passage: Sendable {
  private(set) var since = Stamp(frame: 0, running: .zero, stream: .zero)
  private(set) var frames = 0
  /// How long its frames stand.
  private(set) var length = ClockTime.zero
  private var last = ClockTime.zero
  private var first = Thumbnail()
  private var latest = Thumbnail()
  private var tally = CellTally()
  private var isStandard = true
  private var grain = Mean()
  private var sharpness = Mean()

  /// Begins anew at this frame, which gives the picture.
  mutating func begin(with measurements: borrowing Measurements) {
    since = measurements.stamp
    last = since.running
    (frames, length) = (0, .zero)
    (grain, sharpness) = (Mean(), Mean())
    tally = CellTally()
    isStandard = measurements.geometry.transfer == .standard
    first.take(measurements, into: &tally)
  }

  mutating func take(_ measurements: borrowing Measurements) {
    frames &+= 1
    let now = measurements.stamp
    length = now.running - since.running + (now.duration ?? (now.running - last))
    last = now.running
    grain.take(measurements.grain.deviation)
    sharpness.take(measurements.detail.sharpness)
  }

  /// Adds one that comes later.
  mutating func add(_ other: Passage) {
    if frames == 0 {
      (since, first, isStandard) = (other.since, other.first, other.isStandard)
    }
    latest = other.first
    last = other.last
    frames &+= other.frames
    length = length + other.length
    tally.add(other.tally)
    isStandard = isStandard && other.isStandard
    grain.add(other.grain)
    sharpness.add(other.sharpness)
  }

  /// What it looks like; of a sum.
  var look: ShotLook? {
    guard isStandard, tally.cells > 0 else { return nil }
    let gray = tally.gray / max(1, tally.grays)
    let (red, blue) = (Float(gray.x), Float(gray.y))
    // a few cells may be gray by chance
    let hasGray = tally.grays >= Double(tally.cells) * Self.leastGray
    let figures = ShotLook.Figures(
      exposure: tally.quantile(0.5) - Self.middleGray, contrast: tally.quantile(0.95) - tally.quantile(0.05),
      temperature: hasGray ? ColorTemperature.kelvin(redOverGreen: red, blueOverGreen: blue) : .nan,
      tint: hasGray ? -(red + blue) / 2 : .nan,
      saturation: tally.colored > 0 ? Float(tally.chroma / tally.colored) : .nan, grain: grain.value,
      sharpness: sharpness.value)
    return ShotLook(figures: figures, first: first, last: latest)
  }

  /// 18 % of white, in stops.
  private static let middleGray: Float = -2.474
  private static let leastGray = 0.05
}

/// The mean of numbers; what is not a number is left out.
struct Mean: Sendable {
  private var sum = 0.0
  private var count = 0.0

  mutating func take(_ number: Float) {
    guard number.isFinite else { return }
    sum += Double(number)
    count += 1
  }

  mutating func add(_ other: Mean) {
    sum += other.sum
    count += other.count
  }

  /// Not-a-number where there were none.
  var value: Float { count > 0 ? Float(sum / count) : .nan }
}
