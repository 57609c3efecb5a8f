internal import Uncanny

/// What is written on a thing, over its appearances.
struct Lettering {
  /// The views of each appearance, one a frame: the line that says most.
  let views: [[LetteredView]]
  /// What the appearance says that is right, or else most appearances; `nil` where no two say the same.
  let reference: String?

  /// A reading this sure may be the reference, and is one where its appearance has it twice.
  private static let sure: Float = 0.85
  /// A reading this sure may accuse.
  private static let surer: Float = 0.9
  /// Shorter lines say nothing.
  static let shortest = 4

  /// - Parameter right: the appearance that is right whatever the others are; `nil` where none is known to be.
  init(of appearances: [Appearance], reference right: Int? = nil) {
    views = appearances.map { appearance in
      appearance.sightings.compactMap { moment in
        let lines = (moment.sighting.look?.views ?? []).map { Self.normalized($0) }.filter {
          $0.text.count >= Self.shortest
        }
        return lines.max { Float($0.text.count) * $0.confidence < Float($1.text.count) * $1.confidence }
      }
    }
    var votes: [String: (shots: Int, readings: Int)] = [:]
    for (index, own) in views.enumerated() {
      var counts: [String: Int] = [:]
      for view in own where view.confidence >= Self.sure { counts[view.text, default: 0] += 1 }
      for (text, count) in counts where count >= 2 {
        let before = votes[text] ?? (0, 0)
        votes[text] = (before.shots + (index == right ? appearances.count : 1), before.readings + count)
      }
    }
    let best = votes.max { a, b in
      (a.value.shots, a.key.count, a.value.readings, b.key) < (b.value.shots, b.key.count, b.value.readings, a.key)
    }
    reference = best.flatMap { $0.value.shots >= 2 ? $0.key : nil }
  }

  /// Whether an appearance says something else, again and again; a part of the line is no other line. `nil` where there are
  /// not two readings to trust.
  func differs(_ index: Int) -> Bool? {
    guard let reference, views.indices.contains(index) else { return nil }
    let target = Array(reference)
    let readings = views[index].filter { $0.confidence >= Self.surer && $0.text.count >= max(4, target.count / 2) }
    guard readings.count >= 2 else { return nil }
    let others = readings.filter { editDistance(Array($0.text), toPartOf: target) >= 2 }
    return others.count >= 2 && Float(others.count) > 0.6 * Float(readings.count)
  }

  /// Capitals and digits only.
  private static func normalized(_ view: LetteredView) -> LetteredView {
    var view = view
    view.text = view.text.uppercased().filter { ("A"..."Z").contains($0) || ("0"..."9").contains($0) }
    return view
  }
}
