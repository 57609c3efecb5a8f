internal import CKernels

/// How the blocks of a picture have moved since the one before: squares of 8x8 cells, found again by what is in them.
///
/// A block is searched for on the coarse picture (after Koga et al., "Motion compensated interframe coding for video
/// conferencing", NTC 1981), then among the cells around what was found; the rest, of less than a cell, follows from the
/// slope of the picture (Lucas and Kanade, "An iterative image registration technique", IJCAI 1981). All zero before
/// there are two frames; without any blocks where the picture has less than eight cells to a side.
public struct Motion: Sendable {
  /// Blocks in a row, and rows of them; cells at the right and the bottom that fill no block belong to none.
  public let columns: Int
  public let rows: Int
  /// How far each block has moved to the right, in cells; row by row.
  public package(set) var dx: [Float]
  /// How far each has moved down, in cells.
  public package(set) var dy: [Float]
  /// What is left of the mean absolute difference when the block is held against where it was, in code values.
  public package(set) var mismatch: [Float]
  /// The mean absolute difference when it is held against the same place, in code values.
  public package(set) var change: [Float]
  /// The mean deviation within each block, in code values: without any of it, the block moves anywhere.
  public package(set) var texture: [Float]

  /// Cells to a side of a block.
  public static let side = 8
  /// How far a block is looked for, in values of the coarse picture.
  package static let reach = 6

  package init(cells: Level, coarse: Level) {
    let isLargeEnough = min(coarse.width, coarse.height) >= Self.side
    columns = isLargeEnough ? cells.width / Self.side : 0
    rows = isLargeEnough ? cells.height / Self.side : 0
    dx = [Float](repeating: 0, count: columns * rows)
    dy = dx
    mismatch = dx
    change = dx
    texture = dx
  }

  /// How many blocks there are.
  public var count: Int { dx.count }

  package mutating func measure(_ now: Level, from before: Level, coarse: Level, from coarseBefore: Level) {
    let ratio = coarse.factor / max(1, now.factor)
    precondition(before.count == now.count && coarseBefore.count == coarse.count && (1...2).contains(ratio))
    precondition(count == 0 || (columns == now.width / Self.side && rows == now.height / Self.side))
    guard count > 0 else { return }
    // SAFETY: every size that the C function goes by belongs to its array, and was checked above; no pointer outlives
    // the closures.
    unsafe now.values.withUnsafeBufferPointer { cells in
      unsafe before.values.withUnsafeBufferPointer { before in
        unsafe coarse.values.withUnsafeBufferPointer { reduced in
          unsafe coarseBefore.values.withUnsafeBufferPointer { coarseBefore in
            unsafe dx.withUnsafeMutableBufferPointer { dx in
              unsafe dy.withUnsafeMutableBufferPointer { dy in
                unsafe mismatch.withUnsafeMutableBufferPointer { mismatch in
                  unsafe change.withUnsafeMutableBufferPointer { change in
                    unsafe texture.withUnsafeMutableBufferPointer { texture in
                      var pass = unsafe ck_motion_pass(
                        now: cells.baseAddress, before: before.baseAddress, coarse_now: reduced.baseAddress,
                        coarse_before: coarseBefore.baseAddress, width: Int32(now.width), height: Int32(now.height),
                        coarse_width: Int32(coarse.width), coarse_height: Int32(coarse.height), ratio: Int32(ratio),
                        reach: Int32(Self.reach), dx: dx.baseAddress, dy: dy.baseAddress,
                        mismatch: mismatch.baseAddress, change: change.baseAddress, texture: texture.baseAddress)
                      unsafe ck_block_motion(&pass)
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
