/// Squares of 16x16 samples, counted from the top left corner, that do not go with their neighbors.
///
/// A square is broken when the picture breaks along at least three of its sides: each step across the side exceeds the steps just
/// before and just behind it, as no edge of a scene does that is not cut to the very grid.
public struct Breaks: Sendable, Equatable {
  /// Squares in a row, and rows of them, that lie whole within the picture.
  public package(set) var columns = 0
  public package(set) var rows = 0
  /// Squares that are broken.
  public package(set) var count = 0
  /// Rows of squares that hold any.
  public package(set) var rowsTouched = 0
  /// Where they lie, in squares.
  package var across = 0..<0
  package var down = 0..<0

  package init() {}

  /// The part of the picture that they lie in; `nil` without any.
  public var region: Region? {
    guard count > 0, columns > 0, rows > 0 else { return nil }
    let (width, height) = (Float(columns), Float(rows))
    return Region(
      x: Float(across.lowerBound) / width, y: Float(down.lowerBound) / height, width: Float(across.count) / width,
      height: Float(down.count) / height)
  }
}
