internal import CGStreamer
internal import Uncanny

/// Where one plane of a mapped picture lies: never more than was mapped.
@safe struct PlaneMemory {
  let start: UnsafeMutableRawPointer
  /// From the first sample to the end of the last row, or of the map where that comes first.
  let byteCount: Int
  /// Bytes from the start of one row to the start of the next.
  let stride: Int

  /// - Parameters:
  ///   - samples: in a row; of two planes in one, the samples of both.
  ///   - size: bytes of a sample.
  /// - Throws: when the plane is not mapped, or its rows do not lie in the map.
  init(
    of frame: UnsafePointer<GstVideoFrame>, plane: Int, samples: Int, rows: Int, size: Int
  ) throws(PictureError) {
    // SAFETY: the frame is mapped during the call, so that data, strides and maps are set; tuples are read in bounds.
    let stride = unsafe Int(element(plane, of: frame.pointee.info.stride))
    guard samples > 0, rows > 0 else { throw .noSamples(width: samples, height: rows) }
    guard stride <= 1 << 24, stride >= samples * size else { throw .strideTooShort(stride: stride, width: samples) }
    let needed = (rows - 1) * stride + samples * size
    // Without a video meta one map holds all planes.
    let map = unsafe frame.pointee.meta == nil ? frame.pointee.map.0 : element(plane, of: frame.pointee.map)
    guard let start = unsafe element(plane, of: frame.pointee.data), let base = unsafe map.data,
      case let offset = unsafe start - UnsafeMutableRawPointer(base), offset >= 0,
      case let available = unsafe Int(clamping: map.size) - offset, available > 0
    else { throw .memoryTooShort(bytes: 0, needed: needed) }
    guard available >= needed else { throw .memoryTooShort(bytes: available, needed: needed) }
    unsafe self.start = start
    byteCount = needed
    self.stride = stride
  }
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
