internal import CGStreamer
public import Uncanny

/// The GStreamer element `uncanny`: a filter that looks at every frame, and says and draws what is wrong with it.
///
///     videotestsrc pattern=black num-buffers=30 ! uncanny plan=black:hold=1 overlay=false ! fakesink
///
/// It works in place on `video/x-raw` in I420, NV12, I420_10LE and P010_10LE, and adds no latency. What is drawn is about
/// the very frame that it is drawn on. With `overlay=false` pictures pass through untouched and uncopied.
///
/// # Properties
///
/// `plan` says which detectors run, in the grammar of `Plan`; `overlay`, `message` and `meta` switch what goes into the
/// picture, onto the bus and with the buffers; `budget` is how long a frame may take in milliseconds before parts of the
/// plan are left out, and 0, as it comes, is for as long as it takes; and every parameter of every detector is a property `<detector>-<parameter>`, such as
/// `freeze-tolerance`, which wins over the plan. All are taken over at the next start. A plan that is not understood
/// leaves the last one in place, and the next change to READY or PAUSED fails with the reason as an error on the bus.
/// So does one that holds the film against a file, unless a host looks at files for it.
///
/// # Messages
///
/// Element messages on the bus. Times are nanoseconds of stream time since that of the first frame, and 0 for what lies
/// before it, as after a seek backwards. Numbers of frames are counted from 0. An interval includes `start-frame` and ends before `end-frame`.
///
/// | `uncanny-event` | type | |
/// |---|---|---|
/// | `state` | string | `began` or `ended` |
/// | `id` | uint64 | unique from start to stop, from 1 on: the same when it ends |
/// | `detector` | string | such as `flash` |
/// | `fault` | string | dotted: `flash.red`, or just the detector |
/// | `severity` | string | `info`, `warning`, `error`, `critical` |
/// | `score`, `confidence` | double | of the worst frame so far, 0...1 |
/// | `start`, `start-frame` | uint64 | the first frame concerned |
/// | `end`, `end-frame` | uint64 | the first frame after it; only when it ended |
/// | `shot` | uint64 | the index of the shot in which it starts; absent when unknown |
/// | `message` | string | one sentence for a person |
///
/// | `uncanny-shot` | type | |
/// |---|---|---|
/// | `index` | uint64 | counted from 0 |
/// | `transition` | string | how it was entered: `start`, `cut`, `dissolve`, `fade`, `wipe` |
/// | `start`, `start-frame` | uint64 | its first frame |
/// | `end`, `end-frame` | uint64 | the first frame after it; absent while it lasts |
///
/// | `uncanny-effort` | type | |
/// |---|---|---|
/// | `step` | uint64 | how many steps of the plan are left out from now on to keep to the `budget`: 0 for none |
///
/// The signal `found` (`GstElement*`, `GstStructure*`) carries the same structures at once, on the thread that found them;
/// a handler that takes its time holds up the stream.
///
/// # Metas
///
/// A buffer on which something stands carries the custom meta `uncanny`. Its structure has one field, `findings`: an array
/// of structures `uncanny-finding` with `fault`, `severity` and `score` on this frame, and the `age` of the event in
/// nanoseconds. Where a finding has boxes, each is a `GstVideoRegionOfInterestMeta` of the type `uncanny` with that
/// structure as its parameter, in samples of this picture.
///
/// # Ends
///
/// At the end of stream, or when the element is stopped before, what is still open ends: those messages come before EOS
/// is passed on. A flush ends what is open with the first frame after it. Frames are counted as they arrive, from start
/// to stop, also across seeks, and also those that are dropped for QoS without being looked at.
public enum UncannyElement {
  /// Makes the element known to this process; a second call does nothing.
  ///
  /// Starts GStreamer if nobody has. Thread: any.
  ///
  /// - Returns: whether the element can be made.
  @discardableResult
  public static func register() -> Bool { isRegistered }

  private static let isRegistered: Bool = {
    // SAFETY: no arguments are passed, and no error is asked for.
    guard gst_init_check(nil, nil, nil) != 0 else { return false }
    return unsafe register(in: nil)
  }()

  /// Makes the element known as one of a plug-in that GStreamer is loading.
  ///
  /// - Parameter plugin: the `GstPlugin`; `nil` for an element of this process alone.
  /// - Returns: whether the element can be made.
  public static func register(in plugin: UnsafeMutableRawPointer?) -> Bool {
    // SAFETY: the caller passes what GStreamer gave it; the name is copied.
    unsafe gst_element_register(
      OpaquePointer(plugin), "uncanny", guint(GST_RANK_NONE.rawValue), ElementType.type) != 0
  }

