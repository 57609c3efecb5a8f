extension Wire {
  /// A run of frames between two boundaries.
  public struct Shot: Sendable, Equatable, Codable {
    /// How a shot was entered.
    public enum Transition: String, Sendable, Codable { case start, cut, dissolve, fade, wipe }

    /// Counted from 0.
    public let index: Int
    /// The first frame, counted from 0.
    public let startFrame: Int
    /// The first frame after it.
    public let endFrame: Int
    /// Seconds of stream time of the first frame.
    public let start: Double
    /// Seconds of stream time of the first frame after it.
    public let end: Double
    /// How it was entered.
    public let transition: Transition
    /// How likely the shot was generated, 0...1; `nil` when it is too short or too poor to say.
    public let synthetic: Double?
    /// The likelihood in words, with what speaks for it and against it; `nil` when nobody was asked.
    public let syntheticStatement: String?
    /// How far the likelihood can be trusted, 0...1.
    public let syntheticConfidence: Double?
    /// The traces that it rests on, in named numbers; `nil` when that was not measured.
    public let traces: [String: Double]?
    /// What the shot looks like, in named numbers; `nil` when that was not measured.
    public let look: [String: Double]?
    /// A path or data URI of a thumbnail; `nil` when there is none.
    public let keyframe: String?

    /// - Parameters:
    ///   - start: seconds.
    ///   - end: seconds; an end before the start is taken to be the start.
    public init(
      index: Int, startFrame: Int, endFrame: Int, start: Double, end: Double, transition: Transition,
      synthetic: Double? = nil, syntheticConfidence: Double? = nil, syntheticStatement: String? = nil,
      traces: [String: Double]? = nil, look: [String: Double]? = nil, keyframe: String? = nil
    ) {
      self.index = index.soundCount
      self.startFrame = startFrame.soundCount
      self.endFrame = max(startFrame.soundCount, endFrame)
      self.start = start.soundPositive ?? 0
      self.end = max(self.start, end.soundPositive ?? 0)
      self.transition = transition
      self.synthetic = synthetic?.sound.map { min(1, max(0, $0)) }
      self.syntheticConfidence = syntheticConfidence?.sound.map { min(1, max(0, $0)) }
      self.syntheticStatement = syntheticStatement
      self.traces = traces.map { $0.compactMapValues { $0.sound } }
      self.look = look.map { $0.compactMapValues { $0.sound } }
      self.keyframe = keyframe
    }

    enum CodingKeys: String, CodingKey {
      case index, start, end, transition, synthetic, traces, look, keyframe
      case startFrame = "start_frame"
      case endFrame = "end_frame"
      case syntheticConfidence = "synthetic_confidence"
      case syntheticStatement = "synthetic_statement"
    }
  }
}
