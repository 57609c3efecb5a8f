public import Uncanny

/// Finds vehicles that are not the same in every shot.
public struct Subject: ShotDetector {
  /// From this distance of hue to every other shot in like light on, it is another color; in degrees of OKLab.
  public var hue: Float = 7.7

  public init() {}

  public static let needs: Features = .objects

  public static let parameters = [
    Parameter("hue", \Subject.hue, in: 1...90, unit: "degrees", "how far the hue of a body may lie from all others")
  ]

  /// Nothing yet: whether a shot is wrong is known when the others are.
  public func compare(_ shot: ShotSummary, with earlier: [ShotSummary]) -> [Finding] { [] }

  /// The things that are in two shots or more, and in which of them a vehicle is not what it is in the others.
  public func conclude(_ shots: [ShotSummary]) -> Conclusion {
    let troupe = Troupe(shots)
    var counts: [ObjectSighting.Kind: Int] = [:]
    var conclusion = Conclusion()
    for member in troupe.members {
      let roles = member.map { troupe.roles[$0] }
      guard let kind = roles.first?.appearance.kind else { continue }
      counts[kind, default: 0] += 1
      let resemblance = kind == .vehicle ? Resemblance(of: roles.map { $0.appearance }, hueLimit: hue) : nil
      var verdicts: [CastMember.Verdict] = []
      for (index, role) in roles.enumerated() {
        let verdict = Self.verdict(on: role, index, resemblance)
        verdicts.append(verdict)
        if let finding = Self.finding(verdict, role, resemblance?.ratios[index]) { conclusion.findings.append(finding) }
      }
      conclusion.cast.append(
        CastMember(id: "\(kind.rawValue)-\(counts[kind] ?? 1)", kind: kind, appearances: verdicts))
    }
    return conclusion
  }

  private static func verdict(
    on role: Troupe.Role, _ index: Int, _ resemblance: Resemblance?
  ) -> CastMember.Verdict {
    let largest = role.appearance.largest
    return CastMember.Verdict(
      shot: role.shot.index, first: role.appearance.first, last: role.appearance.last,
      isConsistent: resemblance?.isConsistent(index), distance: resemblance?.ratios[index].most,
      differences: resemblance?.ratios[index].differences ?? [], region: largest?.sighting.region ?? .full,
      frame: largest?.stamp.frame ?? role.appearance.first.frame)
  }

  /// Over the whole shot; clean where nothing that was compared differs, nothing where nothing could be.
  private static func finding(
    _ verdict: CastMember.Verdict, _ role: Troupe.Role, _ ratios: Resemblance.Ratios?
  ) -> Finding? {
    guard let ratios, ratios.most != nil else { return nil }
    let evidence = SIMD4(
      ratios.hue ?? 0, ratios.lettering ?? 0, max(ratios.lights ?? 0, ratios.surface ?? 0), ratios.parts ?? 0)
    guard verdict.isConsistent == false else { return Finding(score: 0, evidence: evidence) }
    return Finding(
      score: min(1, 0.5 * (verdict.distance ?? 1)), onset: role.shot.start, end: role.shot.end ?? verdict.last,
      regions: [verdict.region], evidence: evidence)
  }
}
