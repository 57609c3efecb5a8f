/// How the ground under a vehicle moves in the picture: the camera may pan, travel, or follow the vehicle.
struct GroundMotion: Sendable {
  private var model: AffineMotion?
  private var isMeasured = false
  private var held = 0

  /// A strip so high below the line of contact, in radii of the rims.
  private static let top: Float = 0.15
  private static let bottom: Float = 3.2 - 1.6
  private static let tolerance: Float = 0.6
  private static let share: Float = 0.4
  /// What moves like the vehicle to within this many values a frame may be its shadow.
  private static let alike: Float = 1.2
  private static let apart: Float = 2
  private static let rest: Float = 0.6
  /// Slower than this the ground is taken for one that is frozen by coding, or for dirt.
  private static let frozen: Float = 0.4
  /// The latest motion serves for so many frames more.
  private static let patience = 6

  /// - Parameters:
  ///   - rims: the wheels, from the left to the right; at least one.
  ///   - body: how the vehicle moves.
  ///   - backdrop: how what is around the vehicles moves.
  mutating func take(
    from before: GrayPicture, to now: GrayPicture, rims: [Rim], body: AffineMotion?, backdrop: AffineMotion?
  ) {
    isMeasured = false
    if let found = find(from: before, to: now, rims: rims, body: body, backdrop: backdrop) {
      model = found
      isMeasured = true
      held = 0
    } else {
      held += 1
      if held > Self.patience { model = nil }
    }
  }

  /// How the ground moves at a place, in values a frame; `nil` where that is not known.
  func motion(at place: SIMD2<Float>) -> SIMD2<Float>? {
    guard let motion = model?.motion(at: place), motion.magnitude >= Self.frozen, motion.magnitude < 1000 else {
      return nil
    }
    return motion
  }

  private func find(
    from before: GrayPicture, to now: GrayPicture, rims: [Rim], body: AffineMotion?, backdrop: AffineMotion?
  ) -> AffineMotion? {
    guard let first = rims.first, let last = rims.last else { return nil }
    let radius = (first.radius + last.radius) / 2
    let way = last.center - first.center
    let slope = way.x > radius ? max(-0.4, min(way.y / way.x, 0.4)) : 0
    func contact(_ x: Float) -> Float { first.center.y + 1.6 * first.radius + slope * (x - first.center.x) }
    let ends = [contact(0), contact(Float(before.width))]
    let (high, low) = (min(ends[0], ends[1]) + Self.top * radius, max(ends[0], ends[1]) + Self.bottom * radius)
    let rows = Int(max(0, min(high, Float(before.height))))..<Int(max(0, max(high, min(low, Float(before.height)))))
    var points = Points(
      in: before.level, columns: 0..<before.width, rows: rows, grid: (24, 3),
      where: { place in
        let below = place.y - contact(place.x)
        return below >= Self.top * radius && below <= Self.bottom * radius
      })
    let guess = model ?? backdrop
    points.follow(from: before, to: now) { guess?.motion(at: $0) ?? .zero }
    guard let agreed = AffineMotion.agreed(by: points, tolerance: Self.tolerance, steepest: 0.15) else { return nil }
    let share = Float(agreed.isFollowing.count { $0 }) / Float(points.places.count)
    let middle = (first.contact + last.contact) / 2
    guard let body, (agreed.motion.motion(at: middle) - body.motion(at: middle)).magnitude < Self.alike else {
      return share >= Self.share ? agreed.motion : nil
    }
    // it moves like the vehicle: is that its shadow, before a ground that moves otherwise?
    let others = agreed.isFollowing.count { !$0 }
    if others >= 10, Float(others) > 0.3 * Float(points.places.count) {
      var rest = points
      rest.keep { !agreed.isFollowing[$0] }
      if let second = AffineMotion.agreed(by: rest, tolerance: Self.tolerance, steepest: 0.15),
        Float(second.isFollowing.count { $0 }) >= Self.rest * Float(others),
        (second.motion.motion(at: middle) - body.motion(at: middle)).magnitude > Self.apart
      {
        return second.motion
      }
    }
    return share >= Self.share ? agreed.motion : nil
  }
}
