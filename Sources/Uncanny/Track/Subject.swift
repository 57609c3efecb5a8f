/// Somebody or something that was followed across the shots of a film.
public struct Subject: Sendable, Equatable {
  /// Unique within the report: `vehicle-1`.
  public var id: String
  /// What it is, as coarsely as it can be trusted.
  public var kind: ObjectSighting.Kind
  /// One for each shot that it is in, in their order.
  public var appearances: [Verdict]

  public init(id: String, kind: ObjectSighting.Kind, appearances: [Verdict]) {
    self.id = id
    self.kind = kind
    self.appearances = appearances
  }

  /// What is said about one appearance.
  public struct Verdict: Sendable, Equatable {
    /// The index of the shot.
    public var shot: Int
    /// The first and the last frame in which it was seen.
    public var frames: ClosedRange<Int>
    /// Whether it is the same as in the other shots; `nil` where that could not be decided.
    public var isConsistent: Bool?
    /// How far it is from the others; 1 is where a difference begins. `nil` where nothing could be compared.
    public var distance: Float?
    /// In what it differs: `hue`, `lettering`, `parts`, `proportions`, `lights`, `appearance`.
    public var differences: [String]
    /// Where it was seen best, and in which frame.
    public var region: Region
    /// That frame.
    public var frame: Int

    public init(
      shot: Int, frames: ClosedRange<Int>, isConsistent: Bool?, distance: Float?, differences: [String],
      region: Region, frame: Int
    ) {
      self.shot = shot
      self.frames = frames
      self.isConsistent = isConsistent
      self.distance = distance
      self.differences = differences
      self.region = region
      self.frame = frame
    }
  }
}
