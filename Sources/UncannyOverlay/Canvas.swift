public import Uncanny

/// The writable planes of one picture in 4:2:0, lent for drawing.
///
/// The geometry is checked once, here; after that every drawing is clipped to the picture, and the padding behind the
/// rows is never touched. The planes come as spans of `UInt8` rather than raw ones, because a raw span of Swift 6.3 has no
/// load that is safe, and a translucent plate must read what it covers.
///
/// Thread: the one that lends the memory.
public struct Canvas: ~Copyable, ~Escapable {
  /// What was checked: size, coding of the samples, range.
  public let geometry: Geometry
  private var luma: MutableSpan<UInt8>
  /// Cb, or Cb and Cr by turns.
  private var cb: MutableSpan<UInt8>
  /// Empty where chroma is interleaved.
  private var cr: MutableSpan<UInt8>
  private let lumaStride: Int
  private let chromaStride: Int
  private let isInterleaved: Bool

  /// Three planes: I420, I420_10LE.
  ///
  /// - Parameters:
  ///   - luma: from the first sample on; the last row needs no padding. So do `cb` and `cr`.
  ///   - lumaStride: bytes from the start of one row to the start of the next.
  ///   - chromaStride: the same for `cb` and `cr`, whose planes are half the luma plane, rounded up.
  /// - Throws: `PictureError` when a row of a plane would lie outside its memory, or a size is not positive.
  @_lifetime(copy luma, copy cb, copy cr)
  public init(
    geometry: Geometry, luma: consuming MutableSpan<UInt8>, lumaStride: Int, cb: consuming MutableSpan<UInt8>,
    cr: consuming MutableSpan<UInt8>, chromaStride: Int
  ) throws(PictureError) {
    let size = geometry.coding.bytesPerSample
    try Self.check(luma.count, stride: lumaStride, width: geometry.width, height: geometry.height, size: size)
    let (width, height) = ((geometry.width + 1) / 2, (geometry.height + 1) / 2)
    try Self.check(cb.count, stride: chromaStride, width: width, height: height, size: size)
    try Self.check(cr.count, stride: chromaStride, width: width, height: height, size: size)
    self.geometry = geometry
    self.luma = luma
    self.lumaStride = lumaStride
    self.cb = cb
    self.cr = cr
    self.chromaStride = chromaStride
    self.isInterleaved = false
  }

  /// Two planes, the second with Cb and Cr by turns: NV12, P010_10LE.
  ///
  /// - Throws: `PictureError` when a row of a plane would lie outside its memory, or a size is not positive.
  @_lifetime(copy luma, copy interleavedChroma)
  public init(
    geometry: Geometry, luma: consuming MutableSpan<UInt8>, lumaStride: Int,
    interleavedChroma: consuming MutableSpan<UInt8>, chromaStride: Int
  ) throws(PictureError) {
    let size = geometry.coding.bytesPerSample
    try Self.check(luma.count, stride: lumaStride, width: geometry.width, height: geometry.height, size: size)
    let (width, height) = ((geometry.width + 1) / 2, (geometry.height + 1) / 2)
    try Self.check(interleavedChroma.count, stride: chromaStride, width: width, height: height, size: 2 * size)
    self.geometry = geometry
    self.luma = luma
    self.lumaStride = lumaStride
    self.cb = interleavedChroma
    self.cr = MutableSpan()
    self.chromaStride = chromaStride
    self.isInterleaved = true
  }

  private static func check(_ bytes: Int, stride: Int, width: Int, height: Int, size: Int) throws(PictureError) {
    guard width > 0, height > 0 else { throw .noSamples(width: width, height: height) }
    guard width <= Plane.largest, height <= Plane.largest else { throw .tooLarge(width: width, height: height) }
    guard stride <= 1 << 24, stride >= width * size else { throw .strideTooShort(stride: stride, width: width) }
    let needed = (height - 1) * stride + width * size
    guard bytes >= needed else { throw .memoryTooShort(bytes: bytes, needed: needed) }
  }

  /// The whole picture.
  public var bounds: Rectangle {
    Rectangle(left: 0, top: 0, right: geometry.width, bottom: geometry.height)
  }

  /// Lays a color over a rectangle.
  ///
  /// Luma is exact. A sample of chroma covers two by two of luma and is painted when any of them lies in the rectangle;
  /// rectangles on even edges are therefore exact in chroma too.
  ///
  /// - Parameter opacity: 0 leaves the picture, 1 covers it; anything else is clamped, not-a-number counts as 0.
  /// - Complexity: O(*n*) in the samples covered; allocates nothing.
  @_lifetime(self: copy self)
  mutating func fill(_ rectangle: Rectangle, _ color: Paint, opacity: Float = 1) {
    let inside = rectangle.clipped(to: bounds)
    guard !inside.isEmpty, opacity > 0 else { return }
    let alpha = Int((min(opacity, 1) * 256).rounded())
    let coding = geometry.coding
    let codes = color.codes(coding: coding, range: geometry.range)
    Blend.fill(
      &luma, stride: lumaStride, coding: coding, columns: inside.left..<inside.right, rows: inside.top..<inside.bottom,
      even: codes.luma, odd: codes.luma, alpha: alpha)
    let columns = inside.left / 2..<(inside.right + 1) / 2
    let rows = inside.top / 2..<(inside.bottom + 1) / 2
    if isInterleaved {
      Blend.fill(
        &cb, stride: chromaStride, coding: coding, columns: columns.lowerBound * 2..<columns.upperBound * 2, rows: rows,
        even: codes.cb, odd: codes.cr, alpha: alpha)
    } else {
      Blend.fill(
        &cb, stride: chromaStride, coding: coding, columns: columns, rows: rows, even: codes.cb, odd: codes.cb,
        alpha: alpha)
      Blend.fill(
        &cr, stride: chromaStride, coding: coding, columns: columns, rows: rows, even: codes.cr, odd: codes.cr,
        alpha: alpha)
    }
  }

