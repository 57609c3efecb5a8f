extension PlainKernels {
  /// A frame as R'G'B', reduced by a whole factor: means of the samples, in 1/64 of a code value, through the weights.
  package static func color(of frame: borrowing Frame, by factor: Int, into picture: inout ColorPicture) {
    let weights = ColorWeights(frame.geometry)
    let (width, height) = (frame.luma.width, frame.luma.height)
    let half = (factor + 1) / 2
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let columns = x * factor..<min(width, (x + 1) * factor)
        let rows = y * factor..<min(height, (y + 1) * factor)
        let (halfX, halfY) = (x * factor / 2, y * factor / 2)
        let halfColumns = halfX..<min((width + 1) / 2, halfX + half)
        let halfRows = halfY..<min((height + 1) / 2, halfY + half)
        let (pitch, second) = frame.isInterleaved ? (2, 1) : (1, 0)
        let level = mean(of: frame.luma, columns, rows, pitch: 1, from: 0) - 64 * weights.black
        let blue = mean(of: frame.chroma, halfColumns, halfRows, pitch: pitch, from: 0) - 64 * 128
        let red = mean(of: frame.cr, halfColumns, halfRows, pitch: pitch, from: second) - 64 * 128
        let base = weights.gain * level + 1 << 15
        picture[y * picture.width + x] = SIMD3(
          byte((base + weights.redOfCr * red) >> 16),
          byte((base - weights.greenOfCb * blue - weights.greenOfCr * red) >> 16),
          byte((base + weights.blueOfCb * blue) >> 16))
      }
    }
  }

  /// What a window shows of a picture: means of bilinear samples.
  package static func sample(_ picture: ColorPicture, in window: Window, into crop: inout ColorPicture) {
    let (along, down) = (window.along / Float(crop.width), window.down / Float(crop.height))
    let (columns, rows) = (Window.samples(along: along), Window.samples(along: down))
    for y in 0..<crop.height {
      for x in 0..<crop.width {
        var sum = SIMD3<Float>()
        for row in 0..<rows {
          for column in 0..<columns {
            let share = SIMD2((Float(column) + 0.5) / Float(columns), (Float(row) + 0.5) / Float(rows))
            let place = window.origin + along * (Float(x) + share.x) + down * (Float(y) + share.y) - 0.5
            sum += bilinear(picture, at: place)
          }
        }
        let mean = sum / Float(columns * rows) + 0.5
        crop[y * crop.width + x] = SIMD3(UInt8(min(255, mean.x)), UInt8(min(255, mean.y)), UInt8(min(255, mean.z)))
      }
    }
  }

  private static func bilinear(_ picture: ColorPicture, at place: SIMD2<Float>) -> SIMD3<Float> {
    let floor = place.rounded(.down)
    let share = place - floor
    let (x, y) = (Int(floor.x), Int(floor.y))
    let above = SIMD3<Float>(picture[x, y]) * (1 - share.x) + SIMD3<Float>(picture[x + 1, y]) * share.x
    let below = SIMD3<Float>(picture[x, y + 1]) * (1 - share.x) + SIMD3<Float>(picture[x + 1, y + 1]) * share.x
    return above * (1 - share.y) + below * share.y
  }

  private static func mean(
    of plane: borrowing Plane, _ columns: Range<Int>, _ rows: Range<Int>, pitch: Int, from first: Int
  ) -> Int32 {
    var sum: UInt32 = 0
    for y in rows { for x in columns { sum += UInt32(plane.eightBitSample(pitch * x + first, y)) } }
    let count = UInt32(columns.count * rows.count)
    return Int32((sum * 64 + count / 2) / count)
  }

  private static func byte(_ value: Int32) -> UInt8 { UInt8(min(255, max(0, value))) }
}
