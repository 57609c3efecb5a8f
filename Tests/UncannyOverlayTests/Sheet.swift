import Uncanny

@testable import UncannyOverlay

/// A picture of our own to draw on, in one of the four layouts, with padding behind every row.
struct Sheet {
  enum Layout: CaseIterable { case i420, nv12, i420Ten, p010 }

  let geometry: Geometry
  let layout: Layout
  var luma: [UInt8]
  var cb: [UInt8]
  var cr: [UInt8]
  let lumaStride: Int
  let chromaStride: Int

  static let padding = 6
  static let paddingByte: UInt8 = 0xA5

  /// A picture of one color, or of diagonal bars that show what lies beneath a plate.
  init(
    _ width: Int, _ height: Int, layout: Layout = .i420, range: CodeRange = .narrow,
    ground: (Int, Int) -> (UInt8, UInt8, UInt8) = { _, _ in (100, 120, 140) }
  ) {
    let coding: SampleCoding =
      switch layout {
      case .i420, .nv12: .eightBit
      case .i420Ten: .tenBitLow
      case .p010: .tenBitHigh
      }
    geometry = Geometry(width: width, height: height, coding: coding, range: range)
    self.layout = layout
    let size = coding.bytesPerSample
    let (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2)
    let isInterleaved = layout == .nv12 || layout == .p010
    lumaStride = width * size + Self.padding
    chromaStride = halfWidth * size * (isInterleaved ? 2 : 1) + Self.padding
    luma = Array(repeating: Self.paddingByte, count: lumaStride * height)
    cb = Array(repeating: Self.paddingByte, count: chromaStride * halfHeight)
    cr = isInterleaved ? [] : cb
    for y in 0..<height {
      for x in 0..<width { Self.put(ground(x, y).0, in: &luma, at: y * lumaStride + x * size, coding) }
    }
    for y in 0..<halfHeight {
      for x in 0..<halfWidth {
        let (_, b, r) = ground(2 * x, 2 * y)
        if isInterleaved {
          Self.put(b, in: &cb, at: y * chromaStride + 2 * x * size, coding)
          Self.put(r, in: &cb, at: y * chromaStride + (2 * x + 1) * size, coding)
        } else {
          Self.put(b, in: &cb, at: y * chromaStride + x * size, coding)
          Self.put(r, in: &cr, at: y * chromaStride + x * size, coding)
        }
      }
    }
  }

  private static func put(_ code: UInt8, in plane: inout [UInt8], at offset: Int, _ coding: SampleCoding) {
    switch coding {
    case .eightBit: plane[offset] = code
    case .tenBitLow, .tenBitHigh:
      let word = UInt16(code) << (coding == .tenBitLow ? 2 : 8)
      plane[offset] = UInt8(truncatingIfNeeded: word)
      plane[offset + 1] = UInt8(truncatingIfNeeded: word >> 8)
    }
  }

  private func code(_ plane: [UInt8], _ offset: Int) -> Int {
    guard geometry.coding != .eightBit else { return Int(plane[offset]) }
    return (Int(plane[offset]) | Int(plane[offset + 1]) << 8) >> (geometry.coding == .tenBitLow ? 0 : 6)
  }

  /// The code values of one sample as they stand, in 8 or 10 bits; chroma at its own resolution.
  func lumaCode(_ x: Int, _ y: Int) -> Int { code(luma, y * lumaStride + x * geometry.coding.bytesPerSample) }

  func chromaCode(_ x: Int, _ y: Int) -> (cb: Int, cr: Int) {
    let size = geometry.coding.bytesPerSample
    guard cr.isEmpty else {
      let offset = y * chromaStride + x * size
      return (code(cb, offset), code(cr, offset))
    }
    let offset = y * chromaStride + 2 * x * size
    return (code(cb, offset), code(cb, offset + size))
  }

  /// All code values without padding: luma, Cb, Cr.
  var codes: [Int] {
    let (width, height) = ((geometry.width + 1) / 2, (geometry.height + 1) / 2)
    var codes: [Int] = []
    for y in 0..<geometry.height { for x in 0..<geometry.width { codes.append(lumaCode(x, y)) } }
    for y in 0..<height { for x in 0..<width { codes.append(chromaCode(x, y).cb) } }
    for y in 0..<height { for x in 0..<width { codes.append(chromaCode(x, y).cr) } }
    return codes
  }

  /// Whether every byte behind the rows is as it was made.
  var paddingIsUntouched: Bool {
    [(luma, lumaStride), (cb, chromaStride), (cr, chromaStride)].allSatisfy { plane, stride in
      plane.indices.allSatisfy { $0 % stride < stride - Self.padding || plane[$0] == Self.paddingByte }
    }
  }

  mutating func withCanvas(_ body: (inout Canvas) -> Void) throws {
    // Spans of three stored properties at a time overlap: swiftlang/swift#89812 (fixed in 6.4).
    var (luma, cb, cr) = (luma, cb, cr)
    if cr.isEmpty {
      var canvas = try Canvas(
        geometry: geometry, luma: luma.mutableSpan, lumaStride: lumaStride, interleavedChroma: cb.mutableSpan,
        chromaStride: chromaStride)
      body(&canvas)
    } else {
      var canvas = try Canvas(
        geometry: geometry, luma: luma.mutableSpan, lumaStride: lumaStride, cb: cb.mutableSpan, cr: cr.mutableSpan,
        chromaStride: chromaStride)
      body(&canvas)
    }
    (self.luma, self.cb, self.cr) = (luma, cb, cr)
  }

  mutating func draw(_ marks: [Mark], status: String? = nil, style: Style = Style()) throws {
    let painter = Painter(geometry: geometry, style: style)
    try withCanvas { painter.draw(marks, status: status, onto: &$0) }
  }
}
