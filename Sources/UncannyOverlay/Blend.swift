import Uncanny

/// The loops over samples: functions of a plane and numbers, which trust their ranges to lie within the plane.
///
/// Opacity is `alpha` of 256, so that 256 is the color itself and 0 the picture itself, exactly.
enum Blend {
  /// Lays two code values by turns over a rectangle of samples; the first of a row gets `even`.
  static func fill(
    _ plane: inout MutableSpan<UInt8>, stride: Int, coding: SampleCoding, columns: Range<Int>, rows: Range<Int>,
    even: Int, odd: Int, alpha: Int
  ) {
    let size = coding.bytesPerSample
    let bytes = columns.count * size
    for y in rows {
      let start = y * stride + columns.lowerBound * size
      var row = plane._mutatingExtracting(start..<start + bytes)
      switch coding {
      case .eightBit: fill8(&row, even: even, odd: odd, alpha: alpha)
      case .tenBitLow: fill10(&row, shift: 0, even: even, odd: odd, alpha: alpha)
      case .tenBitHigh: fill10(&row, shift: 6, even: even, odd: odd, alpha: alpha)
      }
    }
  }

  /// Lays one code value over a run of samples, each to the part of 255 that `coverage` says.
  static func cover(
    _ plane: inout MutableSpan<UInt8>, offset: Int, coding: SampleCoding, columns: Range<Int>, code: Int,
    coverage: Span<UInt8>
  ) {
    let size = coding.bytesPerSample
    let start = offset + columns.lowerBound * size
    var row = plane._mutatingExtracting(start..<start + columns.count * size)
    let shift = coding == .tenBitHigh ? 6 : 0
    for index in coverage.indices {
      let part = Int(coverage[index])
      guard part > 0 else { continue }
      // 255 means all of it: 255 + 1 = 256.
      let alpha = part &+ (part >> 7)
      if size == 1 {
        row[index] = UInt8(truncatingIfNeeded: mix(Int(row[index]), code, alpha))
      } else {
        let old = (Int(row[2 &* index]) | Int(row[2 &* index &+ 1]) << 8) >> shift
        let new = mix(old, code, alpha) << shift
        row[2 &* index] = UInt8(truncatingIfNeeded: new)
        row[2 &* index &+ 1] = UInt8(truncatingIfNeeded: new >> 8)
      }
    }
  }

  /// Codes are at most 0xFFFF and alpha at most 256: the sum stays below 2^25.
  @inline(__always)
  private static func mix(_ old: Int, _ new: Int, _ alpha: Int) -> Int {
    (old &* (256 &- alpha) &+ new &* alpha &+ 128) >> 8
  }

  private static func fill8(_ row: inout MutableSpan<UInt8>, even: Int, odd: Int, alpha: Int) {
    // At most 255 * 256 + 128, which 16 bits hold; so narrow that the loop runs on vectors.
    let keep = UInt16(truncatingIfNeeded: 256 &- alpha)
    let first = UInt16(truncatingIfNeeded: even &* alpha &+ 128)
    let second = UInt16(truncatingIfNeeded: odd &* alpha &+ 128)
    for index in row.indices {
      let added = index & 1 == 0 ? first : second
      row[index] = UInt8(truncatingIfNeeded: (UInt16(row[index]) &* keep &+ added) >> 8)
    }
  }

  private static func fill10(_ row: inout MutableSpan<UInt8>, shift: UInt32, even: Int, odd: Int, alpha: Int) {
    let keep = UInt32(truncatingIfNeeded: 256 &- alpha)
    let first = UInt32(truncatingIfNeeded: even &* alpha &+ 128)
    let second = UInt32(truncatingIfNeeded: odd &* alpha &+ 128)
    for index in 0..<row.count / 2 {
      let added = index & 1 == 0 ? first : second
      let old = (UInt32(row[2 &* index]) | UInt32(row[2 &* index &+ 1]) << 8) >> shift
      let new = ((old &* keep &+ added) >> 8) << shift
      row[2 &* index] = UInt8(truncatingIfNeeded: new)
      row[2 &* index &+ 1] = UInt8(truncatingIfNeeded: new >> 8)
    }
  }
}
