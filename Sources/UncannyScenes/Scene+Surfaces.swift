internal import Uncanny

/// A ground that the camera moves along, and what can happen to it.
extension Scene {
  /// What is done to a place of the ground at one frame.
  public struct Alteration: Sendable {
    /// By how much the texture there has moved on its surface, as a part of the picture's width.
    public var slip: SIMD2<Float>
    /// What is added to luma, Cb and Cr.
    public var tint: SIMD3<Float>
    /// Whether something else stands there.
    public var isCovered: Bool

    public init(slip: SIMD2<Float> = .zero, tint: SIMD3<Float> = .zero, isCovered: Bool = false) {
      self.slip = slip
      self.tint = tint
      self.isCovered = isCovered
    }
  }

  /// A textured ground.
  ///
  /// - Parameters:
  ///   - count: how many frames.
  ///   - pan: how far the camera moves in a frame, as part of the width.
  ///   - alteration: what happens at a place of the ground, in picture widths: where it was to be seen in frame 0.
  public static func ground(
    count: Int, pan: Float = 0.002, seed: Int = 3,
    alteration: @escaping @Sendable (_ frame: Int, _ place: SIMD2<Float>) -> Alteration = { _, _ in Alteration() }
  ) -> Scene {
    Scene(width: 384, height: 216, count: count) { frame, picture in
      let unit = 1 / Float(picture.width)
      let offset = SIMD2(pan * Float(frame), 0)
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let place = SIMD2(Float(x), Float(y)) * unit + offset
          let change = alteration(frame, place)
          let at = place + change.slip
          let seed = change.isCovered ? seed + 50 : seed
          let value =
            0.5 * Noise.smooth(at.x * 14, at.y * 14, seed) + 0.5 * Noise.smooth(at.x * 25, at.y * 25, seed + 1)
          let luma = 50 + 140 * value + change.tint.x
          picture.luma[y * picture.width + x] = UInt8(max(16, min(luma, 235)))
        }
      }
      for y in 0..<picture.chromaHeight {
        for x in 0..<picture.chromaWidth {
          let place = 2 * SIMD2(Float(x), Float(y)) * unit + offset
          let tint = alteration(frame, place).tint
          let index = y * picture.chromaWidth + x
          picture.cb[index] = UInt8(
            max(16, min(118 + 12 * Noise.smooth(place.x * 5, place.y * 5, seed + 2) + tint.y, 240)))
          picture.cr[index] = UInt8(
            max(16, min(128 + 12 * Noise.smooth(place.x * 5, place.y * 5, seed + 3) + tint.z, 240)))
        }
      }
    }
  }

  /// The ground, on which something else stands in a square in `frames`.
  public static func ground(count: Int, covered frames: Range<Int>, pan: Float = 0.002) -> Scene {
    ground(count: count, pan: pan) { frame, place in
      Alteration(isCovered: frames.contains(frame) && Self.isInSquare(place, of: 0.07))
    }
  }

  /// The ground, of which the lower part slips by so much in each frame; `slip` tells how far it has come.
  public static func ground(
    count: Int, pan: Float = 0.002, slipping slip: @escaping @Sendable (_ frame: Int) -> SIMD2<Float>
  ) -> Scene {
    ground(count: count, pan: pan) { frame, place in Alteration(slip: place.y > 0.36 ? slip(frame) : .zero) }
  }

  /// The ground, of which a square, or all of it, takes on another color, in code values.
  public static func ground(
    count: Int, isWhole: Bool = false, tinted tint: @escaping @Sendable (_ frame: Int) -> SIMD3<Float>
  ) -> Scene {
    ground(count: count) { frame, place in
      Alteration(tint: isWhole || Self.isInSquare(place, of: 0.12) ? tint(frame) : .zero)
    }
  }

  /// - Parameter half: half the side of the square in the middle, in picture widths.
  private static func isInSquare(_ place: SIMD2<Float>, of half: Float) -> Bool {
    abs(place.x - 0.5) < half && abs(place.y - 0.28) < half
  }

  /// The picture as a whole is elsewhere, by so much of its width.
  public func shaken(_ by: @escaping @Sendable (_ frame: Int) -> Float) -> Scene {
    changing { frame, picture in
      let shift = Int((by(frame) * Float(picture.width)).rounded())
      guard shift != 0 else { return }
      let source = picture
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let from = max(0, min(x + shift, picture.width - 1))
          picture.luma[y * picture.width + x] = source.luma[y * picture.width + from]
        }
      }
    }
  }
}
