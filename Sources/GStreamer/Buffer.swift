internal import CGStreamer
internal import Synchronization

/// A buffer on its way through a pad, lent for the length of a callback.
///
/// Thread: the streaming thread that lends it.
@safe public struct Buffer: ~Copyable {
  let pointer: UnsafeMutablePointer<GstBuffer>
  let pad: UnsafeMutablePointer<GstPad>

  /// When to present it, in nanoseconds of its segment; `nil` when unknown.
  public var pts: Int64? { unsafe Int64(clockTime: pointer.pointee.pts) }

  /// In nanoseconds; `nil` when unknown.
  public var duration: Int64? { unsafe Int64(clockTime: pointer.pointee.duration) }

  /// When to present it in nanoseconds of running time; `nil` when unknown or outside of the pad's segment.
  public var runningTime: Int64? { unsafe segmentRunningTime(of: pointer, on: pad) }

  /// What is odd about it.
  public var flags: BufferFlags { unsafe BufferFlags(pointer) }

  /// In bytes, over all its memories.
  public var byteCount: Int { unsafe Int(gst_buffer_get_size(pointer)) }

  /// Which buffer it is. Another may have the same address once this one is gone.
  public var address: UInt { unsafe UInt(bitPattern: pointer) }
}

/// What is odd about a buffer.
public struct BufferFlags: OptionSet, Sendable, Hashable {
  /// GStreamer's own bits, of which the ones named here are a part.
  public let rawValue: UInt32

  /// Flags from GStreamer's own bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Something before it is missing.
  public static let discont = BufferFlags(rawValue: GST_BUFFER_FLAG_DISCONT.rawValue)
  /// Its data is damaged.
  public static let corrupted = BufferFlags(rawValue: GST_BUFFER_FLAG_CORRUPTED.rawValue)
  /// It stands in for data that is not there.
  public static let gap = BufferFlags(rawValue: GST_BUFFER_FLAG_GAP.rawValue)
  /// It cannot be decoded without the ones before.
  public static let deltaUnit = BufferFlags(rawValue: GST_BUFFER_FLAG_DELTA_UNIT.rawValue)

  init(_ buffer: UnsafePointer<GstBuffer>) {
    // SAFETY: the buffer lives during the call.
    rawValue = unsafe buffer.pointee.mini_object.flags
  }
}

/// The running time of a buffer's PTS in the segment that a pad is in.
func segmentRunningTime(of buffer: UnsafePointer<GstBuffer>, on pad: UnsafeMutablePointer<GstPad>) -> Int64? {
  // SAFETY: the event comes with a reference that is given back after its segment was used.
  guard let event = unsafe gst_pad_get_sticky_event(pad, GST_EVENT_SEGMENT, 0) else { return nil }
  defer { unsafe gst_event_unref(event) }
  var segment: UnsafePointer<GstSegment>?
  unsafe gst_event_parse_segment(event, &segment)
  return unsafe segment.flatMap { unsafe time(of: buffer, in: $0, gst_segment_to_running_time) }
}

/// A buffer's PTS in another time of its segment; `nil` when the segment is not one of time, or does not hold the PTS.
func time(
  of buffer: UnsafePointer<GstBuffer>, in segment: UnsafePointer<GstSegment>,
  _ convert: (UnsafePointer<GstSegment>?, GstFormat, guint64) -> guint64
) -> Int64? {
  // SAFETY: both live during the call. A segment in bytes must not be asked for a time.
  guard unsafe segment.pointee.format == GST_FORMAT_TIME else { return nil }
  return unsafe Int64(clockTime: convert(segment, GST_FORMAT_TIME, buffer.pointee.pts))
}
