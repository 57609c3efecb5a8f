internal import CGStreamer
internal import Synchronization

/// A pipeline of elements, from its making to its one stop.
///
/// It is stopped and freed when the last reference goes. A closure given to one of its pads or sinks must not hold it:
/// the pipeline keeps the closure, so neither would ever go.
///
/// Thread: any but a streaming thread (one that runs a callback of this pipeline) for all that changes its state, and
/// for the last reference, because stopping waits for those threads.
@safe public final class Pipeline: Sendable {
  /// What the pipeline tells, from the start until `stop()`; errors and the end of stream are never dropped.
  ///
  /// To be read by one task.
  public var messages: AsyncStream<Message> { feed.messages }

  nonisolated(unsafe) let pointer: UnsafeMutablePointer<GstElement>
  private let feed = BusFeed()
  private let life = Mutex(Life())

  private struct Life {
    var isLive = false
    var isStopped = false
  }

  /// Makes a pipeline from a description in the language of `gst-launch-1.0`.
  ///
  /// - Throws: what the parser says, also where it could have gone on without the failed part. The factories that are
  ///   not installed are in `missingElements`.
  public convenience init(parsing description: String) throws(GStreamerError) {
    // SAFETY: `parse` returns an element that is ours.
    try unsafe self.init(takingOwnershipOf: parse(description))
  }

  /// Makes an empty pipeline; GStreamer invents a name when there is none.
  public convenience init(name: String? = nil) {
    GStreamer.initialize()
    // SAFETY: a new pipeline's floating reference becomes ours.
    unsafe self.init(takingOwnershipOf: sunk(gst_pipeline_new(name)))
  }

  private init(takingOwnershipOf pointer: UnsafeMutablePointer<GstElement>) {
    // SAFETY: the caller gives its reference, which `deinit` gives back.
    unsafe self.pointer = pointer
    unsafe feed.attach(to: pointer)
  }

  deinit {
    stop()
    // SAFETY: the one reference of the initializer.
    unsafe gst_object_unref(pointer)
  }

  /// Whether the source is live: known after `start()` or `pause()`.
  public var isLive: Bool { life.withLock { $0.isLive } }

  /// Begins to play, without waiting for the first picture.
  ///
  /// - Throws: the first error of an element when the pipeline cannot start; it is stopped then.
  public func start() throws(GStreamerError) {
    // Only the step to PAUSED tells whether a source is live.
    try change(to: GST_STATE_PAUSED)
    try change(to: GST_STATE_PLAYING)
  }

  /// Stops the clock and fills the pipeline up to its sinks, without waiting for that.
  ///
  /// - Throws: as `start()`.
  public func pause() throws(GStreamerError) {
    try change(to: GST_STATE_PAUSED)
  }

  /// Stops for good, frees what the elements hold and ends `messages`; a second call does nothing.
  ///
  /// Waits until no callback runs any more. What has not been played is lost; `sendEOS()` and the end of stream come
  /// first where files must be finished.
  public func stop() {
    life.withLock { $0.isStopped = true }
    // SAFETY: the element lives as long as self.
    _ = unsafe gst_element_set_state(pointer, GST_STATE_NULL)
    feed.finish()
  }

  private func change(to state: GstState) throws(GStreamerError) {
    guard !life.withLock({ $0.isStopped }) else {
      throw GStreamerError(message: "a stopped pipeline cannot be started again")
    }
    // SAFETY: the element lives as long as self.
    switch unsafe gst_element_set_state(pointer, state) {
    case GST_STATE_CHANGE_FAILURE:
      stop()
      throw feed.firstError ?? GStreamerError(message: "the pipeline cannot change its state")
    case GST_STATE_CHANGE_NO_PREROLL: life.withLock { $0.isLive = true }
    default: break
    }
    // Somebody stopped it between our look and the change.
    guard !life.withLock({ $0.isStopped }) else {
      stop()
      throw GStreamerError(message: "the pipeline was stopped while it started")
    }
  }
}
