/// What was expected of one thing and what it did, over time: evidence that four numbers cannot hold.
public struct Curve: Sendable, Equatable {
  /// One moment of it; the unit is that of the detector's evidence.
  public struct Point: Sendable, Equatable {
    /// The frame that it is about, or the last one of those.
    public var frame: Int
    /// What should have been.
    public var expected: Float
    /// What was.
    public var measured: Float
    /// One standard error of what was measured.
    public var uncertainty: Float

    public init(frame: Int, expected: Float, measured: Float, uncertainty: Float) {
      self.frame = frame
      self.expected = expected
      self.measured = measured
      self.uncertainty = uncertainty
    }
  }

  /// Which thing it is about, from 1 on, as in the order of the event's regions.
  public var number: Int
  /// In the order of time.
  public var points: [Point]

  public init(number: Int, points: [Point]) {
    self.number = number
    self.points = points
  }
}
