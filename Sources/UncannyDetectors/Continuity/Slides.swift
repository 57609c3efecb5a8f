internal import Uncanny

/// How far the color of each followed point has slid since it was first seen.
struct Slides: Sendable {
  /// What is known of one point.
  private struct Point: Sendable {
    /// Of luma, Cb and Cr, over its first moments.
    var reference = SIMD3<Float>()
    var found: Float = 0
    /// The largest step of chroma over two moments.
    var step: Float = 0
    var square = 0
    /// From the reference to its last moments.
    var slide = SIMD3<Float>()
    var isOld = false
  }

  /// Moments whose mean is compared.
  private static let mean = 3
  /// A point must have been followed for so many moments, and so long, and found in this part of them.
  private static let oldest = 10
  private static let age = ClockTime.milliseconds(400)
  private static let found: Float = 0.8
  /// What comes in a step is no slide: a step of more than this part of it, and so many code values.
  private static let sudden: Float = 0.5
  private static let noise: Float = 1
  /// A point that has slid, in code values of chroma.
  private static let least: Float = 5
  private static let fewest = 20

  private var points: [Point]
  private var marks: [Int]
  private var scratch: [Float] = []
  private(set) var clusters: Clusters
  /// Points that are old enough.
  private(set) var count = 0
  /// The median over all: luma, Cb, Cr, in code values.
  private(set) var whole = SIMD3<Float>()
  /// The share of the points that have gone at least half as far as the median in luma, and in chroma.
  private(set) var consent = SIMD2<Float>()
  /// The largest part that has slid in color: its share of the points, its mean slide of Cb and Cr, how much its parts
  /// differ, and the median slide of the rest.
  private(set) var part: (share: Float, slide: SIMD2<Float>, spread: Float, rest: Float) = (0, .zero, 0, 0)

  init(_ trails: Trails) {
    points = [Point](repeating: Point(), count: trails.count)
    marks = [Int](repeating: -1, count: trails.count)
    clusters = Clusters(columns: trails.columns, rows: trails.rows)
    scratch.reserveCapacity(trails.count)
  }

  /// Whether enough points are old enough.
  var canTell: Bool { count >= Self.fewest }

  mutating func take(_ trails: Trails) {
    count = 0
    for square in marks.indices { marks[square] = -1 }
    for index in points.indices {
      points[index].isOld = false
      guard trails.ages[index] > 0 else { continue }
      look(at: index, trails)
    }
    guard canTell else { return }
    whole = SIMD3(median { $0.slide.x }, median { $0.slide.y }, median { $0.slide.z })
    consent = SIMD2(
      share { $0.slide.x * whole.x >= 0.5 * whole.x * whole.x },
      share { ($0.slide.chroma * whole.chroma).sum() >= 0.5 * (whole.chroma * whole.chroma).sum() })
    findPart()
  }

  private mutating func look(at index: Int, _ trails: Trails) {
    let age = trails.ages[index]
    guard age >= Self.mean else { return }
    let color = Self.color(of: index, trails)
    if age == Self.mean {
      points[index] = Point()
      points[index].reference = color
    }
    if trails.isFound(index) { points[index].found += 1 }
    points[index].step = max(points[index].step, (trails.chroma(index) - trails.chroma(index, ago: 2)).length)
    let span = trails.stamp().running - trails.stamp(ago: min(age, Trails.depth) - 1).running
    guard age >= Self.oldest, age >= Trails.depth || span >= Self.age,
      points[index].found >= Self.found * Float(age + 1 - Self.mean)
    else { return }
    points[index].slide = color - points[index].reference
    points[index].square = trails.square(of: trails.place(index))
    points[index].isOld = true
    count += 1
    let size = points[index].slide.chroma.length
    if size > Self.least, points[index].step < Self.sudden * size + Self.noise { marks[points[index].square] = index }
  }

  /// The mean over the last moments.
  private static func color(of index: Int, _ trails: Trails) -> SIMD3<Float> {
    var color = SIMD3<Float>()
    for ago in 0..<mean {
      let chroma = trails.chroma(index, ago: ago)
      color += SIMD3(trails.luma(index, ago: ago).sum() / 16, chroma.x, chroma.y)
    }
    return color / Float(mean)
  }

  private mutating func findPart() {
    part = (0, .zero, 0, 0)
    clusters.find { marks[$0] >= 0 }
    guard let largest = clusters.largest else { return }
    var (sum, squares, members) = (SIMD2<Float>(), SIMD2<Float>(), Float(0))
    for square in marks.indices where clusters.labels[square] == largest {
      let slide = points[marks[square]].slide.chroma
      sum += slide
      squares += slide * slide
      members += 1
    }
    let mean = sum / members
    let variance = squares / members - mean * mean
    let labels = clusters.labels
    let rest = median { labels[$0.square] == largest ? nil : $0.slide.chroma.length }
    part = (members / Float(count), mean, max(0, variance.sum()).squareRoot(), rest)
  }

  private mutating func median(_ value: (Point) -> Float?) -> Float {
    scratch.removeAll(keepingCapacity: true)
    for point in points where point.isOld { if let value = value(point) { scratch.append(value) } }
    return scratch.upperMedian() ?? 0
  }

  private func share(_ isMember: (Point) -> Bool) -> Float {
    var members = 0
    for point in points where point.isOld && isMember(point) { members += 1 }
    return Float(members) / Float(max(1, count))
  }
}

extension SIMD3<Float> {
  /// Cb and Cr of a color.
  var chroma: SIMD2<Float> { SIMD2(y, z) }
}
