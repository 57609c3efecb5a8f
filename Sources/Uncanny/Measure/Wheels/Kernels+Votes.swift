internal import CKernels

extension Kernels {
  /// The places within a rectangle where the gradient is `least` or more; returns how many there are.
  static func edges(
    in level: Level, columns: Range<Int>, rows: Range<Int>, least: Float, into edges: inout [SIMD4<Float>]
  ) -> Int {
    let columns = columns.clamped(to: 1..<max(1, level.width - 1))
    let rows = rows.clamped(to: 1..<max(1, level.height - 1))
    // SAFETY: the rectangle lies within the picture, off its border; every size belongs to its array; no pointer outlives
    // the closures. The same holds for the functions below.
    return unsafe level.values.withUnsafeBufferPointer { values in
      unsafe edges.withUnsafeMutableBytes { edges in
        var pass = unsafe ck_edges_pass(
          values: values.baseAddress, width: Int32(level.width), left: Int32(columns.lowerBound),
          top: Int32(rows.lowerBound), right: Int32(columns.upperBound), bottom: Int32(rows.upperBound), least: least,
          most: Int32(edges.count / MemoryLayout<SIMD4<Float>>.stride),
          edges: edges.baseAddress?.assumingMemoryBound(to: Float.self))
        return unsafe Int(ck_find_edges(&pass))
      }
    }
  }

  /// Where edges point if they belong to rims of one shape: five arrays of `count` in `aims`; returns how many are kept of
  /// each.
  ///
  /// - Parameters:
  ///   - least: gradients that count, in gray values.
  ///   - full: the gradient that counts fully.
  static func aim(
    _ edges: [SIMD4<Float>], count: Int, aspect: Float, least: Float, full: Float, into aims: inout [Float]
  ) -> Int {
    precondition(count <= edges.count && 5 * count <= aims.count)
    return unsafe edges.withUnsafeBytes { edges in
      unsafe aims.withUnsafeMutableBufferPointer { aims in
        unsafe Int(
          ck_aim(
            edges.baseAddress?.assumingMemoryBound(to: Float.self), Int32(count), aspect, least, 1 / full,
            aims.baseAddress))
      }
    }
  }

  /// Lets edges that point somewhere vote for the middle of rims of one radius, in cells from `origin` on.
  static func vote(
    _ aims: [Float], length: Int, count: Int, radius: Float, origin: SIMD2<Float>, cell: Float, columns: Int, rows: Int,
    into votes: inout [Float]
  ) {
    precondition(
      count <= length && 5 * length <= aims.count && columns > 0 && rows > 0 && columns * rows <= votes.count)
    unsafe aims.withUnsafeBufferPointer { aims in
      unsafe votes.withUnsafeMutableBufferPointer { votes in
        var pass = unsafe ck_vote_pass(
          aims: aims.baseAddress, length: Int32(length), count: Int32(count), radius: radius, left: origin.x,
          top: origin.y, cell: cell, columns: Int32(columns), rows: Int32(rows), votes: votes.baseAddress)
        unsafe ck_vote(&pass)
      }
    }
  }

  /// Where votes are more than `least` and more than around: x, y in cells and the votes.
  static func peaks(
    of votes: [Float], columns: Int, rows: Int, least: Float, scratch: inout [Float], into peaks: inout [Float]
  ) -> Int {
    precondition(columns * rows <= min(votes.count, scratch.count))
    return unsafe votes.withUnsafeBufferPointer { votes in
      unsafe scratch.withUnsafeMutableBufferPointer { scratch in
        unsafe peaks.withUnsafeMutableBufferPointer { peaks in
          unsafe Int(
            ck_find_peaks(
              votes.baseAddress, Int32(columns), Int32(rows), scratch.baseAddress, least, Int32(peaks.count / 3),
              peaks.baseAddress))
        }
      }
    }
  }
}
