public import Uncanny

/// What can go wrong, or look as if it did.
extension Scene {
  /// Grain in the luma, new in every frame.
  ///
  /// - Parameter deviation: its standard deviation in code values.
  public func grain(_ deviation: Float, in frames: Range<Int>? = nil, seed: Int = 11) -> Scene {
    changing(frames) { frame, picture in
      for y in 0..<picture.height {
        for x in 0..<picture.width {
          let index = y * picture.width + x
          let value = Float(picture.luma[index]) + deviation * Noise.normal(x, y, seed + frame)
          picture.luma[index] = UInt8(max(0, min(value.rounded(), 255)))
        }
      }
    }
  }

  /// A rectangle that never moves, such as a station's logo.
  public func logo(_ region: Region, in frames: Range<Int>? = nil) -> Scene {
    changing(frames) { _, picture in picture.fill(region, with: Ink(y: 200)) }
  }

  /// A rectangle that is one color for `period` frames, then the other, in turn; the first comes first.
  public func flashing(
    _ region: Region, _ first: Ink, _ second: Ink, period: Int, in frames: Range<Int>
  ) -> Scene {
    changing(frames) { frame, picture in
      picture.fill(region, with: ((frame - frames.lowerBound) / period) % 2 == 0 ? first : second)
    }
  }

  /// A coding grid: of each square only the mean is left, and a part of the picture, `detail`, 0...1.
  public func blocks(_ side: Int, detail: Float = 0.25, in frames: Range<Int>? = nil) -> Scene {
    changing(frames) { _, picture in
      for top in stride(from: 0, to: picture.height, by: side) {
        for left in stride(from: 0, to: picture.width, by: side) {
          picture.flatten(left..<min(left + side, picture.width), top..<min(top + side, picture.height), detail)
        }
      }
    }
  }

  /// Luma times `factor`, around black, and clipped at `rail`.
  public func gain(_ factor: Float, rail: UInt8 = 235, in frames: Range<Int>? = nil) -> Scene {
    changing(frames) { _, picture in
      picture.forEachLuma(in: .full) { UInt8(max(16, min(16 + (Float($0) - 16) * factor, Float(rail)))) }
    }
  }

  /// Luma less `amount`, clipped at black.
  public func lowered(by amount: Float, in frames: Range<Int>? = nil) -> Scene {
    changing(frames) { _, picture in
      picture.forEachLuma(in: .full) { UInt8(max(16, Float($0) - amount)) }
    }
  }

  /// Black bars above and below, each that part of the height.
  public func letterboxed(_ part: Float) -> Scene {
    changing { _, picture in
      picture.fill(Region(x: 0, y: 0, width: 1, height: part), with: .black)
      picture.fill(Region(x: 0, y: 1 - part, width: 1, height: part), with: .black)
    }
  }
}

extension Scene {
  /// Black bars left and right, each that part of the width.
  public func pillarboxed(_ part: Float) -> Scene {
    changing { _, picture in
      picture.fill(.left(part), with: .black)
      picture.fill(Region(x: 1 - part, y: 0, width: part, height: 1), with: .black)
    }
  }

  /// Out of black within `length` frames.
  public func fadedIn(_ length: Int) -> Scene {
    changing(0..<length) { frame, picture in
      let part = Float(frame) / Float(length)
      picture.forEachLuma(in: .full) { UInt8(16 + (max(16, Float($0)) - 16) * part) }
    }
  }
}

extension Picture {
  fileprivate mutating func flatten(_ columns: Range<Int>, _ rows: Range<Int>, _ detail: Float) {
    var sum = 0
    for y in rows { for x in columns { sum += Int(luma[y * width + x]) } }
    let mean = Float(sum) / Float(columns.count * rows.count)
    for y in rows {
      for x in columns {
        let index = y * width + x
        luma[index] = UInt8(max(0, min((mean + detail * (Float(luma[index]) - mean)).rounded(), 255)))
      }
    }
  }
}
