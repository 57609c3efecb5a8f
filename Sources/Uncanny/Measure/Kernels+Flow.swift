internal import CKernels

extension Kernels {
  /// Where the patches of `now` are in `before`; `field` holds what they did in the pass before, and then what they do now.
  ///
  /// - Parameters:
  ///   - columns: patches in a row.
  ///   - guess: where else to look first, by patch.
  package static func flow(
    _ now: Level, in before: Level, width columns: Int, guess: Flow.Field, field: inout Flow.Field
  ) {
    let rows = (now.height - Flow.side) / Flow.step + 1
    precondition(min(now.width, now.height) > Flow.side && now.width == before.width && now.height == before.height)
    precondition(columns == (now.width - Flow.side) / Flow.step + 1 && field.dx.count == columns * rows)
    precondition(guess.dx.count == field.dx.count && guess.dy.count == field.dx.count)
    // SAFETY: every size that the C function goes by belongs to its array, and was checked above; the arrays of a field
    // are all as long as the first; no pointer outlives the closures.
    unsafe now.values.withUnsafeBufferPointer { current in
      unsafe before.values.withUnsafeBufferPointer { former in
        unsafe guess.dx.withUnsafeBufferPointer { guessX in
          unsafe guess.dy.withUnsafeBufferPointer { guessY in
            unsafe field.dx.withUnsafeMutableBufferPointer { dx in
              unsafe field.dy.withUnsafeMutableBufferPointer { dy in
                unsafe field.mismatch.withUnsafeMutableBufferPointer { mismatch in
                  unsafe field.change.withUnsafeMutableBufferPointer { change in
                    unsafe field.texture.withUnsafeMutableBufferPointer { texture in
                      var pass = unsafe ck_flow_pass(
                        now: current.baseAddress, before: former.baseAddress, width: Int32(now.width),
                        height: Int32(now.height), columns: Int32(columns), guess_dx: guessX.baseAddress,
                        guess_dy: guessY.baseAddress, dx: dx.baseAddress, dy: dy.baseAddress,
                        mismatch: mismatch.baseAddress, change: change.baseAddress, texture: texture.baseAddress)
                      unsafe ck_flow(&pass)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// The 4x4 values of `level` around each of `places`, into `squares` from `first` on, in code values.
  package static func takeSquares(
    of level: Level, around places: [SIMD2<Float>], into squares: inout [SIMD16<Float>], from first: Int
  ) {
    precondition(min(level.width, level.height) >= 5 && first >= 0 && first + places.count <= squares.count)
    // SAFETY: a vector of sixteen floats is laid out as sixteen floats, one of two as two; the sizes were checked above,
    // and no pointer outlives the closures.
    unsafe level.values.withUnsafeBufferPointer { values in
      unsafe places.withUnsafeBytes { pairs in
        unsafe squares.withUnsafeMutableBytes { squares in
          let out = unsafe squares.baseAddress?.advanced(by: first * MemoryLayout<SIMD16<Float>>.stride)
          unsafe ck_take_squares(
            values.baseAddress, Int32(level.width), Int32(level.height),
            pairs.baseAddress?.assumingMemoryBound(to: Float.self), Int32(places.count),
            out?.assumingMemoryBound(to: Float.self))
        }
      }
    }
  }
}
