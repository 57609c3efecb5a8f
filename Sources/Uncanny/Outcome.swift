/// What came of one frame. Empty, and without memory of its own, while nothing happens.
public struct Outcome: Sendable, Equatable {
  /// Something that a listener may want to hear of, in the order in which it was decided.
  public enum Change: Sendable, Equatable {
    case began(Event)
    case ended(Event)
    /// A shot is known; its first frame may lie a few frames back.
    case shot(Shot)
    /// An interval of stream time is over; told only where the plan asks for it.
    case measured(Measured)
  }

  /// The frame it is about.
  public var stamp: Stamp
  /// In the order in which they were decided.
  public var changes: [Change]
  /// What stands on this very frame.
  public var marks: [Mark]

  public init(stamp: Stamp, changes: [Change] = [], marks: [Mark] = []) {
    self.stamp = stamp
    self.changes = changes
    self.marks = marks
  }
}

/// One thing to draw on a frame.
public struct Mark: Sendable, Equatable {
  /// The dotted name of the fault.
  public var fault: String
  public var severity: Severity
  /// How bad on this frame, 0...1.
  public var score: Float
  /// How long the event has lasted.
  public var age: ClockTime
  /// Where; empty means the whole picture.
  public var regions: [Region]
  /// What turns, and should turn otherwise.
  public var dials: [Dial] = []

  public init(fault: String, severity: Severity, score: Float, age: ClockTime, regions: [Region] = []) {
    self.fault = fault
    self.severity = severity
    self.score = score
    self.age = age
    self.regions = regions
  }
}

/// What a run came to, when it is over. Shots and events have been told as they came; a host that wants them all keeps them.
public struct Summary: Sendable, Equatable {
  /// Whether a fault was found, none was, it could not tell, or it did not run.
  public enum Verdict: String, Sendable { case clear, found, undecided, skipped }

  /// What one detector decided.
  public struct Check: Sendable, Equatable {
    /// Its id.
    public var detector: String
    public var verdict: Verdict
    /// For `undecided` and `skipped`.
    public var why: String?
    /// The worst score of any frame; `nil` when it never could tell.
    public var score: Float?
    /// The evidence at the worst score, by name.
    public var values: [String: Float]

    public init(
      detector: String, verdict: Verdict, why: String? = nil, score: Float? = nil, values: [String: Float] = [:]
    ) {
      self.detector = detector
      self.verdict = verdict
      self.why = why
      self.score = score
      self.values = values
    }
  }

  /// One for each detector of the plan, in its order.
  public var checks: [Check]
  /// Frames that were looked at.
  public var frames: Int
  /// The changes that the end itself brought: events that ended with the stream, the last shot.
  public var closing: [Outcome.Change]
  /// Who or what was followed across the shots.
  public var cast: [CastMember]
  /// Small pictures of its frames, in order; empty where the plan asks for none.
  public var trace: [Trace.Picture]
  /// The latest shots, in order, as far as they are remembered to be compared; none where no detector compares shots.
  public var shots: [ShotSummary]

  public init(
    checks: [Check], frames: Int, closing: [Outcome.Change] = [], cast: [CastMember] = [], trace: [Trace.Picture] = [],
    shots: [ShotSummary] = []
  ) {
    self.checks = checks
    self.frames = frames
    self.closing = closing
    self.cast = cast
    self.trace = trace
    self.shots = shots
  }
}
