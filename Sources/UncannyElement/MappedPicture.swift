internal import CGStreamer
internal import Uncanny
internal import UncannyOverlay

/// A picture that GStreamer has mapped, as the core and the painter see it: the same memory, nothing copied.
///
/// Thread: the streaming thread, for the length of the callback that lends the frame.
@safe struct MappedPicture: ~Copyable {
  let geometry: Geometry
  /// Whether it may be drawn into: not where the buffer passes through.
  let isWritable: Bool
  private let isInterleaved: Bool
  private let luma: PlaneMemory
  private let chroma: PlaneMemory
  /// The same as `chroma` where that is interleaved.
  private let cr: PlaneMemory

  /// - Throws: when the caps are not of the pads, or a plane does not lie within its memory.
  init(lent frame: UnsafePointer<GstVideoFrame>) throws(PictureError) {
    // SAFETY: the caller keeps the frame mapped as long as it has this; the format is a constant of the library.
    let info = unsafe frame.pointee.info
    let (coding, isInterleaved): (SampleCoding, Bool)
    switch unsafe info.finfo?.pointee.format {
    case GST_VIDEO_FORMAT_I420: (coding, isInterleaved) = (.eightBit, false)
    case GST_VIDEO_FORMAT_NV12: (coding, isInterleaved) = (.eightBit, true)
    case GST_VIDEO_FORMAT_I420_10LE: (coding, isInterleaved) = (.tenBitLow, false)
    case GST_VIDEO_FORMAT_P010_10LE: (coding, isInterleaved) = (.tenBitHigh, true)
    default: throw .chromaMismatch
    }
    // A field that comes alone has half the rows.
    let isField = unsafe info.interlace_mode == GST_VIDEO_INTERLACE_MODE_ALTERNATE
    let (width, height) = unsafe (Int(info.width), isField ? (Int(info.height) + 1) / 2 : Int(info.height))
    guard width > 0, height > 0 else { throw .noSamples(width: width, height: height) }
    guard width <= Plane.largest, height <= Plane.largest else { throw .tooLarge(width: width, height: height) }
    let isFull = unsafe info.colorimetry.range == GST_VIDEO_COLOR_RANGE_0_255
    let size = coding.bytesPerSample
    let (columns, rows) = ((width + 1) / 2 * (isInterleaved ? 2 : 1), (height + 1) / 2)
    let luma = try unsafe PlaneMemory(of: frame, plane: 0, samples: width, rows: height, size: size)
    let chroma = try unsafe PlaneMemory(of: frame, plane: 1, samples: columns, rows: rows, size: size)
    let cr =
      isInterleaved ? chroma : try unsafe PlaneMemory(of: frame, plane: 2, samples: columns, rows: rows, size: size)
    self.luma = luma
    self.cr = cr
    self.chroma = chroma
    self.isInterleaved = isInterleaved
    geometry = unsafe Geometry(
      width: width, height: height, coding: coding, range: isFull ? .full : .narrow,
      matrix: ColorMatrix(info.colorimetry.matrix, height: Int(info.height)),
      transfer: Transfer(info.colorimetry.transfer))
    isWritable = unsafe frame.pointee.map.0.flags.rawValue & GST_MAP_WRITE.rawValue != 0
  }

  /// The picture to look at.
  @_lifetime(borrow self)
  func frame() throws(PictureError) -> Frame {
    let luma = try plane(luma, width: geometry.width, height: geometry.height)
    let (columns, rows) = ((geometry.width + 1) / 2, (geometry.height + 1) / 2)
    if isInterleaved {
      let cbcr = try plane(chroma, width: columns * 2, height: rows)
      return try Frame(
        luma: luma, cbcr: cbcr, range: geometry.range, matrix: geometry.matrix, transfer: geometry.transfer)
    }
    let cb = try plane(chroma, width: columns, height: rows)
    let cr = try plane(cr, width: columns, height: rows)
    return try Frame(
      luma: luma, cb: cb, cr: cr, range: geometry.range, matrix: geometry.matrix, transfer: geometry.transfer)
  }

  /// Lends the picture to be drawn into; does nothing where it may not be.
  ///
  /// No `frame()` may live meanwhile.
  mutating func draw(_ body: (inout Canvas) -> Void) throws(PictureError) {
    guard isWritable else { return }
    // SAFETY: mapped for writing as long as self lives, each span within its map. The rows of two planes share no byte
    // in any layout that GStreamer describes; nobody else reads meanwhile.
    let lumaSpan = unsafe Self.span(luma)
    let chromaSpan = unsafe Self.span(chroma)
    if isInterleaved {
      var canvas = try Canvas(
        geometry: geometry, luma: lumaSpan, lumaStride: luma.stride, interleavedChroma: chromaSpan,
        chromaStride: chroma.stride)
      body(&canvas)
    } else {
      guard chroma.stride == cr.stride else { throw .chromaMismatch }
      let crSpan = unsafe Self.span(cr)
      var canvas = try Canvas(
        geometry: geometry, luma: lumaSpan, lumaStride: luma.stride, cb: chromaSpan, cr: crSpan,
        chromaStride: chroma.stride)
      body(&canvas)
    }
  }

  @_lifetime(borrow self)
  private func plane(_ memory: PlaneMemory, width: Int, height: Int) throws(PictureError) -> Plane {
    // SAFETY: the memory is checked against the map, which lasts as long as self.
    let span = unsafe RawSpan(_unsafeStart: memory.start, byteCount: memory.byteCount)
    let bytes = unsafe _overrideLifetime(span, borrowing: self)
    return try Plane(bytes: bytes, width: width, height: height, rowStride: memory.stride, coding: geometry.coding)
  }

  @unsafe @_lifetime(immortal)
  private static func span(_ memory: PlaneMemory) -> MutableSpan<UInt8> {
    // SAFETY: the caller ends the span before the map.
    let start = unsafe memory.start.assumingMemoryBound(to: UInt8.self)
    let span = unsafe MutableSpan(_unsafeStart: start, count: memory.byteCount)
    return unsafe _overrideLifetime(span, copying: ())
  }
}
