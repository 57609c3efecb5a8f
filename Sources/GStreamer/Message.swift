/// What a pipeline tells: a message of its bus as a value.
public enum Message: Sendable, Equatable {
  /// Every sink has seen the end of its stream.
  case eos
  /// Something failed; the pipeline does not go on and should be stopped.
  case error(GStreamerError)
  /// Something went wrong, and the pipeline goes on.
  case warning(GStreamerError)
  /// Something worth knowing, in the form of an error.
  case info(GStreamerError)
  /// An element, or the pipeline itself, is in another state.
  case stateChanged(source: String, isPipeline: Bool, from: State, to: State)
  /// Whatever an element of this name has to say in its own terms.
  case element(source: String, Structure)
  /// The latency of an element changed. The pipeline has been told to distribute it anew; there is nothing to do.
  case latency
  /// How full the buffers are that a network source waits for, in percent; pause below 100 if the source is not live.
  case buffering(percent: Int)
  /// All sinks have begun a new stream.
  case streamStart
  /// A change to PAUSED or PLAYING, or a seek, is complete.
  case asyncDone
  /// `Pipeline.duration` has a new answer.
  case durationChanged
  /// An element dropped a buffer or lowered its quality to keep up.
  case qos(source: String)
  /// Facts about the stream by tag name, such as `container-format`, `video-codec`, `encoder` and `title`. Several
  /// come, each with a part; pictures and other blobs are left out.
  case tag([String: String])
  /// No installed plug-in handles this: in words, and in the form that installers take. An error usually follows.
  case missingPlugin(description: String, detail: String)
  /// Any other message, by the name of its type.
  case other(String)
}
