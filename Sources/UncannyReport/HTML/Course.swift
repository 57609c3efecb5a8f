public import Uncanny

/// One number over time in bounded memory: the least, the mean and the greatest of each interval. When there are too
/// many intervals, they become twice as long.
struct Course: Sendable, Equatable {
  /// What came of one interval.
  struct Point: Sendable, Equatable {
    var least: Float
    var sum: Float
    var most: Float
    var count: Float = 1
    var mean: Float { sum / count }

    mutating func take(_ other: Point) {
      least = min(least, other.least)
      most = max(most, other.most)
      sum += other.sum
      count += other.count
    }
  }

  /// How long an interval is.
  private(set) var interval = Curves.interval
  /// From the beginning on; `nil` where nothing could be told.
  private(set) var points: [Point?] = []

  private static let mostPoints = 1200
  /// Nothing has so many intervals: where a time is nonsense, it is left out.
  private static let latest = ClockTime.seconds(400_000_000)

  mutating func take(_ point: Point, at time: ClockTime) {
    guard time >= .zero, time < Self.latest, point.least.isFinite, point.most.isFinite, point.sum.isFinite else {
      return
    }
    var place = Int(clamping: time.nanoseconds / max(1, interval.nanoseconds))
    while place >= Self.mostPoints {
      points = stride(from: 0, to: points.count, by: 2).map { index in
        let later = index + 1 < points.count ? points[index + 1] : nil
        guard var both = points[index] else { return later }
        if let later { both.take(later) }
        return both
      }
      interval = ClockTime(nanoseconds: 2 * interval.nanoseconds)
      place /= 2
    }
    while points.count <= place { points.append(nil) }
    if points[place] == nil { points[place] = point } else { points[place]?.take(point) }
  }

  /// The greatest of all; `nil` of nothing.
  var most: Float? { points.compactMap { $0?.most }.max() }
  /// The least of all; `nil` of nothing.
  var least: Float? { points.compactMap { $0?.least }.min() }
}

/// What a page draws as curves: figures that were measured, and the scores of the detectors.
///
/// Memory is constant in the length of the input.
public struct Curves: Sendable, Equatable {
  /// How often figures should be told.
  public static let interval = ClockTime.milliseconds(100)

  private var figures: [String: Course] = [:]
  private var scores: [String: Course] = [:]

  public init() {}

  /// Takes in what was measured in one interval.
  public mutating func take(_ measured: Measured) {
    let time = measured.start
    for row in measured.rows where Self.kept.contains(Self.key(row.detector, row.figure)) {
      let point = Course.Point(least: row.least, sum: row.mean, most: row.most)
      figures[Self.key(row.detector, row.figure), default: Course()].take(point, at: time)
    }
    for score in measured.scores {
      let worst = min(1, max(0, score.score))
      scores[score.detector, default: Course()].take(
        Course.Point(least: worst, sum: worst, most: worst), at: time)
    }
  }

  /// The curve of a figure, by the name that it has in the report; `nil` where it was not measured.
  func figure(_ detector: String, _ name: String) -> Course? { figures[detector + "/" + name] }

  /// How bad it was for a detector; `nil` where it could not tell, or did not look.
  func score(_ detector: String) -> Course? { scores[detector] }

  private static func key(_ detector: String, _ figure: String) -> String {
    detector + "/" + Wire.Event.key(figure)
  }

  private static let kept = Set(Chart.all.map { $0.detector + "/" + $0.figure })
}

/// A figure that pages draw.
struct Chart: Sendable, Equatable {
  var title: String
  var unit: String
  var detector: String
  var figure: String
  /// What the chart shows at least, whatever was measured.
  var range: ClosedRange<Float>?

  /// In the order in which they are drawn.
  static let all = [
    Chart(title: "Luma", unit: "code values", detector: "black", figure: "mean", range: 16...235),
    Chart(title: "Spatial information (SI)", unit: "P.910", detector: "blur", figure: "SI", range: 0...60),
    Chart(title: "Temporal information (TI)", unit: "P.910", detector: "blur", figure: "TI", range: 0...30),
    Chart(title: "Sharpness", unit: "ratio", detector: "blur", figure: "sharpness", range: 0...0.4),
    Chart(title: "Grain and noise", unit: "code values", detector: "noise", figure: "noise", range: 0...2),
    Chart(title: "Motion", unit: "% of the width", detector: "jerk", figure: "motion", range: 0...0.5),
    Chart(
      title: "Slide of the exposure", unit: "code values", detector: "drift", figure: "slide_of_the_exposure",
      range: -8...8),
    Chart(title: "Sound level", unit: "dBFS", detector: "silence", figure: "level", range: -60...0),
    Chart(title: "True peak", unit: "dBTP", detector: "clipping", figure: "true_peak", range: -60...0),
  ]
}
