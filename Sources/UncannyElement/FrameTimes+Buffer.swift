internal import CGStreamer
internal import Uncanny

extension FrameTimes {
  /// The times of a mapped frame in the segment of the filter that has it.
  ///
  /// Thread: the streaming thread, which owns the segment.
  init(of frame: UnsafePointer<GstVideoFrame>, in filter: UnsafeMutablePointer<GstVideoFilter>) {
    // SAFETY: frame, buffer and filter live during the call; the pointers are to live locals.
    let info = unsafe frame.pointee.info
    guard let buffer = unsafe frame.pointee.buffer else { return }
    let time = unsafe buffer.pointee.pts
    pts = ClockTime(clockTime: time)
    duration = unsafe ClockTime(clockTime: buffer.pointee.duration)
    if duration == nil, unsafe info.fps_n > 0 && info.fps_d > 0 {
      duration = unsafe .seconds(Double(info.fps_d) / Double(info.fps_n))
    }
    guard pts != nil, unsafe filter.pointee.element.segment.format == GST_FORMAT_TIME else { return }
    var result: guint64 = 0
    // A frame outside of the segment is before its beginning or after its end, and has a time all the same.
    let runningSign = unsafe gst_segment_to_running_time_full(
      &filter.pointee.element.segment, GST_FORMAT_TIME, time, &result)
    running = ClockTime(clockTime: result, sign: runningSign)
    let streamSign = unsafe gst_segment_to_stream_time_full(
      &filter.pointee.element.segment, GST_FORMAT_TIME, time, &result)
    stream = ClockTime(clockTime: result, sign: streamSign)
  }
}

extension ClockTime {
  /// A time of GStreamer; `nil` for `GST_CLOCK_TIME_NONE` and for what no stream lives to see.
  init?(clockTime: GstClockTime) {
    guard let nanoseconds = Int64(exactly: clockTime) else { return nil }
    self.init(nanoseconds: nanoseconds)
  }

  /// The same for a time that GStreamer returns with its sign; 0 stands for no time.
  init?(clockTime: GstClockTime, sign: Int32) {
    guard sign != 0, let nanoseconds = Int64(exactly: clockTime) else { return nil }
    self.init(nanoseconds: sign < 0 ? -nanoseconds : nanoseconds)
  }
}
