internal import Uncanny

/// A line of lettering in one frame, measured in pixels of the picture that was looked at.
struct SightedLine: Sendable {
  let stamp: Stamp
  let letters: Letters
  let region: Region
  let center: SIMD2<Float>
  let width: Float
  let height: Float
  let confidence: Float
  /// Whether it is large, level, sharp and whole enough to be read.
  let isGood: Bool
  /// Whether it was read without a doubt besides.
  let isClean: Bool

  /// The picture that was looked at is no longer than this.
  private static let side: Float = 1280

  /// - Parameter lowest: the least height, in pixels, of what can be read.
  init?(_ line: TextSighting, at stamp: Stamp, in geometry: Geometry, lowest: Float) {
    guard line.corners.count == 4 else { return nil }
    var size = SIMD2(Float(geometry.width), Float(geometry.height))
    size *= min(1, Self.side / max(1, size.max()))
    let corners = line.corners.map { $0 * size }
    let along = (corners[1] + corners[2] - corners[0] - corners[3]) / 2
    width = along.length
    height = line.height * size.y
    guard height > 0, width > 0, width.isFinite, height.isFinite else { return nil }
    self.stamp = stamp
    region = line.region
    center = (corners[0] + corners[1] + corners[2] + corners[3]) / 4
    letters = Letters(line.text)
    confidence = line.confidence
    let margin = 3 / size
    let isWhole =
      region.x >= margin.x && region.y >= margin.y && region.x + region.width <= 1 - margin.x
      && region.y + region.height <= 1 - margin.y
    isGood =
      height >= lowest && height <= size.max() / 4 && width >= 1.5 * height && abs(along.y) < abs(along.x)
      && line.sharpness >= Self.sharp && isWhole
    isClean =
      isGood && letters.count >= 4 && confidence >= 0.9 && line.weakest >= 0.8
      && width / height / Float(letters.count) >= Self.narrow
  }

  /// Softer edges than this are not judged.
  private static let sharp: Float = 0.15
  /// Letters narrower than this, against their height, are seen from aside, or are two lines in one box.
  static let narrow: Float = 0.3
}

/// One line of lettering, followed through a shot.
struct LineTrack: Sendable {
  /// A reading that came up without a doubt.
  struct Reading: Sendable {
    let letters: Letters
    var count: Int
    /// When first.
    let stamp: Stamp
  }

  private(set) var last: SightedLine
  private var before: SightedLine?
  /// The latest good sightings.
  private(set) var good: [SightedLine] = []
  /// When it was seen lately.
  private(set) var stamps: [Stamp] = []
  /// What it was read as without a doubt, and how often.
  private(set) var readings: [Reading] = []
  /// What it was read as at all.
  private(set) var spellings: Set<Letters> = []

  private static let reach = 12
  private static let most = 24
  /// How long it may go unseen.
  private static let gap = ClockTime.milliseconds(1250)

  init(_ line: SightedLine) {
    last = line
    keep(line)
  }

  mutating func take(_ line: SightedLine) {
    before = last
    last = line
    keep(line)
  }

  private mutating func keep(_ line: SightedLine) {
    stamps.append(line.stamp)
    if stamps.count > Self.reach { stamps.removeFirst() }
    if spellings.count < Self.most { spellings.insert(line.letters) }
    if line.isGood {
      good.append(line)
      if good.count > Self.reach { good.removeFirst() }
    }
    guard line.isClean else { return }
    if let index = readings.firstIndex(where: { $0.letters == line.letters }) {
      readings[index].count += 1
    } else if readings.count < Self.most {
      readings.append(Reading(letters: line.letters, count: 1, stamp: line.stamp))
    }
  }

  /// Whether it may still be seen again at that time.
  func lasts(at now: Stamp) -> Bool { now.running - last.stamp.running <= Self.gap }

  /// How far the line is from where this one would be, below 1 where it may be the same; a moving line that reads the same
  /// may be three times as far.
  func distance(to line: SightedLine) -> Float? {
    guard max(line.height, last.height) <= 1.5 * min(line.height, last.height) else { return nil }
    let scale = SIMD2((line.width + last.width) / 2, (line.height + last.height) / 2)
    var least = ((line.center - last.center) / scale).length
    if let before {
      let elapsed = Float((last.stamp.running - before.stamp.running).seconds)
      let ahead = Float((line.stamp.running - last.stamp.running).seconds)
      if elapsed > 0 {
        let predicted = last.center + (last.center - before.center) * (ahead / elapsed)
        least = min(least, ((line.center - predicted) / scale).length)
      }
    }
    if line.letters.count >= 4, line.letters == last.letters { least /= 3 }
    return least < 1 ? least : nil
  }

  /// How much its readings disagree while the reader is unsure: the product of both; `nil` where that cannot be told.
  var garble: (disagreement: Float, confidence: Float)? {
    guard good.count >= 4 else { return nil }
    let height = median(good.map { $0.height })
    let pairs = zip(good, good.dropFirst())
    let step = median(pairs.map { ($1.center - $0.center).length }) / height
    // the ratio of two sizes stands for the difference of their logarithms
    let widths = median(pairs.map { max($0.width, $1.width) / min($0.width, $1.width) - 1 })
    let heights = median(pairs.map { max($0.height, $1.height) / min($0.height, $1.height) - 1 })
    let letters = median(good.map { Float($0.letters.count) })
    guard step <= 1, widths <= 0.127, heights <= 0.162, letters >= 4,
      median(good.map { $0.width }) / height / letters >= SightedLine.narrow
    else { return nil }
    var (sum, count): (Float, Float) = (0, 0)
    for first in good.indices {
      for second in good.indices where second > first {
        let (a, b) = (good[first].letters, good[second].letters)
        sum += Float(a.distance(to: b)) / Float(max(1, a.count, b.count))
        count += 1
      }
    }
    return (sum / count, good.reduce(0) { $0 + $1.confidence } / Float(good.count))
  }
}
