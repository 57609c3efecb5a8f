/// Finds fades: a picture that sinks into one color, and another that comes out of it.
///
/// When nearly all texture has gone, the last picture that had most of it is kept, however long the plain one is held; what
/// comes then is compared with it in structure, so that a dip to black and back, or lights that are dimmed, are no boundary.
/// At least one side must be a fade: the fainter picture is the stronger one at less contrast. That parts it from a camera
/// that passes over a wall, and from black between two hard cuts, which `CutFinder` finds.
struct FadeFinder: Sendable {
  private struct Plain: Sendable {
    /// The last picture before, and its texture.
    var reference: Level
    var texture: Float
    var hasFaded: Bool
    /// The last picture that was still to be made out.
    var last: Level
    /// The least texture since.
    var least: Float
  }

  private struct Rise: Sendable {
    /// The first frame that shows something again.
    var start: Stamp
    var first: Level
    var texture: Float
    var hasFaded = false
  }

  private enum State: Sendable {
    case full
    case plain(Plain)
    case rising(Plain, Rise)
  }

  private var state = State.full

  /// A picture is plain when this share of the texture is left, and no more than so many code values.
  private static let left: Float = 0.25
  private static let faint: Float = 3
  /// Below this texture there was nothing to fade.
  private static let something: Float = 2
  /// The picture before is the last with this share of the texture; while it fades it has between the next two.
  private static let most: Float = 0.7
  private static let fading: ClosedRange<Float> = 0.1...0.6
  /// What the stronger picture explains of the fainter in a fade.
  private static let explained: Float = 0.7
  /// By which share of the texture before the new picture must rise to be seen, and to be compared.
  private static let seen: Float = 0.1
  private static let seenAtLeast: Float = 0.8
  private static let risen: Float = 0.6
  /// How long it may take to rise, and in which time it must grow not to be there already.
  private static let patience = ClockTime.seconds(2.4)
  private static let pause = ClockTime.seconds(0.25)
  /// A picture that has grown so much since it was first seen is coming gradually.
  private static let growing: Float = 1.3
  /// The last picture that could be made out, by its share of the texture before, and what it explains of the first one
  /// afterwards if they are the same: two that have nothing to do with each other, at most a quarter.
  private static let madeOut: Float = 0.15
  private static let same: Float = 0.32
  /// From this distance on two pictures are two shots.
  private static let apart: Float = 0.36

  /// Whether a picture has gone, or one is coming.
  var isUnderWay: Bool { if case .full = state { false } else { true } }

  /// Whether the picture that has gone went gradually.
  var hasFaded: Bool {
    switch state {
    case .full: false
    case .plain(let plain), .rising(let plain, _): plain.hasFaded
    }
  }

  /// Whether a picture is coming gradually, of which `picture` is the newest; `nil` where none is coming.
  func isFading(_ picture: Level) -> Bool? {
    switch state {
    case .full: nil
    // a picture that is dim, but came at once, is another shot
    case .plain(let plain): plain.hasFaded || picture.texture < Self.seenAtLeast
    case .rising(_, let rise): rise.hasFaded || picture.texture >= Self.growing * rise.texture
    }
  }

  /// Looks at the newest picture of the history; answers the first frame of a shot that a fade has brought.
  mutating func update(_ history: PictureHistory) -> Stamp? {
    let newest = history.count - 1
    guard newest >= 1 else { return nil }
    let texture = history.texture(newest)
    switch state {
    case .full:
      if let plain = Self.plain(history) { state = .plain(plain) }
    case .plain(var plain):
      plain.least = min(plain.least, texture)
      let isSeen = texture >= plain.least + max(Self.seen * plain.texture, Self.seenAtLeast)
      let rise = Rise(start: history.stamp(newest), first: history.picture(newest), texture: texture)
      state = isSeen ? .rising(plain, rise) : .plain(plain)
    case .rising(let plain, var rise):
      guard texture >= plain.least + 0.7 * max(Self.seen * plain.texture, Self.seenAtLeast) else {
        state = .plain(plain)
        return nil
      }
      let picture = history.picture(newest)
      if !rise.hasFaded, texture >= 1.8 * rise.texture {
        rise.hasFaded =
          rise.first.share(explainedBy: picture, reach: DissolveFinder.reach(history.picture(0))) >= Self.explained
      }
      state = .rising(plain, rise)
      guard isThere(history, rise, plain) else { return nil }
      state = .full
      guard plain.hasFaded || rise.hasFaded, texture >= 1,
        rise.first.share(explainedBy: plain.last, reach: DissolveFinder.reach(history.picture(0))) < Self.same
      else { return nil }
      return picture.difference(from: plain.reference, reach: DissolveFinder.reach(history.picture(0))).distance
        >= Self.apart ? rise.start : nil
    }
    return nil
  }

  /// What is known when the newest picture has lost its texture.
  private static func plain(_ history: PictureHistory) -> Plain? {
    let newest = history.count - 1
    let texture = history.texture(newest)
    guard texture <= faint else { return nil }
    var most: Float = 0
    for index in 0..<newest { most = max(most, history.texture(index)) }
    guard most >= something, texture <= left * most else { return nil }
    var index = newest
    while index > 0, history.texture(index) < Self.most * most { index -= 1 }
    let reference = history.picture(index)
    let full = history.texture(index)
    var last = newest
    while last > index, history.texture(last) < madeOut * full { last -= 1 }
    var plain = Plain(
      reference: reference, texture: full, hasFaded: false, last: history.picture(last), least: texture)
    while index < newest, history.texture(index) > fading.upperBound * full { index += 1 }
    if history.texture(index) >= fading.lowerBound * full {
      plain.hasFaded =
        history.picture(index).share(explainedBy: reference, reach: DissolveFinder.reach(reference)) >= explained
    }
    return plain
  }

  /// Whether the new picture has come up, or will not come up further.
  private func isThere(_ history: PictureHistory, _ rise: Rise, _ plain: Plain) -> Bool {
    let newest = history.count - 1
    let (now, texture) = (history.stamp(newest).running, history.texture(newest))
    let age = now - rise.start.running
    if texture >= Self.risen * plain.texture, texture >= 1.8 * rise.texture || age >= Self.pause { return true }
    if age >= Self.patience { return true }
    guard age >= Self.pause, let before = history.index(at: now - Self.pause, within: Self.pause) else { return false }
    return texture <= 1.08 * history.texture(before)
  }
}
