/// How a picture as a whole has moved since the one before: shifted, turned and zoomed.
///
/// The similarity that most patches agree on, by least squares with weights that fall with the distance from it (Holland
/// and Welsch, "Robust regression using iteratively reweighted least-squares", 1977, with Cauchy's weights).
public struct CameraMotion: Sendable, Equatable {
  /// How far the middle of the picture has moved to the right and down, in cells.
  public private(set) var shift = SIMD2<Float>()
  /// How much larger everything has become, as a share: 0.01 is a hundredth.
  public private(set) var zoom: Float = 0
  /// How far it has turned, clockwise, in radians.
  public private(set) var turn: Float = 0
  /// The share of the textured patches that move with it, 0...1; 0 where there are too few to tell.
  public private(set) var share: Float = 0

  /// Patches with less texture, in code values, have no say; and so many must have one.
  private static let texture: Float = 1.2
  private static let least = 12
  /// A patch this far off counts half, in cells; one this far off does not move with it.
  private static let tolerance: Float = 0.3
  private static let apart: Float = 0.25
  private static let rounds = 4

  init() {}

  init(of flow: Flow) {
    for round in 0..<Self.rounds { fit(flow, isFirst: round == 0) }
    var (count, followers) = (0, 0)
    Self.forEach(of: flow) { place, motion in
      let off = motion - self.motion(at: place)
      count += 1
      if (off * off).sum() < Self.apart * Self.apart + 0.01 * (motion * motion).sum() { followers += 1 }
    }
    share = count >= Self.least ? Float(followers) / Float(count) : 0
  }

  /// How far what stands at `place`, in cells from the middle of the picture, has moved with the picture.
  public func motion(at place: SIMD2<Float>) -> SIMD2<Float> {
    shift + SIMD2(zoom * place.x - turn * place.y, zoom * place.y + turn * place.x)
  }

  private mutating func fit(_ flow: Flow, isFirst: Bool) {
    var weights: Float = 0
    var (places, motions) = (SIMD2<Float>(), SIMD2<Float>())
    var (squares, along, across): (Float, Float, Float) = (0, 0, 0)
    let present = self
    Self.forEach(of: flow) { place, motion in
      let off = motion - present.motion(at: place)
      let weight = isFirst ? 1 : 1 / (1 + (off * off).sum() / (Self.tolerance * Self.tolerance))
      weights += weight
      places += weight * place
      motions += weight * motion
      squares += weight * (place * place).sum()
      along += weight * (place * motion).sum()
      across += weight * (place.x * motion.y - place.y * motion.x)
    }
    guard weights > 1e-3 else { return }
    let (place, motion) = (places / weights, motions / weights)
    let spread = squares - weights * (place * place).sum()
    guard spread > 1e-3 else { return }
    zoom = (along - weights * (place * motion).sum()) / spread
    turn = (across - weights * (place.x * motion.y - place.y * motion.x)) / spread
    shift = motion - SIMD2(zoom * place.x - turn * place.y, zoom * place.y + turn * place.x)
  }

  private static func forEach(of flow: Flow, _ body: (_ place: SIMD2<Float>, _ motion: SIMD2<Float>) -> Void) {
    let step = Float(Flow.step)
    let middle = SIMD2(Float(flow.columns - 1), Float(flow.rows - 1)) * (step / 2)
    for row in 0..<flow.rows {
      for column in 0..<flow.columns {
        let index = row * flow.columns + column
        guard !flow.isDoubtful[index], flow.forward.texture[index] >= texture else { continue }
        body(SIMD2(Float(column), Float(row)) * step - middle, SIMD2(flow.forward.dx[index], flow.forward.dy[index]))
      }
    }
  }
}
