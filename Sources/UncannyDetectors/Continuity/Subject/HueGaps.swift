internal import Uncanny

/// By how much the hue of a thing in one shot lies apart from that in all others in like light.
struct HueGaps {
  /// In degrees, for each appearance; `nil` where there is nothing to compare with.
  private(set) var gaps: [Float?]

  /// Darker bodies have no hue to trust; 0...255.
  private static let dimmest: Float = 75
  /// Light differs by less than this between shots that are compared, in nats, and one of them must be this near.
  private static let likeLight: Float = 0.2
  private static let nearestLight: Float = 0.08
  /// An outlier from here on is taken out before the others are judged.
  private static let outlying: Float = 6
  /// One shot alone is a weaker witness than several on one side.
  private static let single: Float = 1.3
  /// A hue needs so many frames.
  private static let frames = 2

  private struct Color {
    var hue: Float
    var light: Float
  }

  /// - Parameter reference: the appearance that is right whatever the others are; `nil` where none is known to be.
  init(of appearances: [Appearance], reference: Int? = nil) {
    let colors = appearances.map { Self.color(of: $0) }
    gaps = [Float?](repeating: nil, count: appearances.count)
    var judged = appearances.indices.filter { colors[$0] != nil }
    while true {
      for index in judged { gaps[index] = Self.gap(of: index, among: judged, colors) }
      guard let worst = judged.max(by: { gaps[$0] ?? 0 < gaps[$1] ?? 0 }), gaps[worst] ?? 0 >= Self.outlying else {
        break
      }
      judged.removeAll { $0 == worst }
    }
    guard let reference, let right = colors[reference] else { return }
    for index in appearances.indices where index != reference {
      guard let own = colors[index], abs(own.light - right.light) <= Self.likeLight else { continue }
      gaps[index] = max(gaps[index] ?? 0, abs(BodyColor.turn(from: right.hue, to: own.hue)) / Self.single)
    }
  }

  /// The median over the frames.
  private static func color(of appearance: Appearance) -> Color? {
    let colors = appearance.sightings.compactMap { $0.sighting.look?.color }
    guard colors.count >= frames else { return nil }
    var (brightnesses, grounds) = (colors.map { $0.brightness }, colors.map { max(1, $0.ground) })
    guard let brightness = brightnesses.upperMedian(), let ground = grounds.upperMedian(), brightness >= dimmest else {
      return nil
    }
    let turn = median(colors.map { BodyColor.turn(from: colors[0].hue, to: $0.hue) })
    return Color(hue: colors[0].hue + turn, light: logarithm(ground))
  }

  /// The least distance to any other in like light; 0 where the others lie on both sides.
  private static func gap(of index: Int, among judged: [Int], _ colors: [Color?]) -> Float? {
    guard let own = colors[index] else { return nil }
    var turns: [Float] = []
    var nearest = Float.infinity
    for other in judged where other != index {
      guard let color = colors[other] else { continue }
      let light = abs(own.light - color.light)
      nearest = min(nearest, light)
      if light <= likeLight { turns.append(BodyColor.turn(from: color.hue, to: own.hue)) }
    }
    guard turns.count >= 2, nearest <= nearestLight else { return nil }
    let isOneSided = turns.allSatisfy { $0 > 0 } || turns.allSatisfy { $0 < 0 }
    return isOneSided ? turns.map { abs($0) }.min() : 0
  }
}
