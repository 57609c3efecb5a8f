internal import CKernels

extension Kernels {
  /// The blocks of 8x8 that fit into a picture, row by row, 64 values each, less their mean, in code values; and the sum of
  /// their squares.
  package static func centeredBlocks(of picture: Level) -> (blocks: [Float], energy: Float) {
    var blocks = [Float](repeating: 0, count: picture.width / 8 * (picture.height / 8) * 64)
    // SAFETY: the picture holds width x height values, the output as many blocks as fit into it.
    let energy = unsafe picture.values.withUnsafeBufferPointer { values in
      unsafe blocks.withUnsafeMutableBufferPointer { out in
        unsafe ck_center_blocks(values.baseAddress, Int32(picture.width), Int32(picture.height), out.baseAddress)
      }
    }
    return (blocks, energy)
  }

  /// For each block of `targets` the block of `picture` within `reach` that goes with it best, less its mean.
  ///
  /// - Precondition: there are as many targets as blocks of 8x8 fit into the picture.
  package static func matches(for targets: [Float], in picture: Level, reach: Int) -> [Float] {
    precondition(targets.count == picture.width / 8 * (picture.height / 8) * 64)
    var matches = targets
    // SAFETY: the picture holds width x height values, the other two as many blocks as fit into it.
    unsafe picture.values.withUnsafeBufferPointer { values in
      unsafe targets.withUnsafeBufferPointer { targets in
        unsafe matches.withUnsafeMutableBufferPointer { out in
          unsafe ck_match_blocks(
            targets.baseAddress, values.baseAddress, Int32(picture.width), Int32(picture.height), Int32(reach),
            out.baseAddress)
        }
      }
    }
    return matches
  }

  /// How unlike two pictures of one size are in structure, block by block.
  package static func mismatch(of a: Level, from b: Level, reach: Int) -> Mismatch {
    precondition(a.width == b.width && a.height == b.height, "levels of one size are compared")
    var mismatch = Mismatch()
    mismatch.values = [Float](repeating: 0, count: a.width / 8 * (a.height / 8))
    mismatch.weights = mismatch.values
    // SAFETY: both pictures hold width x height values, both outputs as many as blocks fit into them.
    unsafe a.values.withUnsafeBufferPointer { first in
      unsafe b.values.withUnsafeBufferPointer { second in
        unsafe mismatch.values.withUnsafeMutableBufferPointer { values in
          unsafe mismatch.weights.withUnsafeMutableBufferPointer { weights in
            unsafe ck_structure_mismatch(
              first.baseAddress, second.baseAddress, Int32(a.width), Int32(a.height), Int32(reach), values.baseAddress,
              weights.baseAddress)
          }
        }
      }
    }
    return mismatch
  }
}

/// How unlike two pictures are in each of the blocks of 8x8 that fit into them, row by row.
package struct Mismatch: Sendable, Equatable {
  /// The mismatch of a block where it fits best: 0 for the same, about 0.5 for what has nothing to do with it.
  package var values: [Float] = []
  /// How much it counts: the greater texture of the two, in code values, at most 8.
  package var weights: [Float] = []
}
