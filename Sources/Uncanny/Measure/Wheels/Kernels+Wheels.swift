internal import CKernels

extension Kernels {
  /// The luma of a frame as gray of 0...255, reduced by the factor of `out`.
  static func reduceGray(_ frame: borrowing Frame, into out: inout Level, scratch: inout [UInt16]) {
    let (width, height, factor) = (frame.luma.width, frame.luma.height, out.factor)
    precondition((1...64).contains(factor) && scratch.count >= width)
    precondition(out.width == (width + factor - 1) / factor && out.height == (height + factor - 1) / factor)
    let (coding, range, stride) = (frame.luma.coding, frame.range, frame.luma.rowStride)
    // SAFETY: the plane has checked that its rows hold what its size says; the sizes of the others were checked above; no
    // pointer outlives the closures. The same holds for the functions below.
    unsafe frame.luma.bytes.withUnsafeBytes { luma in
      unsafe scratch.withUnsafeMutableBufferPointer { scratch in
        unsafe out.values.withUnsafeMutableBufferPointer { out in
          var pass = unsafe ck_gray_pass(
            source: luma.baseAddress?.assumingMemoryBound(to: UInt8.self), stride: stride,
            bytes_per_sample: Int32(coding.bytesPerSample), shift: Int32(coding.shiftToEightBits),
            width: Int32(width), height: Int32(height), factor: Int32(factor), black: range.black,
            gain: 255 / range.span, scratch: scratch.baseAddress, out: out.baseAddress)
          unsafe ck_reduce_gray(&pass)
        }
      }
    }
  }

  /// The values weighed 1-2-1 both ways.
  static func soften(_ level: Level, into out: inout Level, scratch: inout [UInt16]) {
    precondition(out.width == level.width && out.height == level.height && scratch.count >= level.width)
    unsafe level.values.withUnsafeBufferPointer { values in
      unsafe scratch.withUnsafeMutableBufferPointer { scratch in
        unsafe out.values.withUnsafeMutableBufferPointer { out in
          unsafe ck_soften(
            values.baseAddress, Int32(level.width), Int32(level.height), scratch.baseAddress, out.baseAddress)
        }
      }
    }
  }

  /// How far each point has moved from one picture to the next; `points.motions` holds a guess.
  static func follow(_ points: inout Points, from before: GrayPicture, to now: GrayPicture) {
    precondition(before.levels.count == 3 && now.levels.count == 3)
    precondition(before.width == now.width && before.height == now.height)
    let count = points.places.count
    precondition(points.motions.count == count)
    points.mismatch = [Float](repeating: 0, count: count)
    points.texture = points.mismatch
    let (a, b) = (before.levels, now.levels)
    unsafe withPointers(a[0], b[0]) { first in
      unsafe withPointers(a[1], b[1]) { second in
        unsafe withPointers(a[2], b[2]) { third in
          unsafe points.places.withUnsafeBytes { places in
            unsafe points.motions.withUnsafeMutableBytes { motions in
              unsafe points.mismatch.withUnsafeMutableBufferPointer { mismatch in
                unsafe points.texture.withUnsafeMutableBufferPointer { texture in
                  var pass = unsafe ck_points_pass()
                  unsafe pass.level = (first, second, third, ck_points_level())
                  unsafe pass.levels = 3
                  unsafe pass.places = places.baseAddress?.assumingMemoryBound(to: Float.self)
                  unsafe pass.motions = motions.baseAddress?.assumingMemoryBound(to: Float.self)
                  unsafe pass.mismatch = mismatch.baseAddress
                  unsafe pass.texture = texture.baseAddress
                  unsafe pass.count = Int32(count)
                  unsafe ck_follow_points(&pass)
                }
              }
            }
          }
        }
      }
    }
  }

  private static func withPointers(_ before: Level, _ now: Level, _ body: (ck_points_level) -> Void) {
    unsafe before.values.withUnsafeBufferPointer { a in
      unsafe now.values.withUnsafeBufferPointer { b in
        unsafe body(
          ck_points_level(
            before: a.baseAddress, now: b.baseAddress, width: Int32(before.width), height: Int32(before.height)))
      }
    }
  }

  /// How much texture there is around each place; none in a picture that is too small.
  static func texture(of level: Level, around places: [SIMD2<Float>]) -> [Float] {
    var texture = [Float](repeating: 0, count: places.count)
    guard min(level.width, level.height) >= 10 else { return texture }
    unsafe level.values.withUnsafeBufferPointer { values in
      unsafe places.withUnsafeBytes { places in
        unsafe texture.withUnsafeMutableBufferPointer { texture in
          unsafe ck_rate_points(
            values.baseAddress, Int32(level.width), Int32(level.height),
            places.baseAddress?.assumingMemoryBound(to: Float.self), Int32(texture.count), texture.baseAddress)
        }
      }
    }
    return texture
  }

  /// How well rims (x, y, radius, aspect) fit; three numbers of each, as `RimRating` has them.
  static func rate(_ rims: [SIMD4<Float>], in level: Level, contrast: Float, into ratings: inout [Float]) {
    precondition(ratings.count >= 3 * rims.count)
    unsafe level.values.withUnsafeBufferPointer { values in
      unsafe Circle.rim.directions.withUnsafeBufferPointer { directions in
        unsafe rims.withUnsafeBytes { rims in
          unsafe ratings.withUnsafeMutableBufferPointer { out in
            var pass = unsafe ck_rims_pass(
              values: values.baseAddress, width: Int32(level.width), height: Int32(level.height), gain: 1 / contrast,
              directions: directions.baseAddress, rims: rims.baseAddress?.assumingMemoryBound(to: Float.self),
              out: out.baseAddress, count: Int32(rims.count / MemoryLayout<SIMD4<Float>>.stride))
            unsafe ck_rate_rims(&pass)
          }
        }
      }
    }
  }
}
