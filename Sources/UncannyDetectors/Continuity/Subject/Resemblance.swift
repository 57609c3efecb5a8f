internal import Uncanny

/// In what each appearance of one thing differs from the others.
///
/// A shot is accused only of what the others agree on among themselves, and it shares with none of them; or of another
/// hue and other lettering than a reference has, whatever the others are.
struct Resemblance {
  /// What was compared, and how far off it is; 1 is where a difference begins.
  struct Ratios {
    var hue: Float?
    var lettering: Float?
    var lights: Float?
    var parts: Float?
    /// What differs on the side around the lettering and is none of the others.
    var surface: Float?

    /// The largest; `nil` where nothing was compared.
    var most: Float? { [hue, lettering, lights, parts, surface].compactMap { $0 }.max() }

    /// The words for what is 1 or more.
    var differences: [String] {
      var words: [String] = []
      if hue ?? 0 >= 1 { words.append("hue") }
      if lettering ?? 0 >= 1 { words.append("lettering") }
      if lights ?? 0 >= 1 { words.append("lights") }
      if parts ?? 0 >= 1 { words.append("parts") }
      if surface ?? 0 >= 1, words.isEmpty { words.append("appearance") }
      return words
    }
  }

  /// For each appearance, in their order.
  let ratios: [Ratios]
  /// Whether the sides of an appearance were compared: only then may it be called the same.
  let isExamined: [Bool]

  /// - Parameter reference: the appearance that is right whatever the others are; `nil` where none is known to be.
  init(of appearances: [Appearance], reference: Int? = nil, hueLimit: Float) {
    let hues = HueGaps(of: appearances, reference: reference)
    let lettering = Lettering(of: appearances, reference: reference)
    let planes = lettering.reference.flatMap { SideConsensus(lettering.views, reference: $0) }
    ratios = appearances.indices.map { index in
      var ratios = Ratios(hue: hues.gaps[index].map { $0 / hueLimit })
      let scores = planes?.scores(ofShot: index)
      // seen askew, a line may be read wrong: it must look different, too
      if let differs = lettering.differs(index), planes == nil || scores != nil {
        ratios.lettering = differs && scores?.zoneTop ?? 1 >= Self.visible ? 1 : 0
      }
      if let scores {
        // of three only one pair of others agrees: a weaker witness
        let isWeak = scores.planes == 3
        ratios.surface = scores.zone / Self.surface / (isWeak ? 2.5 : 1)
        ratios.lights = scores.dots / Self.lights / (isWeak ? 1.8 : 1)
        if lettering.views[index].count >= Self.manyViews { ratios.parts = scores.wheels.map { $0 / Self.wheels } }
      }
      return ratios
    }
    isExamined = appearances.indices.map { planes?.scores(ofShot: $0) != nil }
  }

  /// From how much on a side differs: the share of its cells, the share of its lights, and the response of a wheel, which
  /// takes so many views.
  private static let surface: Float = 0.1
  private static let lights: Float = 0.26
  private static let wheels: Float = 0.87
  private static let manyViews = 5
  /// Lettering that reads otherwise must look so much otherwise.
  private static let visible: Float = 0.35

  /// Whether an appearance is the same as the others; `nil` where that cannot be decided.
  func isConsistent(_ index: Int) -> Bool? {
    if ratios[index].most ?? 0 >= 1 { return false }
    return isExamined[index] ? true : nil
  }
}
