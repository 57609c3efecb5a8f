/// One thing as it was seen through a shot.
public struct Appearance: Sendable, Equatable {
  /// What most of its sightings say that it is.
  public var kind: ObjectSighting.Kind
  /// Sightings spread over the shot, in their order; at least one, at most `most`.
  public var sightings: [Moment]
  /// How often it was seen in all.
  public var count: Int
  /// Where it was first seen, and where last.
  public var first: Stamp
  /// Where it was last seen.
  public var last: Stamp

  /// It, in one frame.
  public struct Moment: Sendable, Equatable {
    /// The frame.
    public var stamp: Stamp
    /// What was seen.
    public var sighting: ObjectSighting

    public init(stamp: Stamp, sighting: ObjectSighting) {
      self.stamp = stamp
      self.sighting = sighting
    }
  }

  /// No more sightings are kept of one thing in one shot.
  public static let most = 16

  /// `nil` without a sighting.
  public init?(_ moments: [Moment], count: Int) {
    guard let first = moments.first, let last = moments.last else { return nil }
    var weights: [ObjectSighting.Kind: Float] = [:]
    for moment in moments { weights[moment.sighting.kind, default: 0] += moment.sighting.confidence }
    kind = ObjectSighting.Kind.allCases.max { weights[$0, default: 0] < weights[$1, default: 0] } ?? .other
    sightings = moments
    self.count = count
    self.first = first.stamp
    self.last = last.stamp
  }

  /// It with the sightings that were looked at closely, few enough to be remembered.
  public var condensed: Appearance {
    let looked = sightings.filter { $0.sighting.look != nil }
    guard looked.count > Self.mostRemembered else { return looked.isEmpty ? self : with(looked) }
    let spread = (0..<Self.mostRemembered).map { looked[$0 * (looked.count - 1) / (Self.mostRemembered - 1)] }
    return with(spread)
  }

  private func with(_ moments: [Moment]) -> Appearance {
    var appearance = self
    appearance.sightings = moments
    return appearance
  }

  /// So many sightings of one thing in one shot are remembered.
  private static let mostRemembered = 6

  /// The mean share of the picture that it covers.
  public var area: Float {
    sightings.reduce(0) { $0 + $1.sighting.region.area } / Float(max(1, sightings.count))
  }

  /// Where it was seen largest.
  public var largest: Moment? { sightings.max { $0.sighting.region.area < $1.sighting.region.area } }
}
