internal import CKernels

extension Kernels {
  /// One frame's step of the search for opposing changes: how many cells went which way.
  package static func step(
    _ cells: inout OpposingChanges.Cells, _ values: [UInt16], marks: [UInt16], threshold: UInt16, ceiling: UInt16,
    now: UInt16, window: UInt16
  ) -> OpposingChanges.Counts {
    let count = values.count
    precondition(marks.count == count && cells.direction.count == count)
    precondition(cells.extreme.count == count && cells.extremeMark.count == count)
    precondition(cells.low.count == count && cells.lowMark.count == count)
    precondition(cells.time.count == count && cells.run.count == count)
    var step = unsafe ck_opposing_step()
    unsafe step.count = Int32(count)
    unsafe step.threshold = threshold
    unsafe step.ceiling = ceiling
    unsafe step.now = now
    unsafe step.window = window
    unsafe step.pause = OpposingChanges.pause
    unsafe step.repeats = OpposingChanges.repeats
    // SAFETY: all arrays hold `count` values; no pointer is read after the closures.
    unsafe values.withUnsafeBufferPointer { values in
      unsafe marks.withUnsafeBufferPointer { marks in
        unsafe cells.extreme.withUnsafeMutableBufferPointer { extreme in
          unsafe cells.extremeMark.withUnsafeMutableBufferPointer { extremeMark in
            unsafe cells.low.withUnsafeMutableBufferPointer { low in
              unsafe cells.lowMark.withUnsafeMutableBufferPointer { lowMark in
                unsafe cells.direction.withUnsafeMutableBufferPointer { direction in
                  unsafe cells.time.withUnsafeMutableBufferPointer { time in
                    unsafe cells.run.withUnsafeMutableBufferPointer { run in
                      unsafe step.value = values.baseAddress
                      unsafe step.mark = marks.baseAddress
                      unsafe step.extreme = extreme.baseAddress
                      unsafe step.extreme_mark = extremeMark.baseAddress
                      unsafe step.low = low.baseAddress
                      unsafe step.low_mark = lowMark.baseAddress
                      unsafe step.direction = direction.baseAddress
                      unsafe step.time = time.baseAddress
                      unsafe step.run = run.baseAddress
                      unsafe ck_step_opposing(&step)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    var counts = OpposingChanges.Counts()
    unsafe counts.rising = Int(step.rising)
    unsafe counts.falling = Int(step.falling)
    unsafe counts.rises = Int(step.rises)
    unsafe counts.falls = Int(step.falls)
    unsafe counts.flashing = Int(step.flashing)
    return counts
  }

  /// Averages grain away and leaves edges, as `ck_smooth` says; `limit` in code values.
  package static func smooth(_ source: Level, limit: Float, into out: inout Level) {
    precondition(out.width == source.width && out.height == source.height)
    let limit = Int32(max(0, min(limit, 255)) * Level.unit)
    // SAFETY: both arrays hold width x height values.
    unsafe source.values.withUnsafeBufferPointer { from in
      unsafe out.values.withUnsafeMutableBufferPointer { to in
        unsafe ck_smooth(from.baseAddress, Int32(source.width), Int32(source.height), limit, to.baseAddress)
      }
    }
  }

  /// How red each cell is, and whether it is saturated red.
  package static func redness(
    luma: Level, cb: Level, cr: Level, scale: RedScale, values: inout [UInt16], marks: inout [UInt16]
  ) {
    let count = values.count
    precondition(luma.count == count && cb.count == count && cr.count == count && marks.count == count)
    precondition(scale.light.count == 1025)
    // SAFETY: all arrays hold `count` values, the table 1025; no pointer outlives the closures.
    unsafe luma.values.withUnsafeBufferPointer { luma in
      unsafe cb.values.withUnsafeBufferPointer { cb in
        unsafe cr.values.withUnsafeBufferPointer { cr in
          unsafe scale.light.withUnsafeBufferPointer { light in
            unsafe values.withUnsafeMutableBufferPointer { values in
              unsafe marks.withUnsafeMutableBufferPointer { marks in
                var pass = unsafe ck_redness_pass(
                  luma: luma.baseAddress, cb: cb.baseAddress, cr: cr.baseAddress, count: Int32(count),
                  black: scale.range.black * Level.unit, span: 1 / (scale.range.span * Level.unit),
                  chroma_span: 1 / (scale.range.chromaSpan * Level.unit), red: scale.red, blue: scale.blue,
                  green_red: scale.greenRed, green_blue: scale.greenBlue, light: light.baseAddress, unit: scale.unit,
                  ratio: scale.ratio, least: scale.least, value: values.baseAddress, mark: marks.baseAddress)
                unsafe ck_redness(&pass)
              }
            }
          }
        }
      }
    }
  }
}
