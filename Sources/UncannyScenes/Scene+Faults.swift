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

  /// Lost slices: from some column on, rows of 16 samples hold blocks from elsewhere in the picture, or gray.
  public func sliced(_ frames: Range<Int>, seed: Int = 17) -> Scene {
    changing(frames) { frame, picture in
      let source = picture
      for row in 1..<picture.height / 16 where Noise.uniform(row, frame, seed) < 0.3 {
        let first = Int(Noise.uniform(row, frame, seed + 1) * Float(picture.width / 32))
        for column in first..<picture.width / 16 {
          let isGray = Noise.uniform(column, row + 100 * frame, seed + 2) < 0.25
          let shift = 8 * (1 + Int(Noise.uniform(column, row + 100 * frame, seed + 3) * 6))
          let gray = UInt8(60 + 130 * Noise.uniform(column, row + 100 * frame, seed + 4))
          for y in 16 * row..<16 * row + 16 {
            for x in 16 * column..<16 * column + 16 {
              let from = (x + shift * (column % 2 == 0 ? 1 : 3)) % picture.width
              picture.luma[y * picture.width + x] =
                isGray ? gray : source.luma[(y + shift) % picture.height * picture.width + from]
            }
          }
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

  /// Cb and Cr moved by so many code values: another white balance.
  public func tinted(_ cb: Int, _ cr: Int, in frames: Range<Int>? = nil) -> Scene {
    changing(frames) { _, picture in
      picture.forEachChroma(in: .full) {
        (UInt8(max(0, min(Int($0) + cb, 255))), UInt8(max(0, min(Int($1) + cr, 255))))
      }
    }
  }

  /// Luma less `amount`, clipped at black.
  public func lowered(by amount: Float, in frames: Range<Int>? = nil) -> Scene {
    changing(frames) { _, picture in
      picture.forEachLuma(in: .full) { UInt8(max(16, Float($0) - amount)) }
    }
  }

  /// Blurred in the luma, about as by a Gaussian.
  ///
  /// - Parameter deviation: in samples of a picture 192 wide, and as much more in a larger one.
  public func blurred(_ deviation: Float, in frames: Range<Int>? = nil) -> Scene {
    changing(frames) { _, picture in
      // three means over a window have together this deviation: ((2 r + 1)^2 - 1) / 4 = deviation^2
      let scaled = deviation * Float(picture.width) / 192
      let reach = max(1, Int(((4 * scaled * scaled + 1).squareRoot() / 2 - 0.5).rounded()))
      for _ in 0..<3 { picture.smooth(by: reach) }
    }
  }

  /// The odd rows show the frame after: two fields of different moments.
  public func woven(_ frames: Range<Int>) -> Scene {
    let base = self
    return changing(frames) { frame, picture in
      let later = base.drawn(frame + 1, width: picture.width, height: picture.height)
      for y in stride(from: 1, to: picture.height, by: 2) {
        for x in y * picture.width..<(y + 1) * picture.width { picture.luma[x] = later.luma[x] }
      }
    }
  }

  /// Of the luma, only every `step`-th tone is left.
  public func posterized(_ step: Int, in frames: Range<Int>? = nil) -> Scene {
    changing(frames) { _, picture in
      picture.forEachLuma(in: .full) { UInt8(min(255, Int($0) / step * step + step / 2)) }
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
  /// The mean over a square window that reaches `reach` samples to each side, edges repeated.
  fileprivate mutating func smooth(by reach: Int) {
    luma = Self.transposedMean(Self.transposedMean(luma, width, height, reach), height, width, reach)
  }

  /// The mean along the rows, rows and columns exchanged.
  private static func transposedMean(_ samples: [UInt8], _ width: Int, _ height: Int, _ reach: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: samples.count)
    for y in 0..<height {
      var sum = 0
      for x in -reach...reach { sum += Int(samples[y * width + max(0, min(x, width - 1))]) }
      for x in 0..<width {
        result[x * height + y] = UInt8((sum + reach) / (2 * reach + 1))
        sum += Int(samples[y * width + min(x + reach + 1, width - 1)]) - Int(samples[y * width + max(x - reach, 0)])
      }
    }
    return result
  }

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
