internal import Uncanny

extension Match {
  /// A picture without bars that shows so much more or less is framed otherwise.
  private static let reframing = 0.015
  /// Bars that differ by more of a side.
  private static let barring = 0.02
  private static let retiming = 0.004
  /// Pictures that are less alike differ by more than an encoder does.
  private static let unlike = 0.75

  /// In what some frames differ from those beside them, but for how long they are; and how alike they are.
  func describe(_ frames: Range<Int>) -> (differences: [Difference], likeness: Likeness?) {
    var found: [Difference] = []
    if abs(pairing.line.ratio - 1) > Self.retiming { found.append(.retimed(speed: pairing.line.ratio)) }
    if pairing.placement.isMirrored { found.append(.mirrored) }
    found += framing
    let isReframed = found.contains { if case .reframed = $0 { true } else { false } }
    let fades = pairing.fades(of: frames)
    let full =
      frames.lowerBound + fades.fadeIn..<max(frames.lowerBound + fades.fadeIn, frames.upperBound - fades.fadeOut)
    if let grade = pairing.grade(of: full), grade.isChange(isReframed: isReframed) { found.append(.graded(grade)) }
    if fades.fadeIn > 0 { found.append(.fadesIn(frames: fades.fadeIn)) }
    if fades.fadeOut > 0 { found.append(.fadesOut(frames: fades.fadeOut)) }
    if let part = PartDifference(pairing, frames: full).difference() { found.append(part) }
    let likeness = pairing.likeness(of: full)
    let isExplained = found.contains { if case .retimed = $0 { false } else { true } }
    if let likeness, likeness.mean < Self.unlike, !isExplained { found.append(.picture) }
    return (found, likeness)
  }

  private var framing: [Difference] {
    var found: [Difference] = []
    let (a, b) = (pairing.activeA, pairing.activeB)
    let (before, after) = (SIMD2(a.width, a.height), SIMD2(b.width, b.height))
    if abs(before.x - after.x) > Self.barring || abs(before.y - after.y) > Self.barring {
      found.append(.letterboxed(before: before, after: after))
    }
    let seen = pairing.placement.image(of: b)
    let (width, height) = (seen.width / a.width, seen.height / a.height)
    // bars that lie over the picture hide what they lie over, and that is told
    if abs(pairing.placement.scale.x - 1) < Self.reframing, abs(pairing.placement.scale.y - 1) < Self.reframing {
      return found
    }
    if abs(width - 1) > Self.reframing || abs(height - 1) > Self.reframing {
      found.append(.reframed(width: width, height: height))
    }
    return found
  }
}
