internal import CKernels

extension Kernels {
  /// A frame as R'G'B', reduced by a whole factor; `picture` has the size that this gives.
  package static func color(of frame: borrowing Frame, by factor: Int, into picture: inout ColorPicture) {
    let (width, height) = (frame.luma.width, frame.luma.height)
    precondition((1...64).contains(factor) && picture.width == (width + factor - 1) / factor)
    precondition(picture.height == (height + factor - 1) / factor)
    let coding = frame.luma.coding
    let weights = ColorWeights(frame.geometry)
    var scratch = [UInt32](repeating: 0, count: 3 * picture.width)
    // SAFETY: a frame has checked that its rows hold the samples that its size says, in chroma half as many, rounded up,
    // or twice that where Cb and Cr take turns; the output and the scratch memory have the sizes asked for.
    unsafe frame.luma.bytes.withUnsafeBytes { luma in
      unsafe frame.chroma.bytes.withUnsafeBytes { cb in
        unsafe frame.cr.bytes.withUnsafeBytes { cr in
          unsafe scratch.withUnsafeMutableBufferPointer { scratch in
            unsafe picture.samples.withUnsafeMutableBufferPointer { out in
              var pass = unsafe ck_color_pass(
                luma: luma.baseAddress?.assumingMemoryBound(to: UInt8.self),
                cb: cb.baseAddress?.assumingMemoryBound(to: UInt8.self),
                cr: cr.baseAddress?.assumingMemoryBound(to: UInt8.self), luma_stride: frame.luma.rowStride,
                cb_stride: frame.chroma.rowStride, cr_stride: frame.cr.rowStride,
                interleaved: frame.isInterleaved ? 1 : 0, bytes_per_sample: Int32(coding.bytesPerSample),
                shift: Int32(coding.shiftToEightBits), width: Int32(width), height: Int32(height),
                factor: Int32(factor), black: weights.black, gain: weights.gain, red_of_cr: weights.redOfCr,
                green_of_cb: weights.greenOfCb, green_of_cr: weights.greenOfCr, blue_of_cb: weights.blueOfCb,
                scratch: scratch.baseAddress, out: out.baseAddress)
              unsafe ck_color_picture(&pass)
            }
          }
        }
      }
    }
  }

  /// What a window shows of a picture; the window is usable.
  package static func sample(_ picture: ColorPicture, in window: Window, into crop: inout ColorPicture) {
    let (along, down) = (window.along / Float(crop.width), window.down / Float(crop.height))
    let size = (Int32(crop.width), Int32(crop.height))
    // SAFETY: both pictures hold three bytes for each of their pixels.
    unsafe picture.samples.withUnsafeBufferPointer { from in
      unsafe crop.samples.withUnsafeMutableBufferPointer { out in
        var pass = unsafe ck_window_pass(
          picture: from.baseAddress, width: Int32(picture.width), height: Int32(picture.height), x: window.origin.x,
          y: window.origin.y, along_x: along.x, along_y: along.y, down_x: down.x, down_y: down.y,
          columns: Int32(Window.samples(along: along)), rows: Int32(Window.samples(along: down)), out_width: size.0,
          out_height: size.1, out: out.baseAddress)
        unsafe ck_sample_window(&pass)
      }
    }
  }
}

/// The way from Y'CbCr to R'G'B', in 1/1024.
package struct ColorWeights {
  package let black: Int32
  package let gain: Int32
  package let redOfCr: Int32
  package let greenOfCb: Int32
  package let greenOfCr: Int32
  package let blueOfCb: Int32

  package init(_ geometry: Geometry) {
    let (kr, kb) = (geometry.matrix.kr, geometry.matrix.kb)
    let kg = 1 - kr - kb
    let chroma = 1024 * 255 / geometry.range.chromaSpan
    func rounded(_ weight: Float) -> Int32 { Int32(weight.rounded()) }
    black = rounded(geometry.range.black)
    gain = rounded(1024 * 255 / geometry.range.span)
    redOfCr = rounded(chroma * 2 * (1 - kr))
    greenOfCb = rounded(chroma * 2 * (1 - kb) * kb / kg)
    greenOfCr = rounded(chroma * 2 * (1 - kr) * kr / kg)
    blueOfCb = rounded(chroma * 2 * (1 - kb))
  }
}
