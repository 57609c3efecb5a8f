internal import Uncanny

/// In what each appearance of one thing differs from the others.
///
/// A shot is accused only of what the others agree on among themselves, and it shares with none of them.
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

  init(of appearances: [Appearance], hueLimit: Float) {
    let hues = HueGaps(of: appearances)
    let lettering = Lettering(of: appearances)
    ratios = appearances.indices.map { index in
      Ratios(hue: hues.gaps[index].map { $0 / hueLimit }, lettering: lettering.differs(index) ? 1 : nil)
    }
    isExamined = appearances.map { _ in false }
  }

  /// Whether an appearance is the same as the others; `nil` where that cannot be decided.
  func isConsistent(_ index: Int) -> Bool? {
    if ratios[index].most ?? 0 >= 1 { return false }
    return isExamined[index] ? true : nil
  }
}
