public import Uncanny

/// Finds vehicles that are not the same in every shot.
public struct Subject: ShotDetector {
  /// From this distance of hue to every other shot in like light on, it is another color; in degrees of OKLab.
  public var hue: Float = 7.7
  /// The shot that shows the hero as it has to be; `nil` where the film is its own measure.
  public var reference: ShotSummary?

  public init() {}

  public static let needs: Features = .objects

  public static let parameters = [
    Parameter("hue", \Subject.hue, in: 1...90, unit: "degrees", "how far the hue of a body may lie from all others")
  ]

  /// A picture to hold the hero against.
  public static let references = [
    ReferenceParameter("reference", \Subject.reference, "a picture of the vehicle as it has to be") {
      Self.hero(of: $0) == nil ? "no vehicle is seen in it" : nil
    }
  ]

  /// The vehicle that a reference shows: the largest.
  static func hero(of reference: ShotSummary) -> Appearance? {
    reference.appearances.filter { $0.kind == .vehicle }.max { $0.area < $1.area }
  }

  /// Nothing yet: whether a shot is wrong is known when the others are.
  public func compare(_ shot: ShotSummary, with earlier: [ShotSummary]) -> [Finding] { [] }

  /// The things that are in two shots or more, and in which of them a vehicle is not what it is in the others, or in the
  /// reference.
  public func conclude(_ shots: [ShotSummary]) -> Conclusion {
    let troupe = Troupe(shots, with: reference.flatMap { Self.hero(of: $0) })
    var counts: [ObjectSighting.Kind: Int] = [:]
    var conclusion = Conclusion()
    for member in troupe.members {
      guard let kind = member.first.map({ troupe.roles[$0].appearance.kind }) else { continue }
      counts[kind, default: 0] += 1
      let resemblance =
        kind == .vehicle
        ? Resemblance(
          of: member.map { troupe.roles[$0].appearance }, reference: member.firstIndex { troupe.roles[$0].shot == nil },
          hueLimit: hue) : nil
      var verdicts: [CastMember.Verdict] = []
      for (index, number) in member.enumerated() {
        let appearance = troupe.roles[number].appearance
        guard let shot = troupe.roles[number].shot else { continue }
        let verdict = Self.verdict(on: appearance, in: shot, index, resemblance)
        verdicts.append(verdict)
        if let finding = Self.finding(verdict, shot, resemblance?.ratios[index]) {
          conclusion.findings.append(finding)
        }
      }
      conclusion.cast.append(
        CastMember(id: "\(kind.rawValue)-\(counts[kind] ?? 1)", kind: kind, appearances: verdicts))
    }
    return conclusion
  }

  private static func verdict(
    on appearance: Appearance, in shot: Shot, _ index: Int, _ resemblance: Resemblance?
  ) -> CastMember.Verdict {
    let largest = appearance.largest
    return CastMember.Verdict(
      shot: shot.index, first: appearance.first, last: appearance.last,
      isConsistent: resemblance?.isConsistent(index), distance: resemblance?.ratios[index].most,
      differences: resemblance?.ratios[index].differences ?? [], region: largest?.sighting.region ?? .full,
      frame: largest?.stamp.frame ?? appearance.first.frame)
  }

  /// Over the whole shot; clean where nothing that was compared differs, nothing where nothing could be.
  private static func finding(
    _ verdict: CastMember.Verdict, _ shot: Shot, _ ratios: Resemblance.Ratios?
  ) -> Finding? {
    guard let ratios, ratios.most != nil else { return nil }
    let evidence = SIMD4(
      ratios.hue ?? 0, ratios.lettering ?? 0, max(ratios.lights ?? 0, ratios.surface ?? 0), ratios.parts ?? 0)
    guard verdict.isConsistent == false else { return Finding(score: 0, evidence: evidence) }
    return Finding(
      score: min(1, 0.5 * (verdict.distance ?? 1)), onset: shot.start, end: shot.end ?? verdict.last,
      regions: [verdict.region], evidence: evidence)
  }
}
