internal import Uncanny

/// Appearances of a film joined to the things that they are of.
///
/// The two appearances in different shots that are most alike begin a thing; then comes, again and again, the one that is
/// most like its two nearest in it. In one shot a thing is only once: what else is there is another one.
struct Troupe {
  /// One appearance, and the shot that it is in; that of a reference is in none.
  struct Role {
    var shot: Shot?
    var appearance: Appearance

    fileprivate var looks: [ObjectLook] { appearance.sightings.compactMap { $0.sighting.look } }
  }

  /// All that can be compared, in the order of the shots.
  let roles: [Role]
  /// The things that are in two shots or more, as indices of roles; those in the most shots first.
  private(set) var members: [[Int]] = []

  /// Two appearances that are more alike than this begin a thing; to it belongs what is so like its two nearest.
  private static let beginning: Float = 0.7
  private static let belonging: Float = 0.655
  /// What was seen less often, or is smaller, is not compared.
  private static let leastSeen = 2
  private static let leastArea: Float = 0.01

  /// - Parameter reference: the hero as it has to be; what is like it is the hero.
  init(_ shots: [ShotSummary], with reference: Appearance? = nil) {
    roles =
      shots.flatMap { summary in
        summary.appearances.filter { $0.count >= Self.leastSeen && $0.area >= Self.leastArea }
          .map { Role(shot: summary.shot, appearance: $0) }
      } + (reference.map { [Role(shot: nil, appearance: $0)] } ?? [])
    let likeness = Self.likeness(among: roles)
    var isFree = roles.indices.map { !roles[$0].looks.isEmpty }
    while let member = next(likeness, isFree) {
      for index in member { isFree[index] = false }
      members.append(member.sorted())
    }
    members = members.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map { $0.element }
  }

  /// The next thing among what is free.
  private func next(_ likeness: [[Float]], _ isFree: [Bool]) -> [Int]? {
    var best: (first: Int, second: Int, likeness: Float)?
    for first in roles.indices where isFree[first] {
      for second in roles.indices where second > first && isFree[second] {
        if likeness[first][second] > best?.likeness ?? Self.beginning {
          best = (first, second, likeness[first][second])
        }
      }
    }
    guard let best else { return nil }
    var member = [best.first, best.second]
    while true {
      let shots = Set(member.map { roles[$0].shot?.index })
      let candidates = roles.indices.filter { isFree[$0] && !shots.contains(roles[$0].shot?.index) }
      let rated = candidates.map { index in
        let nearest = member.map { likeness[index][$0] }.sorted().suffix(2)
        return (index: index, likeness: nearest.reduce(0, +) / Float(nearest.count))
      }
      guard let next = rated.max(by: { $0.likeness < $1.likeness }), next.likeness >= Self.belonging else { break }
      member.append(next.index)
    }
    return member
  }

  /// How alike the appearances are, each with each; 0 where they cannot be one thing.
  private static func likeness(among roles: [Role]) -> [[Float]] {
    var table = [[Float]](repeating: [Float](repeating: 0, count: roles.count), count: roles.count)
    for first in roles.indices {
      for second in roles.indices where second > first {
        guard roles[first].shot?.index != roles[second].shot?.index,
          roles[first].appearance.kind == roles[second].appearance.kind
        else { continue }
        var best: Float = 0
        for own in roles[first].looks { for other in roles[second].looks { best = max(best, own.likeness(to: other)) } }
        table[first][second] = best
        table[second][first] = best
      }
    }
    return table
  }
}
