internal import CGStreamer

/// The beginning of a pipeline where its data comes from us: an `appsrc`.
///
/// Thread: any.
public final class AppSource: Sendable {
  /// The `appsrc` itself, for its properties.
  public let element: Element

  /// Takes over an element; `nil` when it is no `appsrc`.
  public init?(_ element: Element) {
    // SAFETY: only its type is asked for.
    guard unsafe isInstance(element.pointer, of: gst_app_src_get_type()) else { return nil }
    self.element = element
  }

  /// Hands on a copy of the bytes as one buffer, which is to be decoded and shown at one time; never waits.
  ///
  /// - Parameters:
  ///   - pts: in nanoseconds.
  ///   - duration: in nanoseconds.
  /// - Returns: whether more may come.
  @discardableResult
  public func push(_ bytes: [UInt8], pts: Int64, duration: Int64) -> Bool {
    // SAFETY: the buffer holds a copy, and is the appsrc's once it is pushed; the element was checked to be one.
    unsafe bytes.withUnsafeBytes { bytes in
      guard let buffer = unsafe gst_buffer_new_memdup(bytes.baseAddress, gsize(bytes.count)) else { return false }
      unsafe buffer.pointee.pts = GstClockTime(max(0, pts))
      unsafe buffer.pointee.dts = GstClockTime(max(0, pts))
      unsafe buffer.pointee.duration = GstClockTime(max(0, duration))
      return unsafe gst_app_src_push_buffer(source, buffer) == GST_FLOW_OK
    }
  }

  /// Nothing more comes.
  public func end() {
    // SAFETY: the element was checked to be an appsrc.
    _ = unsafe gst_app_src_end_of_stream(source)
  }

  private var source: UnsafeMutablePointer<GstAppSrc> {
    // SAFETY: the element was checked to be an appsrc.
    unsafe UnsafeMutableRawPointer(element.pointer).assumingMemoryBound(to: GstAppSrc.self)
  }
}
