extension Wire {
  /// What two films are to each other, shot by shot.
  public struct Comparison: Sendable, Equatable, Codable {
    /// The version of the format.
    public enum Schema: String, Sendable, Codable { case version1 = "uncanny.comparison/1" }

    /// What it came to.
    public enum Verdict: String, Sendable, Codable {
      /// Every shot is there, in its place, as it was.
      case same
      /// Something is not.
      case different
      /// What could be decided is the same, and something could not be.
      case undecided
    }

    /// Always version 1.
    public let schema: Schema
    /// What made it.
    public let tool: Tool
    /// The film as it was.
    public let a: Media
    /// The film as it is.
    public let b: Media
    /// Follows from the shots.
    public let verdict: Verdict
    /// How many rows are of each state; what there is none of is left out.
    public let counts: [String: Int]
    /// In what all shots that are in both films differ alike; they are told of with each shot too.
    public let common: [Difference]
    /// In the order of the second film; what is missing stands where it was.
    public let shots: [Row]

    /// A comparison whose verdict and counts follow from its shots.
    public init(tool: Tool, a: Media, b: Media, common: [Difference], shots: [Row]) {
      schema = .version1
      self.tool = tool
      self.a = a
      self.b = b
      self.common = common
      self.shots = shots
      counts = Dictionary(shots.map { ($0.state.rawValue, 1) }) { $0 + $1 }
      let states = Set(shots.map { $0.state })
      verdict =
        states.isSubset(of: [.unchanged])
        ? .same : states.isSubset(of: [.unchanged, .undecided]) ? .undecided : .different
    }
  }
}

extension Wire.Comparison {
  /// What became of a shot.
  public enum State: String, Sendable, Codable, CaseIterable {
    case unchanged, changed, moved, repeated, new, missing, undecided
  }

  /// A run of frames of one of the films.
  public struct Span: Sendable, Equatable, Codable {
    /// The shot that it is, or is a part of, counted from 0.
    public let shot: Int
    /// Counted from 0.
    public let startFrame: Int
    /// The first frame after it.
    public let endFrame: Int
    /// Seconds from the first frame of the film.
    public let start: Double
    /// Seconds, likewise.
    public let end: Double

    /// - Parameters:
    ///   - start: seconds.
    ///   - end: seconds.
    public init(shot: Int, startFrame: Int, endFrame: Int, start: Double, end: Double) {
      self.shot = shot.soundCount
      self.startFrame = startFrame.soundCount
      self.endFrame = max(self.startFrame, endFrame)
      self.start = start.soundPositive ?? 0
      self.end = max(self.start, end.soundPositive ?? 0)
    }

    /// Frames.
    public var frames: Int { endFrame - startFrame }

    enum CodingKeys: String, CodingKey {
      case shot, start, end
      case startFrame = "start_frame"
      case endFrame = "end_frame"
    }
  }

  /// How alike pictures are, laid over each other and reduced to 64 by 36 cells.
  public struct Similarity: Sendable, Equatable, Codable {
    /// The structural similarity of the luma: the mean over the frames, at most 1.
    public let mean: Double
    /// That of the worst frame.
    public let worst: Double
    /// The worst frame in the first film.
    public let worstFrameA: Int
    /// The same in the second.
    public let worstFrameB: Int
    /// The mean distance of the colors, in code values of Cb and Cr.
    public let color: Double

    /// - Parameters:
    ///   - mean: at most 1.
    ///   - worst: at most 1.
    ///   - color: code values.
    public init(mean: Double, worst: Double, worstFrameA: Int, worstFrameB: Int, color: Double) {
      self.mean = min(1, mean.sound ?? 0)
      self.worst = min(1, worst.sound ?? 0)
      self.worstFrameA = worstFrameA.soundCount
      self.worstFrameB = worstFrameB.soundCount
      self.color = color.soundPositive ?? 0
    }

    enum CodingKeys: String, CodingKey {
      case mean, worst, color
      case worstFrameA = "worst_frame_a"
      case worstFrameB = "worst_frame_b"
    }
  }
}
