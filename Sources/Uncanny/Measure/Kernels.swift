internal import CKernels

/// The edge of the pixel loops in C: sizes are checked here, pointers end here.
///
/// Each function has a twin in `PlainKernels`, of the same signature but for the scratch memory, which says in plain Swift
/// what it computes.
package enum Kernels {
  /// Measures `plane`, and keeps its sampled rows in `raster`; returns the sum of absolute differences to those of
  /// `previous`, or 0 where none is taken.
  package static func measureLuma(
    _ plane: borrowing Plane, into raster: inout Raster, previous: Raster, features: Features, comparing: Bool,
    tone: inout Tone, profile: inout Profile, quarter: inout Level, scratch: inout LumaScratch
  ) -> UInt64 {
    let (width, height) = (raster.width, raster.height)
    precondition(plane.width == width && plane.height == height && previous.samples.count == raster.samples.count)
    precondition(quarter.count == ((width + 3) / 4) * ((height + 3) / 4) && scratch.band.count >= width)
    precondition(profile.columns.count == width && profile.rows.count == height && tone.histogram.count == 256)
    if features.contains(.tone) { for index in 0..<256 { tone.histogram[index] = 0 } }
    let coding = plane.coding
    let stride = plane.rowStride
    // SAFETY: every count that the C function goes by was checked above, or by the plane when it was made; no pointer
    // outlives the closures.
    return unsafe plane.bytes.withUnsafeBytes { source in
      unsafe raster.samples.withUnsafeMutableBufferPointer { current in
        unsafe previous.samples.withUnsafeBufferPointer { previous in
          unsafe tone.histogram.withUnsafeMutableBufferPointer { histogram in
            unsafe profile.columns.withUnsafeMutableBufferPointer { columns in
              unsafe profile.rows.withUnsafeMutableBufferPointer { rows in
                unsafe quarter.values.withUnsafeMutableBufferPointer { quarter in
                  unsafe scratch.columns.withUnsafeMutableBufferPointer { columnScratch in
                    unsafe scratch.band.withUnsafeMutableBufferPointer { band in
                      let profiled = features.contains(.profile)
                      var pass = unsafe ck_luma_pass(
                        source: source.baseAddress?.assumingMemoryBound(to: UInt8.self), source_stride: stride,
                        bytes_per_sample: Int32(coding.bytesPerSample), shift: Int32(coding.shiftToEightBits),
                        width: Int32(width), height: Int32(height), current: current.baseAddress,
                        previous: comparing ? previous.baseAddress : nil, stride: width,
                        histogram: features.contains(.tone) ? histogram.baseAddress : nil,
                        columns: profiled ? columns.baseAddress : nil, column_scratch: columnScratch.baseAddress,
                        band_scratch: band.baseAddress, rows: profiled ? rows.baseAddress : nil,
                        quarter: quarter.baseAddress, difference: 0)
                      unsafe ck_measure_luma(&pass)
                      return unsafe pass.difference
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

  /// Means of 2x2 values.
  package static func halve(_ source: Level, into out: inout Level) {
    precondition(out.width == (source.width + 1) / 2 && out.height == (source.height + 1) / 2)
    // SAFETY: both sizes belong to their arrays, and the output's was checked against the input's.
    unsafe source.values.withUnsafeBufferPointer { from in
      unsafe out.values.withUnsafeMutableBufferPointer { to in
        unsafe ck_halve(from.baseAddress, Int32(source.width), Int32(source.height), to.baseAddress)
      }
    }
  }

  /// Chroma by cell.
  package static func reduceChroma(_ frame: borrowing Frame, into color: inout Color, scratch: inout LumaScratch) {
    let (width, height) = ((frame.luma.width + 1) / 2, (frame.luma.height + 1) / 2)
    let factor = color.cb.factor
    let cells = ((width + factor - 1) / factor) * ((height + factor - 1) / factor)
    precondition(color.cb.count == cells && color.cr.count == cells && scratch.chroma.count >= 2 * width)
    precondition((1...64).contains(factor))
    let (coding, interleaved) = (frame.luma.coding, frame.isInterleaved)
    let (cbStride, crStride) = (frame.chroma.rowStride, frame.cr.rowStride)
    // SAFETY: as above; a frame has checked that a row of its chroma plane holds `width` samples, or twice as many
    // where Cb and Cr take turns.
    unsafe frame.chroma.bytes.withUnsafeBytes { cb in
      unsafe frame.cr.bytes.withUnsafeBytes { cr in
        unsafe color.cb.values.withUnsafeMutableBufferPointer { cbOut in
          unsafe color.cr.values.withUnsafeMutableBufferPointer { crOut in
            unsafe scratch.chroma.withUnsafeMutableBufferPointer { scratch in
              var pass = unsafe ck_chroma_pass(
                cb: cb.baseAddress?.assumingMemoryBound(to: UInt8.self),
                cr: cr.baseAddress?.assumingMemoryBound(to: UInt8.self), cb_stride: cbStride, cr_stride: crStride,
                interleaved: interleaved ? 1 : 0, bytes_per_sample: Int32(coding.bytesPerSample),
                shift: Int32(coding.shiftToEightBits), width: Int32(width), height: Int32(height),
                factor: Int32(factor), scratch: scratch.baseAddress, cb_out: cbOut.baseAddress,
                cr_out: crOut.baseAddress)
              unsafe ck_reduce_chroma(&pass)
            }
          }
        }
      }
    }
  }
}

/// Working memory of the luma and chroma passes.
package struct LumaScratch: Sendable {
  package var columns: [UInt16]
  package var band: [UInt16]
  package var chroma: [UInt16]

  package init(width: Int) {
    columns = [UInt16](repeating: 0, count: width)
    band = columns
    chroma = [UInt16](repeating: 0, count: 2 * ((width + 1) / 2))
  }
}
