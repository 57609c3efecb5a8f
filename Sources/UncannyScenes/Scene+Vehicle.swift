public import Uncanny

/// A vehicle on wheels, seen from the side, that drives over a ground.
extension Scene {
  /// How a vehicle and its wheels look.
  public struct Vehicle: Sendable {
    /// How far it goes in a frame over the ground, in picture widths.
    public var speed: Float = 0.0115
    /// How far the camera goes along, in the same unit.
    public var pan: Float = 0
    /// Spokes of a rim at a frame; none for a plain one.
    public var spokes: @Sendable (_ frame: Int) -> Int = { _ in 5 }
    /// How far a wheel has turned at a frame, clockwise, where rolling would have turned it by so much, in radians.
    public var turn: @Sendable (_ frame: Int, _ wheel: Int, _ rolled: Float) -> Float = { _, _, rolled in rolled }
    /// The width of a wheel over its height.
    public var aspect: Float = 1
    /// The radius of a rim, in picture widths.
    public var rim: Float = 0.042
    /// Over how much of a frame's time the shutter is open, 0...1.
    public var shutter: Float = 0

    /// Four and a half values a frame in a picture of 384, before a camera that stands still.
    public init() {}

    /// The same with something else about it.
    public func with(_ change: (inout Vehicle) -> Void) -> Vehicle {
      var vehicle = self
      change(&vehicle)
      return vehicle
    }

    /// The radius of a wheel for that of its rim.
    static let tire: Float = 1.57
    private static let first = SIMD2<Float>(0.14, 0.41)
    private static let distance: Float = 0.26

    /// Where its left edge is at a frame, in picture widths.
    func left(_ frame: Int) -> Float { 0.05 + (speed - pan) * Float(frame) }

    /// Where a wheel is at a frame, in picture widths from the left and the top.
    func wheel(_ index: Int, at frame: Int) -> SIMD2<Float> {
      Self.first + SIMD2(left(frame) - 0.05 + Float(index) * Self.distance, 0)
    }

    func angle(_ frame: Int, _ wheel: Int, ago: Float) -> Float {
      let rolled = speed / (Self.tire * rim * aspect) * (Float(frame) - ago)
      return turn(frame, wheel, rolled)
    }

    /// The box around it at a frame, in parts of the picture's sides; the picture is 16 to 9.
    public func region(at frame: Int) -> Region {
      Region(x: left(frame), y: 0.24, width: 0.48, height: (0.41 + Self.tire * rim) * 16 / 9 - 0.24)
    }
  }

  /// A vehicle drives through the picture.
  public static func driving(_ vehicle: Vehicle = Vehicle(), count: Int) -> Scene {
    Scene(width: 384, height: 216, rate: 25, count: count) { frame, picture in
      let unit = 1 / Float(picture.width)
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let place = (SIMD2(Float(x), Float(y)) + 0.5) * unit
          picture.luma[y * picture.width + x] = UInt8(max(16, min(vehicle.luma(at: place, frame, fine: unit / 4), 235)))
        }
      }
    }
  }
}

extension Scene.Vehicle {
  /// What is to be seen at a place, in code values.
  fileprivate func luma(at place: SIMD2<Float>, _ frame: Int, fine: Float) -> Float {
    for wheel in 0..<2 {
      let off = (place - self.wheel(wheel, at: frame)) / SIMD2(aspect, 1)
      let distance = (off * off).sum().squareRoot() / (Self.tire * rim)
      if distance < 1.02 { return wheelLuma(off, frame, wheel, fine: fine) }
      if distance < 1.16, off.y < 0 { return 28 }
    }
    return surroundings(at: place, frame)
  }

  private func surroundings(at place: SIMD2<Float>, _ frame: Int) -> Float {
    let inside = place - SIMD2(left(frame), 0)
    if inside.x > 0, inside.x < 0.48, place.y > 0.14, place.y < 0.42 {
      return 90 + 70 * Noise.smooth(inside.x * 40, inside.y * 40, 21)
    }
    let world = place + SIMD2(pan * Float(frame), 0)
    let level: Float = place.y > 0.44 ? 150 : 110
    return level + 60 * Noise.smooth(world.x * 60, world.y * 60, 22) - 30 * Noise.smooth(world.x * 20, world.y * 20, 23)
  }

  /// The mean of what passes while the shutter is open, and of four places.
  private func wheelLuma(_ off: SIMD2<Float>, _ frame: Int, _ wheel: Int, fine: Float) -> Float {
    let moments = shutter > 0 ? 5 : 1
    var sum: Float = 0
    for moment in 0..<moments {
      let angle = angle(frame, wheel, ago: shutter * Float(moment) / Float(moments))
      let (right, up) = (Float(sine(Double(angle))), Float(sine(Double(angle) + .pi / 2)))
      for part in 0..<4 {
        let at = off + SIMD2(part % 2 == 0 ? -fine : fine, part / 2 == 0 ? -fine : fine)
        // as it is on the wheel
        sum += onWheel(SIMD2(at.x * up + at.y * right, at.y * up - at.x * right) / rim, frame, wheel)
      }
    }
    return sum / Float(4 * moments)
  }

  /// - Parameter at: a place on the wheel, in radii of the rim.
  private func onWheel(_ at: SIMD2<Float>, _ frame: Int, _ wheel: Int) -> Float {
    let distance = (at * at).sum().squareRoot()
    if distance > 1 { return 24 + 50 * Noise.smooth(at.x * 5 + 40, at.y * 5 + 40, 31 + wheel) }
    if distance > 0.88 { return 175 }
    let count = spokes(frame)
    if distance < 0.22 || count == 0 { return 150 }
    for spoke in 0..<count {
      let angle = 2 * Double.pi * Double(spoke) / Double(count)
      let way = SIMD2(Float(sine(angle)), -Float(sine(angle + .pi / 2)))
      if (at * way).sum() > 0, abs(at.x * way.y - at.y * way.x) < 0.13 { return 165 }
    }
    return 85 + 20 * Noise.smooth(at.x * 4 + 9, at.y * 4 + 9, 41 + wheel)
  }
}
