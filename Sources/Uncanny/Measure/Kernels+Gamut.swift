internal import CKernels

extension Kernels {
  /// How many values lie beyond the limits.
  package static func countOutOfGamut(luma: Level, cb: Level, cr: Level, limits: GamutLimits) -> GamutLimits.Counts {
    let count = luma.count
    precondition(cb.count == count && cr.count == count, "the levels are of one size")
    var pass = unsafe ck_gamut_pass()
    unsafe pass.count = Int32(count)
    unsafe pass.black = limits.black
    unsafe pass.scale = limits.scale
    unsafe pass.red = limits.red
    unsafe pass.blue = limits.blue
    unsafe pass.green_red = limits.greenRed
    unsafe pass.green_blue = limits.greenBlue
    unsafe pass.least = limits.rgb.lowerBound
    unsafe pass.most = limits.rgb.upperBound
    unsafe pass.luma_least = limits.luma.lowerBound
    unsafe pass.luma_most = limits.luma.upperBound
    // SAFETY: all arrays hold `count` values; no pointer is read after the closures.
    unsafe luma.values.withUnsafeBufferPointer { luma in
      unsafe cb.values.withUnsafeBufferPointer { cb in
        unsafe cr.values.withUnsafeBufferPointer { cr in
          unsafe pass.luma = luma.baseAddress
          unsafe pass.cb = cb.baseAddress
          unsafe pass.cr = cr.baseAddress
          unsafe ck_count_out_of_gamut(&pass)
        }
      }
    }
    var counts = GamutLimits.Counts()
    unsafe counts.beyond = Int(pass.beyond)
    unsafe counts.lumaBeyond = Int(pass.luma_beyond)
    unsafe counts.lowest = pass.lowest
    unsafe counts.highest = pass.highest
    return counts
  }
}
