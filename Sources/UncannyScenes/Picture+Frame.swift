public import Uncanny

/// How a picture stands in memory when it is lent.
public struct Layout: Sendable, Equatable {
  /// How its samples are coded.
  public var coding: SampleCoding
  /// Cb and Cr in turn in one plane.
  public var isInterleaved: Bool
  /// Bytes behind each row that belong to no sample.
  public var padding: Int

  /// Eight bits in three planes without padding, unless said otherwise.
  public init(coding: SampleCoding = .eightBit, isInterleaved: Bool = false, padding: Int = 0) {
    self.coding = coding
    self.isInterleaved = isInterleaved
    self.padding = padding
  }

  /// Eight bits in three planes.
  public static let i420 = Layout()
  /// Eight bits, chroma interleaved.
  public static let nv12 = Layout(isInterleaved: true)
  /// Ten bits in the low end of a word, three planes.
  public static let tenBit = Layout(coding: .tenBitLow)
  /// Ten bits in the high end of a word, chroma interleaved.
  public static let p010 = Layout(coding: .tenBitHigh, isInterleaved: true)
}

extension Picture {
  /// Lends the picture as a frame in the given layout.
  ///
  /// In ten bits the two bits below the picture's own are 0, the unused bits of a word too; padding is filled with 0xA5, which
  /// no measurement may see.
  public func withFrame<Result>(
    _ layout: Layout = .i420, range: CodeRange = .narrow, matrix: ColorMatrix = .bt709, transfer: Transfer = .standard,
    _ body: (borrowing Frame) throws -> Result
  ) throws -> Result {
    let lumaBytes = Self.bytes(of: luma, width: width, layout)
    let luma = try Plane(lumaBytes.span, width: width, height: height, layout)
    if layout.isInterleaved {
      var pairs: [UInt8] = []
      pairs.reserveCapacity(2 * cb.count)
      for index in cb.indices {
        pairs.append(cb[index])
        pairs.append(cr[index])
      }
      let bytes = Self.bytes(of: pairs, width: 2 * chromaWidth, layout)
      let chroma = try Plane(bytes.span, width: 2 * chromaWidth, height: chromaHeight, layout)
      return try body(try Frame(luma: luma, cbcr: chroma, range: range, matrix: matrix, transfer: transfer))
    }
    let cbBytes = Self.bytes(of: cb, width: chromaWidth, layout)
    let crBytes = Self.bytes(of: cr, width: chromaWidth, layout)
    let cb = try Plane(cbBytes.span, width: chromaWidth, height: chromaHeight, layout)
    let cr = try Plane(crBytes.span, width: chromaWidth, height: chromaHeight, layout)
    return try body(try Frame(luma: luma, cb: cb, cr: cr, range: range, matrix: matrix, transfer: transfer))
  }

  private static func bytes(of samples: [UInt8], width: Int, _ layout: Layout) -> [UInt8] {
    if layout.coding == .eightBit, layout.padding == 0 { return samples }
    var bytes: [UInt8] = []
    bytes.reserveCapacity((width * layout.coding.bytesPerSample + layout.padding) * (samples.count / width))
    for start in stride(from: 0, to: samples.count, by: width) {
      for sample in samples[start..<start + width] {
        let word = UInt16(sample) << UInt16(layout.coding.shiftToEightBits)
        bytes.append(UInt8(truncatingIfNeeded: word))
        if layout.coding != .eightBit { bytes.append(UInt8(word >> 8)) }
      }
      for _ in 0..<layout.padding { bytes.append(0xA5) }
    }
    return bytes
  }
}

extension Plane {
  @_lifetime(copy bytes)
  fileprivate init(_ bytes: Span<UInt8>, width: Int, height: Int, _ layout: Layout) throws(PictureError) {
    // SAFETY: the bytes of bytes; none of them is padding.
    unsafe try self.init(
      bytes: bytes.bytes, width: width, height: height,
      rowStride: width * layout.coding.bytesPerSample + layout.padding, coding: layout.coding)
  }
}
