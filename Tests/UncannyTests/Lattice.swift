import Testing
import Uncanny

/// Pictures for kernels: random, extreme, of any size and layout, the same every time.
struct Lattice: Sendable, CustomTestStringConvertible {
  enum Fill: CaseIterable, Sendable { case random, zero, full, alternating }

  var width: Int
  var height: Int
  var coding: SampleCoding
  var isInterleaved: Bool
  var padding: Int
  var fill: Fill
  var seed: UInt64 = 1

  static let sizes = [
    (1, 1), (1, 9), (9, 1), (2, 2), (3, 5), (4, 4), (17, 9), (33, 31), (64, 3), (255, 7), (5, 300), (66, 34),
  ]

  /// Every size in every layout with every fill.
  static let all: [Lattice] = sizes.flatMap { width, height in
    [SampleCoding.eightBit, .tenBitLow, .tenBitHigh].flatMap { coding in
      [false, true].flatMap { isInterleaved in
        Fill.allCases.map { fill in
          Lattice(
            width: width, height: height, coding: coding, isInterleaved: isInterleaved,
            padding: isInterleaved ? 6 : 0, fill: fill, seed: UInt64(width * 1000 + height))
        }
      }
    }
  }

  var testDescription: String {
    "\(width)x\(height) \(coding) \(isInterleaved ? "interleaved" : "planar") +\(padding) \(fill)"
  }

  /// Lends the picture. Words are filled in all of their bits: whatever a stream holds must be survived.
  func withFrame<Result>(_ body: (borrowing Frame) throws -> Result) throws -> Result {
    var random = Random(seed: seed)
    let (half, rows) = ((width + 1) / 2, (height + 1) / 2)
    let across = isInterleaved ? 2 * half : half
    let (lumaStride, chromaStride) = (stride(width), stride(across))
    let y = bytes(lumaStride * height, &random)
    let cb = bytes(chromaStride * rows, &random)
    let cr = bytes(chromaStride * rows, &random)
    // SAFETY: the bytes of bytes; none of them is padding.
    let luma = unsafe try Plane(
      bytes: y.span.bytes, width: width, height: height, rowStride: lumaStride, coding: coding)
    let blue = unsafe try Plane(
      bytes: cb.span.bytes, width: across, height: rows, rowStride: chromaStride, coding: coding)
    if isInterleaved { return try body(try Frame(luma: luma, cbcr: blue)) }
    let red = unsafe try Plane(
      bytes: cr.span.bytes, width: across, height: rows, rowStride: chromaStride, coding: coding)
    return try body(try Frame(luma: luma, cb: blue, cr: red))
  }

  private func stride(_ samples: Int) -> Int { samples * coding.bytesPerSample + padding }

  private func bytes(_ count: Int, _ random: inout Random) -> [UInt8] {
    switch fill {
    case .random: (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    case .zero: [UInt8](repeating: 0, count: count)
    case .full: [UInt8](repeating: 255, count: count)
    case .alternating: (0..<count).map { $0 / coding.bytesPerSample % 2 == 0 ? 0 : 255 }
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
