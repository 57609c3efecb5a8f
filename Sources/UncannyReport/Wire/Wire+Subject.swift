public import Uncanny

extension Wire {
  /// Somebody or something that was followed across the shots.
  public struct Subject: Sendable, Equatable, Codable {
    /// Unique within the report.
    public let id: String
    /// What it is: `vehicle`, `person`, `animal` or `other`.
    public let label: String
    /// One for each shot that it is in.
    public let appearances: [Appearance]

    /// One shot of it.
    public struct Appearance: Sendable, Equatable, Codable {
      /// The index of the shot.
      public let shot: Int
      /// The first frame in which it was seen.
      public let startFrame: Int
      /// The frame after the last in which it was seen.
      public let endFrame: Int
      /// Whether it is the same as in the other shots; `nil` where that could not be decided.
      public let consistent: Bool?
      /// How far it is from the others; 1 is where a difference begins. `nil` where nothing could be compared.
      public let distance: Double?
      /// In what it differs.
      public let differsIn: [String]
      /// Where it was seen best.
      public let regions: [Event.Region]

      /// An undecided verdict is written as null, not left out.
      public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(shot, forKey: .shot)
        try container.encode(startFrame, forKey: .startFrame)
        try container.encode(endFrame, forKey: .endFrame)
        try container.encode(consistent, forKey: .consistent)
        try container.encode(distance, forKey: .distance)
        try container.encode(differsIn, forKey: .differsIn)
        try container.encode(regions, forKey: .regions)
      }

      enum CodingKeys: String, CodingKey {
        case shot, consistent, distance, regions
        case startFrame = "start_frame"
        case endFrame = "end_frame"
        case differsIn = "differs_in"
      }
    }

    /// The subject as the core knows it.
    public init(_ member: CastMember) {
      id = member.id
      label = member.kind.rawValue
      appearances = member.appearances.map { verdict in
        Appearance(
          shot: verdict.shot.soundCount, startFrame: verdict.first.frame.soundCount,
          endFrame: verdict.last.frame.soundCount + 1, consistent: verdict.isConsistent,
          distance: verdict.distance.flatMap { $0.sound }, differsIn: verdict.differences,
          regions: [
            Event.Region(
              frame: verdict.frame.soundCount, x: Double(verdict.region.x.soundShare),
              y: Double(verdict.region.y.soundShare), width: Double(verdict.region.width.soundShare),
              height: Double(verdict.region.height.soundShare), label: member.kind.rawValue)
          ])
      }
    }
  }
}
