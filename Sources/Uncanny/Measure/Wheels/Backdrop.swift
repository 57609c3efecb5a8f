/// Whether the camera stands still: what is around the vehicles stays where it is, falling snow and all.
struct Backdrop: Sendable {
  private var still: [Float] = []
  private var moving: [Float] = []
  /// How the backdrop moves, as far as it moves as one.
  private(set) var motion: AffineMotion?

  private static let reach = 5
  private static let least = 12
  /// What moves by less stays, in values a frame.
  private static let rest: Float = 0.2

  /// - Parameter boxes: the vehicles, which do not count.
  mutating func take(from before: GrayPicture, to now: GrayPicture, without boxes: [PixelBox]) {
    var points = Points(
      in: before.level, columns: 0..<before.width, rows: 0..<before.height, grid: (9, 6),
      where: { place in boxes.allSatisfy { !$0.contains(place) } })
    let last = motion
    points.follow(from: before, to: now) { last?.motion(at: $0) ?? .zero }
    guard points.places.count >= Self.least else {
      motion = nil
      return
    }
    let count = Float(points.places.count)
    let agreed = AffineMotion.agreed(by: points, tolerance: 0.5, steepest: 0.15, tries: 40)
    motion = agreed?.motion
    let staying = points.motions.map { $0.magnitude < Self.rest }
    var others = points
    others.keep { !staying[$0] }
    let following = AffineMotion.agreed(by: others, tolerance: 0.5, steepest: 0.15, tries: 40)
    still.append(Float(staying.count { $0 }) / count)
    moving.append(Float(following?.isFollowing.count { $0 } ?? 0) / count)
    if still.count > Self.reach {
      still.removeFirst()
      moving.removeFirst()
    }
  }

  /// Whether most of it has stayed lately.
  var isStill: Bool {
    guard let still = still.median, let moving = moving.median else { return false }
    return still >= 0.4 && moving < 0.75 * still
  }
}

extension Points {
  /// Drops all but those whose index is wanted.
  mutating func keep(_ isWanted: (Int) -> Bool) {
    let kept = places.indices.filter(isWanted)
    places = kept.map { places[$0] }
    motions = kept.map { motions[$0] }
  }
}

extension [Float] {
  /// The middle one; `nil` without any.
  var median: Float? { quantile(0.5) }

  /// The value that a share of them is below; `nil` without any.
  func quantile(_ share: Float) -> Float? {
    guard !isEmpty else { return nil }
    let sorted = self.sorted()
    return sorted[Swift.min(count - 1, Int(share * Float(count)))]
  }
}
