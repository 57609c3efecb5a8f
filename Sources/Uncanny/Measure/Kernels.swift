internal import CKernels

/// The edge of the pixel loops in C: sizes are checked here, pointers end here.
///
/// Each function has a twin in `PlainKernels`, of the same signature but for the scratch memory, which says in plain Swift
/// what it computes.
package enum Kernels {
  /// Measures `plane`, and keeps its sampled rows in `raster`, which are compared to those of `previous` where that is
  /// asked for.
  package static func measureLuma(
    _ plane: borrowing Plane, into raster: inout Raster, previous: Raster, features: Features, comparing: Bool,
    tone: inout Tone, profile: inout Profile, grain: inout Grain, quarter: inout Level, scratch: inout LumaScratch
  ) -> LumaSums {
    let (width, height) = (raster.width, raster.height)
    precondition(plane.width == width && plane.height == height && previous.samples.count == raster.samples.count)
    precondition(quarter.count == ((width + 3) / 4) * ((height + 3) / 4) && scratch.band.count >= width)
    precondition(grain.sums.count == (width / 16) * (height / 16))
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
                      unsafe grain.sums.withUnsafeMutableBufferPointer { grain in
                        let profiled = features.contains(.profile)
                        var pass = unsafe ck_luma_pass()
                        unsafe pass.source = source.baseAddress?.assumingMemoryBound(to: UInt8.self)
                        unsafe pass.source_stride = stride
                        unsafe pass.bytes_per_sample = Int32(coding.bytesPerSample)
                        unsafe pass.shift = Int32(coding.shiftToEightBits)
                        unsafe pass.width = Int32(width)
                        unsafe pass.height = Int32(height)
                        unsafe pass.current = current.baseAddress
                        unsafe pass.previous = comparing ? previous.baseAddress : nil
                        unsafe pass.stride = width
                        unsafe pass.histogram = features.contains(.tone) ? histogram.baseAddress : nil
                        unsafe pass.columns = profiled ? columns.baseAddress : nil
                        unsafe pass.column_scratch = columnScratch.baseAddress
                        unsafe pass.band_scratch = band.baseAddress
                        unsafe pass.rows = profiled ? rows.baseAddress : nil
                        unsafe pass.quarter = quarter.baseAddress
                        unsafe pass.wants_variation = features.contains(.detail) ? 1 : 0
                        unsafe pass.wants_fields = features.contains(.fields) ? 1 : 0
                        unsafe pass.wants_gradient = features.contains(.detail) ? 1 : 0
                        unsafe pass.grain = features.contains(.grain) ? grain.baseAddress : nil
                        unsafe ck_measure_luma(&pass)
                        return unsafe LumaSums(pass)
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

extension LumaSums {
  fileprivate init(_ pass: ck_luma_pass) {
    self.init()
    unsafe difference = pass.difference
    unsafe change = pass.change
    unsafe changeSquared = pass.change_squared
    unsafe zigzag = pass.zigzag
    unsafe combed = pass.combed
    unsafe bracketed = pass.bracketed
    unsafe early = pass.early
    unsafe late = pass.late
    unsafe gradient = pass.gradient
    unsafe gradientSquared = pass.gradient_squared
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
