/// Finds the wheels of a vehicle: round, lighter within than their tires, low on the vehicle and in one line.
struct WheelFinder: Sendable {
  /// A rim, and how well it is seen.
  struct Found: Sendable {
    var rim: Rim
    var rating: RimRating
    /// How much lighter the rim is than the tire, in gray values.
    var contrast: Float
  }

  private var votes = RimVotes()
  private var rings = [Float](repeating: 0, count: 7 * Circle.turn.count)

  /// A rim must fit by this score, on this share of its edge.
  private static let score: Float = 0.5
  private static let share: Float = 0.7
  private static let steps = [
    RimFitter.Step(way: 1, radius: 0.12, aspect: 0.14), RimFitter.Step(way: 0.4, radius: 0.05, aspect: 0.06),
    RimFitter.Step(way: 0.2, radius: 0.025, aspect: 0.03),
  ]
  /// In radii of the rim: rings within, and rings of the tire.
  private static let within: [Float] = [0.3, 0.5, 0.7, 0.85]
  private static let tire: [Float] = [1.15, 1.25, 1.35]
  /// How far two wheels of a line may be apart in height for their distance, and in size.
  private static let slope: Float = 0.25
  private static let ratio: Float = 1.67

  /// The wheels of the vehicle in `box`, in values of the picture.
  ///
  /// - Parameters:
  ///   - known: where wheels are followed already; they are looked at too.
  ///   - isThorough: whether others are looked for.
  ///   - fitter: receives the contrast of what is around the wheels.
  mutating func wheels(
    in level: Level, box: PixelBox, known: [Rim], isThorough: Bool, fitter: inout RimFitter
  ) -> [Found] {
    let columns = range(box.left - 0.06 * box.width, box.right + 0.06 * box.width, below: level.width)
    let rows = range(box.top + 0.5 * box.height, box.top + 1.12 * box.height, below: level.height)
    guard columns.count > 16, rows.count > 12 else { return [] }
    fitter.contrast = max(8, 0.25 * level.spread(columns: columns, rows: rows))
    let least = max(5, 0.04 * box.height)
    let candidates =
      isThorough
      ? votes.rims(
        in: level, columns: columns, rows: rows, radii: least...max(least, 0.24 * box.height), contrast: fitter.contrast
      )
      : []
    var found: [Found] = []
    for candidate in known + candidates {
      let fit = fitter.fit(candidate, in: level, by: Self.steps)
      guard fit.rating.score >= Self.score, fit.rating.share >= Self.share, isPlausible(fit.rim, in: box) else {
        continue
      }
      found.append(Found(rim: fit.rim, rating: fit.rating, contrast: contrast(of: fit.rim, in: level)))
    }
    found.sort { $0.rating.goal > $1.rating.goal }
    var kept: [Found] = []
    for wheel in found where kept.allSatisfy({ $0.rim.distance(to: wheel.rim) > 1.3 }) { kept.append(wheel) }
    return line(of: kept)
  }

  /// How much lighter a rim is than its tire, in gray values.
  mutating func contrast(of rim: Rim, in level: Level) -> Float {
    Kernels.unwrap(rim, in: level, radii: Self.within + Self.tire, into: &rings)
    let middle = Self.within.count * Circle.turn.count
    return Kernels.quantile(0.6, of: rings, 0..<middle) - Kernels.quantile(0.5, of: rings, middle..<rings.count)
  }

  private func range(_ low: Float, _ high: Float, below count: Int) -> Range<Int> {
    let first = Int(max(0, min(low, Float(count))))
    return first..<max(first, Int(max(0, min(high, Float(count)))))
  }

  /// Whether it is as low, and as near to the ground, as a wheel of that size would be.
  private func isPlausible(_ rim: Rim, in box: PixelBox) -> Bool {
    let (y, radius) = (rim.center.y - box.top, rim.radius)
    return y > 0.6 * box.height && y + 2.6 * radius > 0.86 * box.height && y + 1.1 * radius < 1.08 * box.height
  }

  /// Those on the line that goes through most of them; a single one is a line.
  private func line(of wheels: [Found]) -> [Found] {
    guard wheels.count > 1 else { return wheels }
    var (best, most) = ([Found](), Float(0))
    for first in wheels.indices {
      let alone = wheels[first].rating.score
      if alone > most { (best, most) = ([wheels[first]], alone) }
      for second in wheels.indices where wheels[second].rim.center.x > wheels[first].rim.center.x {
        let (a, b) = (wheels[first].rim, wheels[second].rim)
        let way = b.center - a.center
        guard way.x > 1.5 * a.radius, abs(way.y) <= Self.slope * way.x,
          max(a.radius, b.radius) <= Self.ratio * min(a.radius, b.radius)
        else { continue }
        let members = wheels.filter { wheel in
          let along = (wheel.rim.center.x - a.center.x) / way.x
          let radius = a.radius + along * (b.radius - a.radius)
          return radius > 0 && abs(wheel.rim.center.y - a.center.y - along * way.y) < 0.3 * radius
            && abs(wheel.rim.radius - radius) < 0.2 * radius
        }
        let sum = members.reduce(0) { $0 + $1.rating.score }
        if sum > most { (best, most) = (members, sum) }
      }
    }
    return best
  }
}

/// A rectangle in values of a picture.
struct PixelBox: Sendable, Equatable {
  var left: Float
  var top: Float
  var width: Float
  var height: Float

  var right: Float { left + width }
  var bottom: Float { top + height }
  var center: SIMD2<Float> { SIMD2(left + width / 2, top + height / 2) }

  func contains(_ place: SIMD2<Float>) -> Bool {
    place.x >= left && place.x <= right && place.y >= top && place.y <= bottom
  }

  /// The same, somewhere else.
  func moved(by way: SIMD2<Float>) -> PixelBox {
    PixelBox(left: left + way.x, top: top + way.y, width: width, height: height)
  }

  /// What both cover, as a share of what the first one covers.
  func share(in other: PixelBox) -> Float {
    let across = min(right, other.right) - max(left, other.left)
    let down = min(bottom, other.bottom) - max(top, other.top)
    return across > 0 && down > 0 ? across * down / max(1, width * height) : 0
  }

  /// What both cover, as a share of what they cover together.
  func overlap(with other: PixelBox) -> Float {
    let common = share(in: other) * width * height
    return common / max(1, width * height + other.width * other.height - common)
  }
}

extension Level {
  /// The distance between the values that a twentieth of the rectangle are below and above, in gray values.
  func spread(columns: Range<Int>, rows: Range<Int>) -> Float {
    var (counts, total) = ([Int](repeating: 0, count: 256), 0)
    for y in stride(from: rows.lowerBound, to: min(rows.upperBound, height), by: 2) {
      for x in stride(from: columns.lowerBound, to: min(columns.upperBound, width), by: 2) {
        counts[min(255, Int(values[y * width + x] >> 6))] += 1
        total += 1
      }
    }
    func value(above share: Double) -> Int {
      var left = Int(share * Double(total))
      for (value, count) in counts.enumerated() {
        left -= count
        if left < 0 { return value }
      }
      return 255
    }
    return Float(value(above: 0.95) - value(above: 0.05))
  }
}
