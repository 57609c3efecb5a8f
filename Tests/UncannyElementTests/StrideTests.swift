import CGStreamer
import GStreamer
import Testing
import Uncanny
import UncannyElement

/// A buffer that says of itself what cannot be.
@Suite(.timeLimit(.minutes(5)))
struct StrideTests {
  @Test(arguments: Lie.allCases, [false, true])
  func `a buffer that lies about its rows is an error`(lie: Lie, overlay: Bool) async throws {
    let pipeline = try pipeline(
      """
      fakesrc num-buffers=3 sizetype=fixed sizemax=4608 ! video/x-raw,format=I420,width=64,height=48,framerate=25/1 ! \
      uncanny name=u overlay=\(overlay) ! fakesink
      """)
    let element = try #require(pipeline.element(named: "u"))
    // SAFETY: the pad is given back; what the probe gets as its context is a number that is never followed.
    let pointer = unsafe element.rawPointer.assumingMemoryBound(to: GstElement.self)
    let pad = try unsafe #require(gst_element_get_static_pad(pointer, "sink"))
    let context = unsafe gpointer(bitPattern: lie.rawValue)
    unsafe gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_BUFFER, tell, context, nil)
    unsafe gst_object_unref(UnsafeMutableRawPointer(pad))
    guard case .error(let error)? = try await play(pipeline).last else {
      throw GStreamerError(message: "no error came")
    }
    #expect(error.source == "u" && error.message.contains("bytes"))
    #expect(element.summary == nil)
  }
}

/// What a buffer of I420 in 64x48 says of its luma, and where it says that Cr begins.
enum Lie: UInt, CaseIterable {
  case longRows = 1
  case shortRows
  case upwardRows
  case lateChroma

  var start: gsize { self == .upwardRows ? 3008 : 0 }
  var chroma: gsize { self == .lateChroma ? 4600 : 3840 }
  var stride: gint {
    switch self {
    case .longRows: 4096
    case .shortRows: 63
    case .upwardRows: -64
    case .lateChroma: 64
    }
  }
}

private func tell(
  _: UnsafeMutablePointer<GstPad>?, _ info: UnsafeMutablePointer<GstPadProbeInfo>?, _ context: gpointer?
) -> GstPadProbeReturn {
  // SAFETY: the probe lends a buffer that nobody else has; both arrays have the four elements that are read.
  guard let lie = Lie(rawValue: UInt(bitPattern: context)),
    let buffer = unsafe gst_pad_probe_info_get_buffer(info)
  else { return GST_PAD_PROBE_OK }
  var offsets: [gsize] = [lie.start, 3072, lie.chroma, 0]
  var strides: [gint] = [lie.stride, 32, 32, 0]
  unsafe gst_buffer_add_video_meta_full(
    buffer, GST_VIDEO_FRAME_FLAG_NONE, GST_VIDEO_FORMAT_I420, 64, 48, 3, &offsets, &strides)
  return GST_PAD_PROBE_OK
}
