/// A map of one plane onto another that keeps lines straight, as a 3 x 3 matrix by rows.
struct Homography: Sendable, Equatable {
  var rows: [SIMD3<Double>]

  /// A shift.
  init(shift x: Double, _ y: Double) {
    rows = [SIMD3(1, 0, x), SIMD3(0, 1, y), SIMD3(0, 0, 1)]
  }

  private init(rows: [SIMD3<Double>]) { self.rows = rows }

  /// The map of a rectangle from the origin on to a quadrilateral: its corners top left, top right, bottom right,
  /// bottom left. `nil` where the corners are no four finite points or span nothing.
  ///
  /// After Heckbert, "Fundamentals of texture mapping and image warping", 1989: the unit square in closed form.
  init?(width: Double, height: Double, to quad: [SIMD2<Double>]) {
    guard quad.count == 4, width > 0, height > 0, quad.allSatisfy({ abs($0.x) < 1e6 && abs($0.y) < 1e6 }) else {
      return nil
    }
    let (right, left) = (quad[1] - quad[2], quad[3] - quad[2])
    let bend = quad[0] - quad[1] + quad[2] - quad[3]
    let area = right.x * left.y - right.y * left.x
    guard abs(area) > 1e-6 else { return nil }
    let g = (bend.x * left.y - bend.y * left.x) / area
    let h = (right.x * bend.y - right.y * bend.x) / area
    let across = quad[1] - quad[0] + g * quad[1]
    let down = quad[3] - quad[0] + h * quad[3]
    rows = [
      SIMD3(across.x / width, down.x / height, quad[0].x),
      SIMD3(across.y / width, down.y / height, quad[0].y),
      SIMD3(g / width, h / height, 1),
    ]
  }

  /// Where a point comes to; `nil` beyond the horizon.
  func callAsFunction(_ point: SIMD2<Double>) -> SIMD2<Double>? {
    let place = SIMD3(point.x, point.y, 1)
    let depth = (rows[2] * place).sum()
    guard depth > 1e-9 else { return nil }
    let image = SIMD2((rows[0] * place).sum(), (rows[1] * place).sum()) / depth
    return abs(image.x) < 1e7 && abs(image.y) < 1e7 ? image : nil
  }

  /// First `right`, then `left`.
  static func * (left: Homography, right: Homography) -> Homography {
    Homography(rows: left.rows.map { $0.x * right.rows[0] + $0.y * right.rows[1] + $0.z * right.rows[2] })
  }

  /// The way back, scaled so that its last number is 1; `nil` of a map onto a line.
  var inverse: Homography? {
    let (a, b, c) = (rows[0], rows[1], rows[2])
    let columns = [Self.cross(b, c), Self.cross(c, a), Self.cross(a, b)]
    let determinant = (a * columns[0]).sum()
    guard abs(determinant) > 1e-12, determinant.isFinite, abs(columns[2].z) > 1e-12 * abs(determinant) else {
      return nil
    }
    let scale = 1 / columns[2].z
    return Homography(rows: (0..<3).map { SIMD3(columns[0][$0], columns[1][$0], columns[2][$0]) * scale })
  }

  private static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }
}

extension GrayMap {
  /// The picture as it is seen through a map of the result's pixels to its own; what lies outside repeats the edge.
  func seen(through map: Homography, width: Int, height: Int) -> GrayMap {
    var result = GrayMap(width: width, height: height)
    for y in 0..<result.height {
      for x in 0..<result.width {
        guard let place = map(SIMD2(Double(x), Double(y))) else { continue }
        result.samples[y * result.width + x] = sample(place)
      }
    }
    return result
  }

  /// The number between pixels, by their distance to the place.
  func sample(_ place: SIMD2<Double>) -> Float {
    let clamped = place.clamped(
      lowerBound: SIMD2(0, 0), upperBound: SIMD2(Double(max(0, width - 1)), Double(max(0, height - 1))))
    guard width > 0, height > 0, clamped.x >= 0, clamped.y >= 0 else { return 0 }
    let (x, y) = (Int(clamped.x), Int(clamped.y))
    let (right, below) = (min(x + 1, width - 1), min(y + 1, height - 1))
    let (u, v) = (Float(clamped.x - Double(x)), Float(clamped.y - Double(y)))
    let upper = samples[y * width + x] * (1 - u) + samples[y * width + right] * u
    let lower = samples[below * width + x] * (1 - u) + samples[below * width + right] * u
    return upper * (1 - v) + lower * v
  }
}
