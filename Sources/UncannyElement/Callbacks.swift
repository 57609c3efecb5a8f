internal import CGStreamer
internal import Uncanny

// What GStreamer calls. Each unwraps the analyzer, calls one of its methods and goes on to the parent class.

func installCallbacks(in theClass: UnsafeMutablePointer<GstVideoFilterClass>) {
  // SAFETY: the class is being initialized; the functions are of the signatures that its fields have.
  unsafe theClass.pointee.set_info = setInfo
  unsafe theClass.pointee.transform_frame_ip = transformFrame
  unsafe theClass.pointee.parent_class.transform_ip_on_passthrough = 1
  unsafe theClass.pointee.parent_class.start = start
  unsafe theClass.pointee.parent_class.stop = stop
  unsafe theClass.pointee.parent_class.sink_event = handleEvent
  unsafe theClass.pointee.parent_class.submit_input_buffer = submitBuffer
  unsafe theClass.pointee.parent_class.parent_class.change_state = changeState
}

/// Fails a step up while the plan is none, with the reason on the bus: in `start` it would come too late for READY.
private func changeState(
  _ element: UnsafeMutablePointer<GstElement>?, _ transition: GstStateChange
) -> GstStateChangeReturn {
  // SAFETY: GStreamer passes an instance.
  guard let element = unsafe element, let analyzer = unsafe ElementType.analyzer(of: element) else {
    return GST_STATE_CHANGE_FAILURE
  }
  if transition == GST_STATE_CHANGE_NULL_TO_READY || transition == GST_STATE_CHANGE_READY_TO_PAUSED,
    let problem = analyzer.settings.problem
  {
    unsafe postError(
      problem.description, domain: gst_library_error_quark(), code: Int32(GST_LIBRARY_ERROR_SETTINGS.rawValue),
      from: element)
    return GST_STATE_CHANGE_FAILURE
  }
  return unsafe parentClass(as: GstElementClass.self)?.pointee.change_state?(element, transition)
    ?? GST_STATE_CHANGE_FAILURE
}

private func start(_ transform: UnsafeMutablePointer<GstBaseTransform>?) -> gboolean {
  // SAFETY: GStreamer passes an instance, which begins with its GstElement.
  guard let transform = unsafe transform, let analyzer = unsafe ElementType.analyzer(of: transform) else { return 0 }
  do throws(PlanError) {
    let settings = try analyzer.start()
    // What is not drawn into need not be ours, and is mapped for reading only.
    unsafe gst_base_transform_set_passthrough(transform, settings.overlay ? 0 : 1)
    return 1
  } catch {
    unsafe postError(
      error.description, domain: gst_library_error_quark(), code: Int32(GST_LIBRARY_ERROR_SETTINGS.rawValue),
      from: element(transform))
    return 0
  }
}

private func stop(_ transform: UnsafeMutablePointer<GstBaseTransform>?) -> gboolean {
  // SAFETY: GStreamer passes an instance; no streaming thread is in it any more.
  guard let transform = unsafe transform else { return 0 }
  _ = unsafe ElementType.analyzer(of: transform)?.finish(in: ElementPointer(pointer: element(transform)))
  return 1
}

private func handleEvent(
  _ transform: UnsafeMutablePointer<GstBaseTransform>?, _ event: UnsafeMutablePointer<GstEvent>?
) -> gboolean {
  // SAFETY: GStreamer passes an instance and an event, which the parent class takes.
  guard let transform = unsafe transform, let event = unsafe event else { return 0 }
  let analyzer = unsafe ElementType.analyzer(of: transform)
  switch unsafe event.pointee.type {
  case GST_EVENT_EOS: _ = unsafe analyzer?.finish(in: ElementPointer(pointer: element(transform)))
  case GST_EVENT_FLUSH_STOP: analyzer?.flush()
  default: break
  }
  return unsafe parentClass(as: GstBaseTransformClass.self)?.pointee.sink_event?(transform, event) ?? 0
}

/// Counts every buffer, also the ones that the parent class then drops for QoS; where something may be attached, the buffer
/// becomes our own, but not its memory.
private func submitBuffer(
  _ transform: UnsafeMutablePointer<GstBaseTransform>?, _ isDiscont: gboolean,
  _ buffer: UnsafeMutablePointer<GstBuffer>?
) -> GstFlowReturn {
  // SAFETY: GStreamer passes an instance and a buffer, which the parent class takes.
  let analyzer = unsafe ElementType.analyzer(of: transform)
  analyzer?.countArrival()
  var given = unsafe buffer
  if analyzer?.attaches == true, let buffer = unsafe buffer {
    let own = unsafe gst_mini_object_make_writable(
      UnsafeMutableRawPointer(buffer).assumingMemoryBound(to: GstMiniObject.self))
    unsafe given = unsafe UnsafeMutableRawPointer(own)?.assumingMemoryBound(to: GstBuffer.self)
  }
  return unsafe parentClass(as: GstBaseTransformClass.self)?.pointee.submit_input_buffer?(transform, isDiscont, given)
    ?? GST_FLOW_ERROR
}

/// The parent class keeps what the info says when this returns, and maps frames by it.
private func setInfo(
  _ filter: UnsafeMutablePointer<GstVideoFilter>?, _ caps: UnsafeMutablePointer<GstCaps>?,
  _ info: UnsafeMutablePointer<GstVideoInfo>?, _ outCaps: UnsafeMutablePointer<GstCaps>?,
  _ outInfo: UnsafeMutablePointer<GstVideoInfo>?
) -> gboolean {
  // SAFETY: the parent class passes caps and infos of its own, made from those caps.
  if let caps = unsafe caps, let info = unsafe info { unsafe uncanny_restore_colorimetry(info, caps) }
  if let outCaps = unsafe outCaps, let outInfo = unsafe outInfo { unsafe uncanny_restore_colorimetry(outInfo, outCaps) }
  return 1
}

private func transformFrame(
  _ filter: UnsafeMutablePointer<GstVideoFilter>?, _ frame: UnsafeMutablePointer<GstVideoFrame>?
) -> GstFlowReturn {
  // SAFETY: the parent class passes an instance and a frame that it keeps mapped, for writing unless in passthrough.
  guard let filter = unsafe filter, let frame = unsafe frame, let analyzer = unsafe ElementType.analyzer(of: filter)
  else { return GST_FLOW_ERROR }
  let element = unsafe UnsafeMutableRawPointer(filter).assumingMemoryBound(to: GstElement.self)
  do throws(PictureError) {
    var picture = try unsafe MappedPicture(lent: frame)
    let marks = try unsafe analyzer.process(
      &picture, FrameTimes(of: frame, in: filter), in: ElementPointer(pointer: element))
    if analyzer.attaches, let buffer = unsafe frame.pointee.buffer {
      unsafe BufferMeta.attach(marks, of: picture.geometry, to: buffer)
    }
    return GST_FLOW_OK
  } catch {
    unsafe postError(
      error.description, domain: gst_stream_error_quark(), code: Int32(GST_STREAM_ERROR_FORMAT.rawValue), from: element)
    return GST_FLOW_ERROR
  }
}

/// The same object as an element, which it begins with.
private func element(_ transform: UnsafeMutablePointer<GstBaseTransform>) -> UnsafeMutablePointer<GstElement> {
  // SAFETY: a GstBaseTransform begins with its GstElement.
  unsafe UnsafeMutableRawPointer(transform).assumingMemoryBound(to: GstElement.self)
}
