internal import Uncanny

/// One face, followed through a shot: the sightings of the last three seconds.
struct FaceTrack: Sendable {
  private struct Sighting: Sendable {
    let stamp: Stamp
    let face: FaceSighting
  }

  private var sightings: [Sighting] = []

  private static let length = ClockTime.milliseconds(3050)
  private static let most = 16
  /// How long a face may go unseen.
  private static let gap = ClockTime.milliseconds(650)

  init(_ face: FaceSighting, at stamp: Stamp) { take(face, at: stamp) }

  mutating func take(_ face: FaceSighting, at stamp: Stamp) {
    sightings.append(Sighting(stamp: stamp, face: face))
    sightings.removeAll { stamp.running - $0.stamp.running > Self.length }
    if sightings.count > Self.most { sightings.removeFirst() }
  }

  /// Where and when it was seen last; a track has one sighting at least.
  var region: Region { sightings.last?.face.region ?? .full }
  var last: Stamp? { sightings.last?.stamp }
  var first: Stamp? { sightings.first?.stamp }

  /// Whether it may still be seen again at that time.
  func lasts(at now: Stamp) -> Bool { last.map { now.running - $0.running <= Self.gap } ?? false }

  /// What is typical of it; `nil` while it has been seen too seldom.
  var typical: (confidence: Float, presence: Float, eyes: Float, turn: Float)? {
    guard sightings.count >= 5 else { return nil }
    return (
      median { $0.confidence }, median { $0.presence }, median { FaceShape.eyes($0.points) },
      median { FaceShape.turn($0.points) }
    )
  }

  private func median(_ value: (FaceSighting) -> Float) -> Float {
    var values = sightings.map { value($0.face) }
    return values.upperMedian() ?? .nan
  }

  /// By how much more the shape differs after 1.2 s and longer than it does within 0.45 s, in distances of the eyes, turning
  /// and expression taken off; `nil` where too few moments can be compared.
  var drift: Float? {
    guard let first = sightings.first?.face.points, let mean = meanShape(like: first) else { return nil }
    let shapes = sightings.compactMap { sighting in
      FaceShape.fit(sighting.face.points, to: mean).map {
        Shape($0.points, pose: $0.pose, eyes: FaceShape.eyes(sighting.face.points), at: sighting.stamp)
      }
    }
    var (near, far): ([Float], [Float]) = ([], [])
    for second in shapes.indices {
      for first in shapes.indices where first < second {
        let elapsed = (shapes[second].stamp.running - shapes[first].stamp.running).seconds
        guard elapsed < 0.45 || elapsed > 1.2, let departure = shapes[second].departure(from: shapes[first]) else {
          continue
        }
        if elapsed > 1.2 { far.append(departure) } else { near.append(departure) }
      }
    }
    guard near.count >= 3, far.count >= 3 else { return nil }
    return Self.middle(of: far) - Self.middle(of: near)
  }

  private static func middle(of values: [Float]) -> Float {
    let sorted = values.sorted()
    return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
  }

  /// The mean of all, in the place of the first, with one as the distance of the eyes.
  private func meanShape(like first: [SIMD3<Float>]) -> [SIMD3<Float>]? {
    var mean = [SIMD3<Float>](repeating: .zero, count: first.count)
    for sighting in sightings {
      guard let fitted = FaceShape.fit(sighting.face.points, to: first) else { return nil }
      for index in mean.indices { mean[index] += fitted.points[index] }
    }
    let eyes = FaceShape.distance(33, 263, in: mean)
    guard eyes > 0, eyes.isFinite else { return nil }
    return mean.map { $0 / eyes }
  }
}

/// The shape of a face at one moment, and what its differences to others may come from.
private struct Shape {
  let points: [SIMD3<Float>]
  let stamp: Stamp
  private let pose: SIMD2<Float>
  /// How far mouth and lids are open, and how wide the mouth is.
  private let expression: SIMD3<Float>
  private let eyes: Float

  init(_ points: [SIMD3<Float>], pose: SIMD2<Float>, eyes: Float, at stamp: Stamp) {
    self.points = points
    self.pose = pose
    self.eyes = eyes
    self.stamp = stamp
    expression = SIMD3(
      FaceShape.distance(13, 14, in: points), FaceShape.distance(61, 291, in: points),
      FaceShape.distance(159, 145, in: points) + FaceShape.distance(386, 374, in: points))
  }

  /// The root mean square distance of the points less what turning, expression and size bring with them; `nil` where those
  /// differ by too much.
  func departure(from other: Shape) -> Float? {
    let turned = (pose - other.pose).length
    let change = expression - other.expression
    let moved = abs(change.x) + abs(change.y) + abs(change.z)
    // the ratio of two sizes stands for the difference of their logarithms
    let grown = max(eyes, other.eyes) / max(0.001, min(eyes, other.eyes)) - 1
    guard turned < 12, moved < 0.2, grown < 0.28 else { return nil }
    var sum: Float = 0
    for index in 0..<FaceShape.count {
      let step = points[index] - other.points[index]
      sum += (step * step).sum()
    }
    return (sum / Float(FaceShape.count)).squareRoot() - 0.0010 * turned - 0.155 * moved - 0.02 * grown
  }
}
