/// A rectangle of whole samples of luma: `left` and `top` lie inside, `right` and `bottom` just outside.
///
/// Kept as edges, so that clipping is four comparisons and no sum can overflow.
public struct Rectangle: Hashable, Sendable {
  /// The first column.
  public var left: Int
  /// The first row.
  public var top: Int
  /// The column behind the last.
  public var right: Int
  /// The row below the last.
  public var bottom: Int

  /// The rectangle between four edges, in any order: it may be empty.
  public init(left: Int, top: Int, right: Int, bottom: Int) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  /// Whether no sample lies in it.
  public var isEmpty: Bool { right <= left || bottom <= top }

  /// The part that both cover; empty when they do not meet.
  public func clipped(to other: Rectangle) -> Rectangle {
    Rectangle(
      left: max(left, other.left), top: max(top, other.top),
      right: min(right, other.right), bottom: min(bottom, other.bottom))
  }

  /// Whether a sample lies in both.
  func meets(_ other: Rectangle) -> Bool { !clipped(to: other).isEmpty }

  /// The same rectangle without `inset` samples on every side; empty when nothing is left.
  ///
  /// For rectangles within a picture only: the edges are added to.
  func inset(by inset: Int) -> Rectangle {
    Rectangle(left: left &+ inset, top: top &+ inset, right: right &- inset, bottom: bottom &- inset)
  }
}
