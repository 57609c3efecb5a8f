extension Wire.Comparison {
  /// A shot, or a part of one.
  public struct Row: Sendable, Equatable, Codable {
    /// What became of it.
    public let state: State
    /// What of the first film it is; `nil` when it is new.
    public let a: Span?
    /// Where it is in the second film; `nil` when it is missing.
    public let b: Span?
    /// Seconds by which it is later in the second film than in the first; `nil` when it is in one of them only.
    public let offset: Double?
    /// The same in frames; `nil` also when the rates differ.
    public let offsetFrames: Int?
    /// Whether the pictures say which frames belong together; `false` where nothing moves, and ends were laid together.
    public let timed: Bool?
    /// Whether it is a plain picture, such as black; absent otherwise.
    public let plain: Bool?
    /// Shots of the other film that are missing, or new, where this one is.
    public let inPlaceOf: [Int]?
    /// In what it differs; empty when in nothing.
    public let differences: [Difference]
    /// How alike the pictures are; `nil` when there is nothing to compare.
    public let similarity: Similarity?
    /// One sentence for a person, without a full stop.
    public let message: String

    /// - Parameter offset: seconds.
    public init(
      state: State, a: Span?, b: Span?, offset: Double? = nil, offsetFrames: Int? = nil, timed: Bool? = nil,
      plain: Bool? = nil, inPlaceOf: [Int]? = nil, differences: [Difference] = [], similarity: Similarity? = nil,
      message: String
    ) {
      self.state = state
      self.a = a
      self.b = b
      self.offset = offset?.sound
      self.offsetFrames = offsetFrames
      self.timed = timed
      self.plain = plain
      self.inPlaceOf = inPlaceOf
      self.differences = differences
      self.similarity = similarity
      self.message = message
    }

    enum CodingKeys: String, CodingKey {
      case state, a, b, offset, timed, plain, differences, similarity, message
      case offsetFrames = "offset_frames"
      case inPlaceOf = "in_place_of"
    }
  }

  /// One thing in which two shots that show the same differ; what a kind has no use for is `nil`.
  public struct Difference: Sendable, Equatable, Codable {
    /// What differs.
    public enum Kind: String, Sendable, Codable, CaseIterable {
      case trimmedHead = "trimmed-head"
      case trimmedTail = "trimmed-tail"
      case cutOut = "cut-out"
      case extendedHead = "extended-head"
      case extendedTail = "extended-tail"
      case split, retimed, mirrored, reframed, letterboxed, graded
      case fadesIn = "fades-in"
      case fadesOut = "fades-out"
      case transition
      case partReplaced = "part-replaced"
      case picture
    }

    /// What differs.
    public let kind: Kind
    /// How many frames are missing, added, or faded over.
    public var frames: Int?
    /// Which of several parts it is, counted from 1.
    public var part: Int?
    /// How many parts there are.
    public var parts: Int?
    /// Seconds of the first film in one of the second: 2 is twice as fast, below 0 it runs backwards.
    public var speed: Double?
    /// Of a part, shares of the picture of the second film; reframed, how much is seen of what was seen, 1 being all.
    public var width: Double?
    /// The same for the height.
    public var height: Double?
    /// The left edge of a part, as a share of the picture's width.
    public var x: Double?
    /// The upper edge of a part, as a share of the picture's height.
    public var y: Double?
    /// The first frame, in the second film, on which a part is another one.
    public var startFrame: Int?
    /// The first frame after them.
    public var endFrame: Int?
    /// The share of the picture's width that is no bar, in the first film and in the second.
    public var activeWidth: [Double]?
    /// The same for the height.
    public var activeHeight: [Double]?
    /// How much brighter, in stops; negative is darker.
    public var stops: Double?
    /// Contrast over contrast.
    public var contrast: Double?
    /// Saturation over saturation; `nil` where there is no color to speak of.
    public var saturation: Double?
    /// Towards red and away from blue, in code values; negative is cooler.
    public var warmth: Double?
    /// Towards magenta and away from green, in code values.
    public var tint: Double?
    /// How it is entered in the first film and in the second.
    public var transitions: [Wire.Shot.Transition]?

    /// A difference of a kind, of which nothing else is said yet.
    public init(_ kind: Kind) { self.kind = kind }

    enum CodingKeys: String, CodingKey {
      case kind, frames, part, parts, speed, width, height, x, y, stops, contrast, saturation, warmth, tint, transitions
      case startFrame = "start_frame"
      case endFrame = "end_frame"
      case activeWidth = "active_width"
      case activeHeight = "active_height"
    }
  }
}
