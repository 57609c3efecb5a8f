internal import CGStreamer

/// How far an element is on its way to play.
public enum State: Int, Sendable, Comparable {
  /// No state yet, or none to come.
  case pending
  /// Nothing is held.
  case null
  /// Devices are open.
  case ready
  /// Data flows up to the sinks, which hold the first buffer.
  case paused
  /// The clock runs.
  case playing

  init(_ state: GstState) {
    self = State(rawValue: Int(state.rawValue)) ?? .pending
  }

  /// Whether `left` is nearer to `null`.
  public static func < (left: State, right: State) -> Bool { left.rawValue < right.rawValue }
}

/// What a callback answers to the element that gave it data.
public enum FlowResult: Sendable {
  /// Go on.
  case ok
  /// Enough: the stream ends here.
  case eos
  /// The stream cannot go on; the pushing element posts an error.
  case error
  /// We are being stopped or sought.
  case flushing

  var flowReturn: GstFlowReturn {
    switch self {
    case .ok: GST_FLOW_OK
    case .eos: GST_FLOW_EOS
    case .error: GST_FLOW_ERROR
    case .flushing: GST_FLOW_FLUSHING
    }
  }
}
