extension Catalog {
  /// What happens to a source, of which no detector tells.
  private static let source = [
    "stream", "stream.lost", "stream.stalled", "stream.discontinuity", "stream.late", "stream.settings",
  ]

  /// Every name by which events can be chosen: what happens to a source, detectors, and faults.
  public var names: [String] {
    var names = Self.source
    for card in entries.map({ $0.card }) {
      for name in [card.id] + card.faults.indices.map({ card.faultName($0) }) where !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }
}
