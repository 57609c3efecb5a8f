internal import CGStreamer

/// Where the rows of one plane of a mapped picture lie, checked against the memory that was mapped.
@safe struct PlaneLayout {
  let start: UnsafeMutableRawPointer
  /// Bytes from the start of one row to the next; positive.
  let stride: Int
  /// From `start` to the end of the last row; where the memory goes on, with the padding after it.
  let byteCount: Int

  /// - Throws: when the plane is absent, or its rows do not lie in the memory in order.
  init(of frame: UnsafePointer<GstVideoFrame>, plane: Int) throws(GStreamerError) {
    // SAFETY: the frame is mapped during the call, so that format, data and maps are set; tuples are read in bounds.
    guard let format = unsafe frame.pointee.info.finfo else { throw Self.error("the picture has no format") }
    guard plane >= 0, unsafe plane < min(4, Int(format.pointee.n_planes)) else {
      throw Self.error("the picture has no plane \(plane)")
    }
    guard let start = unsafe element(plane, of: frame.pointee.data) else {
      throw Self.error("plane \(plane) of the picture is not mapped")
    }
    // Without a video meta one map holds all planes.
    let map = unsafe frame.pointee.meta == nil ? frame.pointee.map.0 : element(plane, of: frame.pointee.map)
    guard let base = unsafe map.data, case let offset = unsafe start - UnsafeMutableRawPointer(base), offset >= 0,
      case let available = unsafe Int(clamping: map.size) - offset, available > 0
    else { throw Self.error("plane \(plane) begins outside of its memory") }
    let stride = unsafe Int(element(plane, of: frame.pointee.info.stride))
    let rows = unsafe fieldHeight(of: frame)
    let size = unsafe Self.size(of: format, plane: plane, width: Int(frame.pointee.info.width), height: rows)
    guard stride > 0, size.rows > 0, size.rowBytes > 0, stride >= size.rowBytes else {
      throw Self.error("a row of plane \(plane) does not fit into a stride of \(stride) bytes")
    }
    let (before, overflow) = stride.multipliedReportingOverflow(by: size.rows - 1)
    guard !overflow, before <= available - size.rowBytes else {
      throw Self.error("plane \(plane) needs more than the \(available) bytes that are mapped")
    }
    unsafe self.start = start
    self.stride = stride
    byteCount = stride < available - before ? before + stride : available
  }

  /// The memory as bytes.
  var bytes: UnsafeMutablePointer<UInt8> { unsafe start.assumingMemoryBound(to: UInt8.self) }

  /// Rows, and bytes of a row that carry samples, of one plane of a picture.
  private static func size(
    of format: UnsafePointer<GstVideoFormatInfo>, plane: Int, width: Int, height: Int
  ) -> (rows: Int, rowBytes: Int) {
    // SAFETY: the format is a constant of the library.
    let format = unsafe format.pointee
    var size = (rows: 0, rowBytes: 0)
    for component in 0..<(unsafe min(4, Int(format.n_components)))
    where unsafe element(component, of: format.plane) == plane {
      let columns = unsafe ceiling(width, element(component, of: format.w_sub))
      let bytes = unsafe Int(element(component, of: format.shift) + element(component, of: format.depth) + 7) / 8
      let step = unsafe Int(element(component, of: format.pixel_stride))
      let end = unsafe (columns - 1) * step + Int(element(component, of: format.poffset)) + bytes
      size.rows = unsafe max(size.rows, ceiling(height, element(component, of: format.h_sub)))
      size.rowBytes = max(size.rowBytes, end)
    }
    return size
  }

  private static func ceiling(_ length: Int, _ shift: UInt32) -> Int { -((-length) >> Int(shift)) }

  private static func error(_ message: String) -> GStreamerError { GStreamerError(message: message) }
}

/// Rows in a buffer: of the picture, or of one field where fields come alone.
func fieldHeight(of frame: UnsafePointer<GstVideoFrame>) -> Int {
  // SAFETY: the frame lives during the call.
  let info = unsafe frame.pointee.info
  let height = unsafe Int(info.height)
  return unsafe info.interlace_mode == GST_VIDEO_INTERLACE_MODE_ALTERNATE ? (height + 1) / 2 : height
}

/// An array of C with four elements, which arrives as a tuple.
private func element<T>(_ index: Int, of tuple: (T, T, T, T)) -> T {
  switch index {
  case 0: tuple.0
  case 1: tuple.1
  case 2: tuple.2
  default: tuple.3
  }
}
