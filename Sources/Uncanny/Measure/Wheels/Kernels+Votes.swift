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

  /// What is voted with.
  struct Vote {
    var radius: Float
    var aspect: Float
    /// Gradients that count, and the one that counts fully.
    var least: Float
    var full: Float
    /// Where the cells begin, and how long one is.
    var origin: SIMD2<Float>
    var cell: Float
    var columns: Int
    var rows: Int
  }

  /// Lets edges vote for the middle of rims.
  static func vote(_ vote: Vote, edges: [SIMD4<Float>], count: Int, into votes: inout [Float]) {
    precondition(count <= edges.count && vote.columns * vote.rows <= votes.count && vote.columns > 0 && vote.rows > 0)
    unsafe edges.withUnsafeBytes { edges in
      unsafe votes.withUnsafeMutableBufferPointer { votes in
        var pass = unsafe ck_vote_pass(
          edges: edges.baseAddress?.assumingMemoryBound(to: Float.self), count: Int32(count), aspect: vote.aspect,
          radius: vote.radius, least: vote.least, gain: 1 / vote.full, left: vote.origin.x, top: vote.origin.y,
          cell: vote.cell, columns: Int32(vote.columns), rows: Int32(vote.rows), votes: votes.baseAddress)
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
