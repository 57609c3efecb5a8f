internal import Uncanny

/// The shape of a face, laid over another as closely as turning, moving and scaling allow.
enum FaceShape {
  /// Points that talking and smiling hardly move.
  static let rigid = [
    33, 133, 362, 263, 168, 6, 197, 195, 5, 4, 98, 327, 10, 67, 297, 109, 338, 151, 9, 8, 127, 356, 234, 454, 54, 284,
    103, 332, 107, 336, 55, 285, 122, 351, 50, 280, 101, 330, 36, 266, 205, 425,
  ]
  /// Pairs of points from the one side of the face to the other.
  private static let sides = [(33, 263), (234, 454), (127, 356), (50, 280), (54, 284), (103, 332)]
  /// As many points are compared; those of the irises are not.
  static let count = 468

  /// The distance of the outer corners of the eyes as they are seen.
  static func eyes(_ points: [SIMD3<Float>]) -> Float {
    let across = points[263] - points[33]
    return SIMD2(across.x, across.y).length
  }

  /// The distance of two points.
  static func distance(_ a: Int, _ b: Int, in points: [SIMD3<Float>]) -> Float { (points[a] - points[b]).length }

  /// How far the face looks aside: the sine of the angle, 0...1.
  static func turn(_ points: [SIMD3<Float>]) -> Float {
    let across = sides.reduce(into: SIMD3<Float>.zero) { $0 += points[$1.1] - points[$1.0] }
    return across.length > 0 ? abs(across.z) / across.length : 1
  }

  /// The first points laid over the second by the rigid ones, and how far they had to be turned to the side and up, in
  /// degrees.
  ///
  /// After Horn, "Closed-form solution of absolute orientation using unit quaternions", Journal of the Optical Society of
  /// America A 4(4), 1987.
  static func fit(
    _ points: [SIMD3<Float>], to other: [SIMD3<Float>]
  ) -> (points: [SIMD3<Float>], pose: SIMD2<Float>)? {
    let (from, to) = (middle(points), middle(other))
    // columns of the sum of products, and how far the points spread
    var (x, y, z) = (SIMD3<Float>.zero, SIMD3<Float>.zero, SIMD3<Float>.zero)
    var spread: Float = 0
    for index in rigid {
      let (a, b) = (points[index] - from, other[index] - to)
      x += a.x * b
      y += a.y * b
      z += a.z * b
      spread += (a * a).sum()
    }
    guard spread > 0, let q = turning(x, y, z) else { return nil }
    let rows = rotation(q)
    func turned(_ point: SIMD3<Float>) -> SIMD3<Float> {
      SIMD3((rows.0 * point).sum(), (rows.1 * point).sum(), (rows.2 * point).sum())
    }
    let scale = rigid.reduce(Float(0)) { $0 + (turned(points[$1] - from) * (other[$1] - to)).sum() } / spread
    guard scale > 0, scale.isFinite else { return nil }
    let degrees: Float = 2 * 57.29578 * (q.x < 0 ? -1 : 1)
    return (points.map { turned($0 - from) * scale + to }, SIMD2(q.z, q.y) * degrees)
  }

  private static func middle(_ points: [SIMD3<Float>]) -> SIMD3<Float> {
    rigid.reduce(into: .zero) { $0 += points[$1] } / Float(rigid.count)
  }

  /// The quaternion (real part first) that turns most of the first points into the second.
  private static func turning(_ x: SIMD3<Float>, _ y: SIMD3<Float>, _ z: SIMD3<Float>) -> SIMD4<Float>? {
    var rows = [
      SIMD4(x.x + y.y + z.z, y.z - z.y, z.x - x.z, x.y - y.x),
      SIMD4(y.z - z.y, x.x - y.y - z.z, x.y + y.x, z.x + x.z),
      SIMD4(z.x - x.z, x.y + y.x, -x.x + y.y - z.z, y.z + z.y),
      SIMD4(x.y - y.x, z.x + x.z, y.z + z.y, -x.x - y.y + z.z),
    ]
    // made positive, and squared until the largest eigenvector is all that is left
    let size = rows.reduce(Float(0)) { max($0, ($1 * $1).sum()) }.squareRoot()
    guard size > 0, size.isFinite else { return nil }
    for row in 0..<4 { rows[row][row] += 2 * size }
    for _ in 0..<9 {
      let size = rows.reduce(Float(0)) { $0 + ($1 * $1).sum() }.squareRoot()
      guard size > 0 else { return nil }
      let now = rows.map { $0 / size }
      // the matrix is its own transpose
      rows = now.map { row in
        SIMD4((row * now[0]).sum(), (row * now[1]).sum(), (row * now[2]).sum(), (row * now[3]).sum())
      }
    }
    let longest = rows.max { ($0 * $0).sum() < ($1 * $1).sum() } ?? .zero
    let length = (longest * longest).sum().squareRoot()
    return length > 0 && length.isFinite ? longest / length : nil
  }

  private static func rotation(_ q: SIMD4<Float>) -> (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>) {
    let (w, x, y, z) = (q.x, q.y, q.z, q.w)
    return (
      SIMD3(1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)),
      SIMD3(2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)),
      SIMD3(2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y))
    )
  }
}

extension SIMD3<Float> {
  /// How far it is from zero.
  var length: Float { (self * self).sum().squareRoot() }
}
