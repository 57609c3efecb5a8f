internal import CKernels

extension Kernels {
  /// A plane of a lent picture at another size, 8 bits a value.
  ///
  /// - Parameters:
  ///   - channel: which of the samples that take turns in the plane, and how many do.
  ///   - along: how its columns come from those of the plane; `down` the same for its rows.
  package static func resample(
    _ plane: borrowing Plane, channel: (index: Int, of: Int), along: Shares, down: Shares, scratch: inout [Float],
    into out: inout Grid<UInt8>
  ) {
    let width = plane.width / channel.of
    precondition(channel.index < channel.of && along.samples == width && down.samples == plane.height)
    precondition(out.width == along.count && out.height == down.count && scratch.count >= width)
    let (outWidth, outHeight) = (out.width, out.height)
    // SAFETY: a plane has checked that its rows hold the samples that its size says; shares reach no sample beyond the
    // count that they were made for, and the scratch memory holds a row.
    unsafe plane.bytes.withUnsafeBytes { bytes in
      unsafe scratch.withUnsafeMutableBufferPointer { scratch in
        unsafe out.values.withUnsafeMutableBufferPointer { values in
          unsafe along.withPointers { along in
            unsafe down.withPointers { down in
              var pass = unsafe ck_resample_pass(
                source: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), stride: plane.rowStride,
                pitch: Int32(channel.of), offset: Int32(channel.index),
                bytes_per_sample: Int32(plane.coding.bytesPerSample), shift: Int32(plane.coding.shiftToEightBits),
                width: Int32(width), along: along, down: down, out_width: Int32(outWidth),
                out_height: Int32(outHeight), scratch: scratch.baseAddress, out: values.baseAddress)
              unsafe ck_resample(&pass)
            }
          }
        }
      }
    }
  }

  /// Smooths with a normal distribution of 1.2 values deviation.
  package static func smooth(_ grid: Grid<Float>, scratch: inout [Float], into out: inout Grid<Float>) {
    precondition(out.width == grid.width && out.height == grid.height && scratch.count >= grid.width)
    // SAFETY: both grids hold width x height values, the scratch memory a row, the weights as many as are read.
    unsafe grid.values.withUnsafeBufferPointer { values in
      unsafe smoothing.withUnsafeBufferPointer { weights in
        unsafe scratch.withUnsafeMutableBufferPointer { scratch in
          unsafe out.values.withUnsafeMutableBufferPointer { out in
            unsafe ck_convolve(
              values.baseAddress, Int32(grid.width), Int32(grid.height), weights.baseAddress, scratch.baseAddress,
              out.baseAddress)
          }
        }
      }
    }
  }

  /// Mean and variance of the 7x7 values around each.
  package static func moments(
    _ grid: Grid<Float>, scratch: inout [Float], mean: inout Grid<Float>, variance: inout Grid<Float>
  ) {
    precondition(mean.values.count == grid.values.count && variance.values.count == grid.values.count)
    precondition(scratch.count >= 2 * grid.width)
    // SAFETY: all grids hold width x height values, the scratch memory two rows.
    unsafe grid.values.withUnsafeBufferPointer { values in
      unsafe scratch.withUnsafeMutableBufferPointer { scratch in
        unsafe mean.values.withUnsafeMutableBufferPointer { mean in
          unsafe variance.values.withUnsafeMutableBufferPointer { variance in
            unsafe ck_moments(
              values.baseAddress, Int32(grid.width), Int32(grid.height), scratch.baseAddress, mean.baseAddress,
              variance.baseAddress)
          }
        }
      }
    }
  }

  /// Values `step` apart, the first at `first`, times `gain`, at every place of `out`.
  package static func spread(
    _ values: [Float], columns: Int, first: Float, step: Float, gain: Float, into out: inout Grid<Float>
  ) {
    precondition(columns > 0 && !values.isEmpty && values.count % columns == 0 && step > 0)
    let (width, height) = (out.width, out.height)
    // SAFETY: there are as many values as columns and rows say; the output holds width x height.
    unsafe values.withUnsafeBufferPointer { from in
      unsafe out.values.withUnsafeMutableBufferPointer { out in
        unsafe ck_spread(
          from.baseAddress, Int32(columns), Int32(from.count / columns), first, step, gain, Int32(width),
          Int32(height), out.baseAddress)
      }
    }
  }

  /// What stands at each place moved by `dx` and `dy`.
  package static func warp(
    _ grid: Grid<Float>, by dx: Grid<Float>, _ dy: Grid<Float>, into out: inout Grid<Float>
  ) {
    let count = grid.values.count
    precondition(dx.values.count == count && dy.values.count == count && out.values.count == count)
    // SAFETY: all grids hold width x height values.
    unsafe grid.values.withUnsafeBufferPointer { values in
      unsafe dx.values.withUnsafeBufferPointer { dx in
        unsafe dy.values.withUnsafeBufferPointer { dy in
          unsafe out.values.withUnsafeMutableBufferPointer { out in
            unsafe ck_warp(
              values.baseAddress, dx.baseAddress, dy.baseAddress, Int32(grid.width), Int32(grid.height),
              out.baseAddress)
          }
        }
      }
    }
  }

  /// The weights of a normal distribution of 1.2 values deviation, at whole distances up to five.
  package static let smoothing: [Float] = [
    5.6469316e-05, 0.0012852357, 0.014606954, 0.082897823, 0.23492715, 0.33245273, 0.23492715, 0.082897823,
    0.014606954, 0.0012852357, 5.6469316e-05,
  ]
}
