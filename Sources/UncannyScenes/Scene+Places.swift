internal import Uncanny

/// What there is to see.
extension Scene {
  /// A textured ground that the camera pans along, and things that move across it.
  ///
  /// - Parameters:
  ///   - count: how many frames.
  ///   - seed: another seed is another street.
  ///   - pan: how far the camera moves in a frame, as part of the width.
  ///   - levels: the darkest and the brightest luma, in code values.
  public static func street(
    count: Int, seed: Int = 1, pan: Float = 0.008, levels: ClosedRange<UInt8> = 40...200
  ) -> Scene {
    Scene(count: count) { frame, picture in
      let offset = pan * Float(frame)
      let (low, high) = (Float(levels.lowerBound), Float(levels.upperBound))
      let unit = 1 / Float(picture.width)
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let (u, v) = (Float(x) * unit + offset, Float(y) * unit)
          let value = 0.6 * Noise.smooth(u * 9, v * 9, seed) + 0.4 * Noise.smooth(u * 31, v * 31, seed + 1)
          picture.luma[y * picture.width + x] = UInt8(low + (high - low) * value)
        }
      }
      for y in 0..<picture.chromaHeight {
        for x in 0..<picture.chromaWidth {
          let (u, v) = (2 * Float(x) * unit + offset, 2 * Float(y) * unit)
          picture.cb[y * picture.chromaWidth + x] = UInt8(118 + 20 * Noise.smooth(u * 5, v * 5, seed + 2))
          picture.cr[y * picture.chromaWidth + x] = UInt8(118 + 20 * Noise.smooth(u * 5, v * 5, seed + 3))
        }
      }
      for thing in 0..<3 {
        let speed = 0.004 + 0.004 * Float(thing)
        let start = Noise.uniform(thing, 0, seed + 4)
        let place = start + speed * Float(frame)
        let x = place - place.rounded(.down)
        let shade = UInt8(low + (high - low) * Noise.uniform(thing, 1, seed + 4))
        picture.fill(
          Region(x: x, y: 0.25 + 0.2 * Float(thing), width: 0.08, height: 0.1), with: Ink(y: shade, cb: 120, cr: 136))
      }
    }
  }

  /// One color from edge to edge.
  public static func plain(_ ink: Ink, count: Int) -> Scene {
    Scene(count: count) { _, picture in picture.fill(.full, with: ink) }
  }

  /// A title card: lines of what looks like lettering on a plain ground.
  public static func card(count: Int, seed: Int = 7) -> Scene {
    Scene(count: count) { _, picture in
      picture.fill(.full, with: Ink(y: 48, cb: 136, cr: 122))
      for line in 0..<4 {
        for letter in 0..<18 where Noise.uniform(letter, line, seed) > 0.2 {
          let height = 0.05 + 0.06 * Noise.uniform(letter, line, seed + 1)
          picture.fill(
            Region(x: 0.1 + 0.045 * Float(letter), y: 0.2 + 0.17 * Float(line), width: 0.025, height: height),
            with: Ink(y: 210))
        }
      }
    }
  }

  /// A smooth run of tones from top to bottom, and slowly on with time.
  public static func sky(count: Int) -> Scene {
    Scene(count: count) { frame, picture in
      for y in 0..<picture.height {
        let depth = Float(y) / Float(picture.height)
        for x in 0..<picture.width {
          let across = Float(x) / Float(picture.width)
          picture.luma[y * picture.width + x] = UInt8(60 + 24 * depth + 6 * across + 0.02 * Float(frame))
        }
      }
    }
  }

  /// Upright bars, eight samples each whatever the size of the picture, that pass by: a fence.
  public static func fence(count: Int) -> Scene {
    Scene(count: count) { frame, picture in
      for y in 0..<picture.height {
        for x in 0..<picture.width { picture.luma[y * picture.width + x] = ((x + frame) / 8) % 2 == 0 ? 90 : 120 }
      }
    }
  }
}
