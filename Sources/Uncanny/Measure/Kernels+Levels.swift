internal import CKernels

/// Sums over reduced pictures.
extension Kernels {
  /// The sum of the absolute steps from each value to the one on its right and the one below.
  package static func sumOfSteps(_ level: Level) -> UInt64 {
    // SAFETY: the array holds width x height values.
    unsafe level.values.withUnsafeBufferPointer { values in
      unsafe ck_sum_steps(values.baseAddress, Int32(level.width), Int32(level.height))
    }
  }

  /// Blocks of 4x4 values of which three sides break by `least` and more.
  package static func breaks(in level: Level, by least: Int32) -> Breaks {
    // SAFETY: the array holds width x height values.
    unsafe level.values.withUnsafeBufferPointer { values in
      var search = unsafe ck_broken_blocks()
      unsafe search.values = values.baseAddress
      unsafe search.width = Int32(level.width)
      unsafe search.height = Int32(level.height)
      unsafe search.least = least
      unsafe ck_find_broken_blocks(&search)
      var breaks = Breaks()
      breaks.columns = level.width / 4
      breaks.rows = level.height / 4
      unsafe breaks.count = Int(search.count)
      unsafe breaks.rowsTouched = Int(search.rows_touched)
      if breaks.count > 0 {
        unsafe breaks.across = Int(search.left)..<Int(search.right)
        unsafe breaks.down = Int(search.top)..<Int(search.bottom)
      }
      return breaks
    }
  }

  /// The share of the values on every fourth row and column of `level` that are steps of a staircase, 0...1.
  ///
  /// - Parameters:
  ///   - flat: by how much neighbors within a step may differ, in the level's own unit.
  ///   - contour: from how far to how far apart two steps may be, in the level's own unit.
  package static func staircases(in level: Level, flat: UInt16, contour: ClosedRange<UInt16>) -> Float {
    // SAFETY: the array holds width x height values.
    unsafe level.values.withUnsafeBufferPointer { values in
      var search = unsafe ck_staircases()
      unsafe search.values = values.baseAddress
      unsafe search.width = Int32(level.width)
      unsafe search.height = Int32(level.height)
      unsafe search.pitch = 4
      unsafe search.flat = flat
      unsafe search.least = contour.lowerBound
      unsafe search.most = contour.upperBound
      unsafe ck_find_staircases(&search)
      let scanned = unsafe search.scanned
      return scanned > 0 ? unsafe Float(search.stairs) / Float(scanned) : 0
    }
  }
}
