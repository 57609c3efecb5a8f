internal import UncannyCompare

extension Wire.Comparison.Difference {
  init(_ difference: UncannyCompare.Difference, of second: Reel) {
    switch difference {
    case .trimmedHead(let frames): self.init(.trimmedHead, frames)
    case .trimmedTail(let frames): self.init(.trimmedTail, frames)
    case .cutOut(let frames): self.init(.cutOut, frames)
    case .extendedHead(let frames): self.init(.extendedHead, frames)
    case .extendedTail(let frames): self.init(.extendedTail, frames)
    case .fadesIn(let frames): self.init(.fadesIn, frames)
    case .fadesOut(let frames): self.init(.fadesOut, frames)
    case .split(let part, let parts):
      self.init(.split)
      (self.part, self.parts) = (part, parts)
    case .retimed(let speed):
      self.init(.retimed)
      self.speed = speed.sound
    case .mirrored: self.init(.mirrored)
    case .picture: self.init(.picture)
    case .reframed(let width, let height):
      self.init(.reframed)
      (self.width, self.height) = (width.sound, height.sound)
    case .letterboxed(let before, let after):
      self.init(.letterboxed)
      activeWidth = [before.x, after.x].compactMap { $0.soundShare }
      activeHeight = [before.y, after.y].compactMap { $0.soundShare }
    case .graded(let grade):
      self.init(.graded)
      (stops, contrast, saturation) = (grade.stops.sound, grade.contrast.sound, grade.saturation?.sound)
      (warmth, tint) = (grade.warmth.sound, grade.tint.sound)
    case .transition(let before, let after):
      self.init(.transition)
      transitions = [Wire.Shot.Transition(before), Wire.Shot.Transition(after)]
    case .partReplaced(let x, let y, let width, let height, let frames):
      self.init(.partReplaced)
      (self.x, self.y) = (x.soundShare, y.soundShare)
      (self.width, self.height) = (width.soundShare, height.soundShare)
      startFrame = second.number(of: frames.lowerBound)
      endFrame = second.number(of: frames.upperBound - 1) + 1
    }
  }

  private init(_ kind: Kind, _ frames: Int) {
    self.init(kind)
    self.frames = frames.soundCount
  }

  /// Those in which all shots that are in both films differ, and alike; none where there are fewer than two such shots.
  static func common(to rows: [Wire.Comparison.Row]) -> [Wire.Comparison.Difference] {
    let both = rows.filter { $0.a != nil && $0.b != nil && $0.plain != true && $0.state != .undecided }
    guard both.count > 1, let first = both.first else { return [] }
    return first.differences.filter { difference in
      shared.contains(difference.kind)
        && both.allSatisfy { row in row.differences.contains { $0.isLike(difference) } }
    }
  }

  /// Kinds that may be of a whole film.
  private static let shared: Set<Kind> = [.retimed, .mirrored, .reframed, .letterboxed, .graded]

  private func isLike(_ other: Wire.Comparison.Difference) -> Bool {
    func near(_ one: Double?, _ two: Double?, _ by: Double) -> Bool { abs((one ?? 1) - (two ?? 1)) <= by }
    guard kind == other.kind else { return false }
    switch kind {
    case .retimed: return near(speed, other.speed, 0.01)
    case .reframed: return near(width, other.width, 0.02) && near(height, other.height, 0.02)
    case .letterboxed:
      return zip((activeWidth ?? []) + (activeHeight ?? []), (other.activeWidth ?? []) + (other.activeHeight ?? []))
        .allSatisfy { near($0, $1, 0.02) }
    case .graded: return near(stops, other.stops, 0.15) && near(contrast, other.contrast, 0.1)
    default: return true
    }
  }
}