  /// A ring that lies within a rectangle: the rectangle less the same rectangle inset by `thickness`.
  ///
  /// No sample is painted twice, so that a translucent ring is even. A rectangle thinner than two rings is filled.
  @_lifetime(self: copy self)
  mutating func outline(_ rectangle: Rectangle, _ color: Paint, thickness: Int, opacity: Float = 1) {
    guard !rectangle.isEmpty, thickness > 0 else { return }
    let inner = rectangle.inset(by: thickness)
    guard !inner.isEmpty else { return fill(rectangle, color, opacity: opacity) }
    let (left, top, right, bottom) = (rectangle.left, rectangle.top, rectangle.right, rectangle.bottom)
    fill(Rectangle(left: left, top: top, right: right, bottom: inner.top), color, opacity: opacity)
    fill(Rectangle(left: left, top: inner.bottom, right: right, bottom: bottom), color, opacity: opacity)
    fill(Rectangle(left: left, top: inner.top, right: inner.left, bottom: inner.bottom), color, opacity: opacity)
    fill(Rectangle(left: inner.right, top: inner.top, right: right, bottom: inner.bottom), color, opacity: opacity)
  }

  /// Writes one line of text, its top left corner at `left`, `top`; letters that do not fit into `clip` are left out.
  ///
  /// - Parameter tints: whether chroma is painted as well, each sample by the mean of the four of luma that it covers. On a
  ///   plate without color that changes nothing but the time it takes.
  @_lifetime(self: copy self)
  mutating func write(
    _ text: borrowing Text, left: Int, top: Int, _ color: Paint, typeface: borrowing Typeface, clip: Rectangle,
    tints: Bool = false
  ) {
    let clip = clip.clipped(to: bounds)
    let codes = color.codes(coding: geometry.coding, range: geometry.range)
    let coverage = typeface.coverage.span
    var cell = Rectangle(left: left, top: top, right: left + typeface.glyphWidth, bottom: top + typeface.glyphHeight)
    for index in 0..<text.count {
      guard cell.right <= clip.right else { break }
      if cell.left >= clip.left, text[index] != Text.space {
        let size = typeface.glyphWidth * typeface.glyphHeight
        let start = typeface.start(of: text[index])
        let glyph = coverage.extracting(start..<start + size)
        let rows = max(cell.top, clip.top)..<max(cell.top, clip.top, min(cell.bottom, clip.bottom))
        for y in rows {
          let from = (y - cell.top) * typeface.glyphWidth
          Blend.cover(
            &luma, offset: y * lumaStride, coding: geometry.coding, columns: cell.left..<cell.right, code: codes.luma,
            coverage: glyph.extracting(from..<from + typeface.glyphWidth))
        }
        if tints { tint(glyph, cell: cell, rows: rows, codes) }
      }
      cell.left += typeface.advance
      cell.right += typeface.advance
    }
  }

  /// Paints the chroma below one letter.
  @_lifetime(self: copy self)
  private mutating func tint(_ glyph: Span<UInt8>, cell: Rectangle, rows: Range<Int>, _ codes: Paint.Codes) {
    guard !rows.isEmpty else { return }
    let width = cell.right - cell.left
    for y in rows.lowerBound / 2..<(rows.upperBound + 1) / 2 {
      for x in cell.left / 2..<(cell.right + 1) / 2 {
        var sum = 0
        for row in 2 * y...2 * y + 1 where rows.contains(row) {
          for column in 2 * x...2 * x + 1 where column >= cell.left && column < cell.right {
            sum += Int(glyph[(row - cell.top) * width + column - cell.left])
          }
        }
        let alpha = (sum * 256 + 510) / 1020
        let (coding, rows) = (geometry.coding, y..<y + 1)
        guard alpha > 0 else { continue }
        if isInterleaved {
          Blend.fill(
            &cb, stride: chromaStride, coding: coding, columns: 2 * x..<2 * x + 2, rows: rows, even: codes.cb,
            odd: codes.cr, alpha: alpha)
        } else {
          Blend.fill(
            &cb, stride: chromaStride, coding: coding, columns: x..<x + 1, rows: rows, even: codes.cb, odd: codes.cb,
            alpha: alpha)
          Blend.fill(
            &cr, stride: chromaStride, coding: coding, columns: x..<x + 1, rows: rows, even: codes.cr, odd: codes.cr,
            alpha: alpha)
        }
      }
    }
  }
}
