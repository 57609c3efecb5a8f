/// Somebody or something that was followed across the shots of a film.
public struct CastMember: Sendable, Equatable {
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
    /// Where it was first seen in it.
    public var first: Stamp
    /// Where it was last seen in it.
    public var last: Stamp
    /// Whether it is the same as in the other shots; `nil` where that could not be decided.
    public var isConsistent: Bool?
    /// How far it is from the others; 1 is where a difference begins. `nil` where nothing could be compared.
    public var distance: Float?
    /// In what it differs: `hue`, `lettering`, `parts`, `proportions`, `lights`, `appearance`.
    public var differences: [String]
    /// Where it was seen largest.
    public var region: Region
    /// In which frame that was.
    public var frame: Int

    public init(
      shot: Int, first: Stamp, last: Stamp, isConsistent: Bool?, distance: Float?, differences: [String],
      region: Region, frame: Int
    ) {
      self.shot = shot
      self.first = first
      self.last = last
      self.isConsistent = isConsistent
      self.distance = distance
      self.differences = differences
      self.region = region
      self.frame = frame
    }
  }
}

/// What a detector of shots says when a film is over.
public struct Conclusion: Sendable, Equatable {
  /// Who or what was followed across the shots.
  public var cast: [CastMember]
  /// What is wrong with single shots, each with its onset and its end; a clean finding where something was compared and is
  /// right, nothing where nothing could be.
  public var findings: [Finding]

  public init(cast: [CastMember] = [], findings: [Finding] = []) {
    self.cast = cast
    self.findings = findings
  }
}
