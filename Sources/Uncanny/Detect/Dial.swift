/// How far a thing in the picture has turned, and how far it should have: two hands of a dial that is drawn where it is.
public struct Dial: Sendable, Equatable {
  /// Where the thing is.
  public var region: Region
  /// In radians, clockwise; both count from the same moment.
  public var expected: Float
  public var measured: Float

  public init(region: Region, expected: Float, measured: Float) {
    self.region = region
    self.expected = expected
    self.measured = measured
  }
}