  /// Calls `receive` with the outcome of every frame from now on, in place of an earlier one; nothing is left out.
  ///
  /// What ends with the stream comes as one more outcome, whose stamp is that after the last frame. The element keeps
  /// `receive` as long as it lives.
  ///
  /// - Parameters:
  ///   - element: a live `GstElement`.
  ///   - receive: runs on the streaming thread, or for the last outcome on the one that stops the element. It must not
  ///     wait, nor touch the element.
  /// - Returns: whether `element` is an `uncanny` of this process.
  @discardableResult
  public static func tap(
    _ element: UnsafeMutableRawPointer, receive: @escaping @Sendable (Outcome) -> Void
  ) -> Bool {
    // SAFETY: the caller keeps the element alive during the call; its type is asked first.
    guard unsafe ElementType.isInstance(element), let analyzer = unsafe ElementType.analyzer(of: element) else {
      return false
    }
    analyzer.tap(receive)
    return true
  }

  /// Lets the runs of an element that start from now on see with learned models.
  ///
  /// Without it, and where it gives nothing, what needs them is skipped. Thread: any.
  ///
  /// - Parameters:
  ///   - element: a live `GstElement`.
  ///   - make: called once for each run, with its plan.
  /// - Returns: whether `element` is an `uncanny` of this process.
  @discardableResult
  public static func perceive(
    _ element: UnsafeMutableRawPointer, with make: @escaping @Sendable (Plan) -> (any Perceiver)?
  ) -> Bool {
    // SAFETY: the caller keeps the element alive during the call; its type is asked first.
    guard unsafe ElementType.isInstance(element), let analyzer = unsafe ElementType.analyzer(of: element) else {
      return false
    }
    analyzer.perceive(with: make)
    return true
  }

  /// The plan that an element would start with, with the parameters that were set by themselves; `nil` where there is none.
  ///
  /// - Parameter element: a live `GstElement`.
  public static func plan(of element: UnsafeMutableRawPointer) -> Plan? {
    // SAFETY: the caller keeps the element alive during the call; its type is asked first.
    guard unsafe ElementType.isInstance(element) else { return nil }
    return unsafe ElementType.analyzer(of: element).flatMap { try? $0.settings.finalPlan() }
  }

  /// Lets the runs of an element that start from now on hold the film against what files show.
  ///
  /// Without it, a plan that names files fails the start. Thread: any.
  ///
  /// - Parameters:
  ///   - element: a live `GstElement`.
  ///   - fill: called once for each run, with its plan; gives it with what its files show.
  /// - Returns: whether `element` is an `uncanny` of this process.
  @discardableResult
  public static func complete(
    _ element: UnsafeMutableRawPointer, with fill: @escaping @Sendable (Plan) throws(PlanError) -> Plan
  ) -> Bool {
    // SAFETY: the caller keeps the element alive during the call; its type is asked first.
    guard unsafe ElementType.isInstance(element), let analyzer = unsafe ElementType.analyzer(of: element) else {
      return false
    }
    analyzer.complete(with: fill)
    return true
  }

  /// Ends the run of an element if it has not ended by itself, and says what it came to.
  ///
  /// To be called after the end of stream or the stop; earlier, the frames that still come are a run of their own. Can be
  /// called again, until the next start. Thread: any.
  ///
  /// - Parameter element: a live `GstElement`.
  /// - Returns: `nil` when `element` is no `uncanny` of this process, or no frame has come since it was started.
  public static func finish(_ element: UnsafeMutableRawPointer) -> Summary? {
    // SAFETY: the caller keeps the element alive during the call; its type is asked first, and begins with GstElement.
    guard unsafe ElementType.isInstance(element), let analyzer = unsafe ElementType.analyzer(of: element) else {
      return nil
    }
    let pointer = unsafe element.assumingMemoryBound(to: GstElement.self)
    return unsafe analyzer.finish(in: ElementPointer(pointer: pointer))
  }

  /// How far a run has come.
  public struct Progress: Sendable, Equatable {
    /// Frames that have arrived, those dropped for QoS among them.
    public var frames: Int
    /// Of the frame that was looked at last; `nil` before the first.
    public var geometry: Geometry?

    public init(frames: Int, geometry: Geometry?) {
      self.frames = frames
      self.geometry = geometry
    }
  }

  /// How far the run of an element has come, or came when it was last stopped. Thread: any.
  ///
  /// - Parameter element: a live `GstElement`.
  /// - Returns: `nil` when `element` is no `uncanny` of this process, or was never started.
  public static func progress(of element: UnsafeMutableRawPointer) -> Progress? {
    // SAFETY: the caller keeps the element alive during the call; its type is asked first.
    guard unsafe ElementType.isInstance(element) else { return nil }
    return unsafe ElementType.analyzer(of: element)?.progress
  }
}
