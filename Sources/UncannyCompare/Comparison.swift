/// What two films are to each other, shot by shot.
public struct Comparison: Sendable {
  /// What became of a shot.
  public enum State: String, Sendable, CaseIterable {
    /// The same, in its place.
    case unchanged
    /// In its place, and other than it was.
    case changed
    /// The same or other than it was, in another place.
    case moved
    /// There once more than it was.
    case repeated
    /// In the second film only.
    case new
    /// In the first film only.
    case missing
    /// Neither can be said.
    case undecided
  }

  /// A shot, or a part of one.
  public struct Row: Sendable, Equatable {
    public var state: State
    /// The shot of the first film, counted from 0; `nil` for a new one.
    public var shotA: Int?
    /// The shot of the second film, counted from 0; `nil` for a missing one.
    public var shotB: Int?
    /// The frames of the first film that it is.
    public var framesA: Range<Int>?
    /// Its frames in the second film.
    public var framesB: Range<Int>?
    /// In the order in which they are told.
    public var differences: [Difference] = []
    /// How alike the pictures are; `nil` where there is nothing to compare.
    public var likeness: Likeness?
    /// Whether the pictures themselves say which frames belong together; where nothing moves they do not.
    public var isTimed = true
    /// One picture without structure, all of it.
    public var isPlain = false
    /// Shots of the other film in whose place it is.
    public var inPlaceOf: [Int] = []
    /// Why it is undecided; `nil` where it is not.
    public var reason: String?

    /// A row with what is known of it.
    public init(
      state: State, shotA: Int? = nil, shotB: Int? = nil, framesA: Range<Int>? = nil, framesB: Range<Int>? = nil,
      differences: [Difference] = [], likeness: Likeness? = nil, isTimed: Bool = true, isPlain: Bool = false,
      inPlaceOf: [Int] = [], reason: String? = nil
    ) {
      self.state = state
      (self.shotA, self.shotB) = (shotA, shotB)
      (self.framesA, self.framesB) = (framesA, framesB)
      self.differences = differences
      self.likeness = likeness
      (self.isTimed, self.isPlain) = (isTimed, isPlain)
      self.inPlaceOf = inPlaceOf
      self.reason = reason
    }
  }

  /// In the order of the second film; what is missing stands where it was.
  public var rows: [Row]

  /// - Parameter rows: in the order of the second film.
  public init(rows: [Row]) { self.rows = rows }

  /// Whether every shot is there, in its place, as it was.
  public var isSame: Bool { rows.allSatisfy { $0.state == .unchanged } }
}

/// How alike pictures are, on small pictures of 64 by 36 cells, frame by frame, laid over each other.
public struct Likeness: Sendable, Equatable {
  /// The structural similarity of the luma, 1 for the same: the mean over the frames.
  public var mean: Double
  /// The worst frame's.
  public var worst: Double
  /// The worst frame, of the second film.
  public var worstFrame: Int
  /// The frame of the first film that stands beside it.
  public var worstPartner: Int
  /// The mean distance of the colors, in code values of Cb and Cr.
  public var color: Double

  /// - Parameters:
  ///   - mean: at most 1.
  ///   - worst: at most 1.
  ///   - color: in code values.
  public init(mean: Double, worst: Double, worstFrame: Int, worstPartner: Int, color: Double) {
    (self.mean, self.worst) = (mean, worst)
    (self.worstFrame, self.worstPartner) = (worstFrame, worstPartner)
    self.color = color
  }
}
