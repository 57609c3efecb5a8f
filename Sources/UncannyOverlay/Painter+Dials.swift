import Uncanny

/// A dial is drawn within its region: a ring, a light hand where the thing should have turned to, and one in the color of the
/// severity where it has; both on dark ground. On a thing that turns as it should, the hands lie on each other.
extension Painter {
  /// At most so many dials of a frame are drawn.
  private static let most = 32
  /// Directions that are told apart, and the turn from one to the next as cosine and sine.
  private static let directions = 64
  private static let step = SIMD2<Float>(0.995_184_7, 0.098_017_1)
  /// Half the side of the smallest that is drawn, in samples.
  private static let smallest = 6

  /// The unit vectors of all directions, clockwise from the top.
  private static let hands: [SIMD2<Float>] = {
    var hands: [SIMD2<Float>] = []
    var hand = SIMD2<Float>(0, -1)
    for _ in 0..<directions {
      hands.append(hand)
      hand = SIMD2(hand.x * step.x - hand.y * step.y, hand.x * step.y + hand.y * step.x)
    }
    return hands
  }()

  /// The dials of the marks, the worst last, so that they are seen.
  func drawDials(_ marks: [Mark], onto canvas: inout Canvas) {
    var left = Self.most
    for severity in Severity.allCases where severity >= style.minimalSeverity {
      for mark in marks where mark.severity == severity {
        for dial in mark.dials {
          guard left > 0 else { return }
          left -= 1
          draw(dial, severity, onto: &canvas)
        }
      }
    }
  }

  private func draw(_ dial: Dial, _ severity: Severity, onto canvas: inout Canvas) {
    guard let outer = Box(dial.region, in: geometry)?.outer else { return }
    let radius = min(outer.right - outer.left, outer.bottom - outer.top) / 2
    guard radius >= Self.smallest else { return }
    let center = SIMD2(Float(outer.left + outer.right), Float(outer.top + outer.bottom)) / 2
    let thickness = even(max(2, radius / 12))
    for hand in Self.hands { dot(center + hand * Float(radius - thickness), thickness, .plate, onto: &canvas) }
    for hand in [dial.expected, dial.measured].map({ Self.hand($0) }) {
      line(from: center, to: center + hand * Float(radius) * 0.8, thickness + 2, .plate, onto: &canvas)
    }
    line(from: center, to: center + Self.hand(dial.expected) * Float(radius) * 0.8, thickness, .text, onto: &canvas)
    line(
      from: center, to: center + Self.hand(dial.measured) * Float(radius) * 0.6, thickness, .of(severity), onto: &canvas
    )
  }

  /// The nearest of the directions; up for what is no number.
  private static func hand(_ angle: Float) -> SIMD2<Float> {
    guard angle.isFinite else { return hands[0] }
    let share = (angle / (2 * .pi)).truncatingRemainder(dividingBy: 1)
    let index = Int((share * Float(directions)).rounded())
    return hands[(index + directions) % directions]
  }

  private func line(
    from start: SIMD2<Float>, to end: SIMD2<Float>, _ thickness: Int, _ color: Paint, onto canvas: inout Canvas
  ) {
    let way = end - start
    let steps = max(1, Int(max(abs(way.x), abs(way.y))) / 2)
    for step in 0...steps {
      dot(start + way * Float(step) / Float(steps), thickness, color, onto: &canvas)
    }
  }

  private func dot(_ center: SIMD2<Float>, _ size: Int, _ color: Paint, onto canvas: inout Canvas) {
    // on even edges, so that luma and chroma agree
    let left = (Int(center.x) - size / 2) & ~1
    let top = (Int(center.y) - size / 2) & ~1
    canvas.fill(Rectangle(left: left, top: top, right: left + size, bottom: top + size), color)
  }
}
