internal import CGStreamer

/// An event on its way downstream, as far as one needs to know.
public enum PadEvent: Sendable, Equatable {
  /// A new stream begins.
  case streamStart
  /// What the buffers from here on hold.
  case caps(Caps)
  /// Facts about the stream by tag name, as in `Message.tag`.
  case tags([String: String])
  /// How timestamps map to times from here on.
  case segment
  /// No more data.
  case eos
  /// Data on its way is to be thrown away. Comes from the thread that seeks, not in line with the buffers.
  case flushStart
  /// Data flows again, from a new segment on.
  case flushStop
  /// There is no data for a while.
  case gap
  /// Any other event, by the name of its type.
  case other(String)

  init(lent event: UnsafeMutablePointer<GstEvent>) {
    // SAFETY: the event lives during the call; its caps are referenced, and its tags copied, before it goes.
    switch unsafe event.pointee.type {
    case GST_EVENT_STREAM_START: self = .streamStart
    case GST_EVENT_CAPS:
      var caps: UnsafeMutablePointer<GstCaps>?
      unsafe gst_event_parse_caps(event, &caps)
      self = unsafe caps.map { unsafe .caps(Caps(borrowing: $0)) } ?? .other("caps")
    case GST_EVENT_TAG:
      var list: UnsafeMutablePointer<GstTagList>?
      unsafe gst_event_parse_tag(event, &list)
      self = unsafe .tags(list.map { unsafe tagTexts(in: $0) } ?? [:])
    case GST_EVENT_SEGMENT: self = .segment
    case GST_EVENT_EOS: self = .eos
    case GST_EVENT_FLUSH_START: self = .flushStart
    case GST_EVENT_FLUSH_STOP: self = .flushStop
    case GST_EVENT_GAP: self = .gap
    case let type: self = .other(unsafe String(lent: gst_event_type_get_name(type)) ?? "")
    }
  }
}
