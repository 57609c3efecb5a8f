/// A rectangle of the picture, in fractions of its width and height, origin top left.
public struct Region: Hashable, Sendable {
  /// The left and the top edge, 0...1.
  public var x: Float
  public var y: Float
  /// How far it goes to the right and down, 0...1.
  public var width: Float
  public var height: Float

  public init(x: Float, y: Float, width: Float, height: Float) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The whole picture.
  public static let full = Region(x: 0, y: 0, width: 1, height: 1)

  /// The share of the picture that is covered, 0...1.
  public var area: Float { width * height }

  /// What both cover, as a share of what they cover together, 0...1.
  public func overlap(with other: Region) -> Float {
    let across = min(x + width, other.x + other.width) - max(x, other.x)
    let down = min(y + height, other.y + other.height) - max(y, other.y)
    guard across > 0, down > 0 else { return 0 }
    let common = across * down
    let all = area + other.area - common
    return all > 0 ? common / all : 0
  }
}
