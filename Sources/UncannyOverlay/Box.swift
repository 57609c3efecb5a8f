public import Uncanny

/// Which samples the outline of a region covers; all edges are even, so that luma and chroma agree.
///
///     outer.left  outer.left + thickness                      outer.right - thickness  outer.right
///     |###########|.......................................................|###########|
///      the color    keyline: `keyline` samples darkened, then the picture   the color
///
/// - The outline is opaque, lies wholly *within* `outer`, and is `thickness` samples thick on every side.
/// - Within it runs a dark translucent line, `keyline` samples thick, which sets the color off from a bright picture.
/// - Nothing outside `outer` is drawn for the box, and nothing inside of the keyline.
/// - A box narrower or lower than two outlines is filled with the color; one without room for the keyline has none.
public struct Box: Hashable, Sendable {
  /// The outer edge of the outline, in samples of luma, within the picture.
  public let outer: Rectangle
  /// Samples; even, at least 2.
  public let thickness: Int

  /// The thickness of the dark line within, in samples.
  public static let keyline = 2

  /// The inner edge of the outline; empty when the box is filled.
  public var inner: Rectangle { outer.inset(by: thickness) }

  /// The box of a region: cut to the picture, then each edge set to the nearest even sample, halves rounded up.
  ///
  ///     left = 2 * round(x * width / 2)        right = 2 * round((x + w) * width / 2), at least left + 2
  ///
  /// Where the width or height is odd, the last edge is that of the picture. `nil` when no part of the region lies in the
  /// picture, or it is not a number.
  public init?(_ region: Region, in geometry: Geometry) {
    guard
      let across = Self.edges(region.x, region.width, of: geometry.width),
      let down = Self.edges(region.y, region.height, of: geometry.height)
    else { return nil }
    outer = Rectangle(left: across.lowerBound, top: down.lowerBound, right: across.upperBound, bottom: down.upperBound)
    thickness = Self.thickness(in: geometry)
  }

  /// A 240th of the height to the nearest even number, halves rounded up: 2 at 360 lines, 4 at 720 and 1080, 10 at 2160.
  public static func thickness(in geometry: Geometry) -> Int {
    max(2, (min(max(geometry.height, 0), Plane.largest) + 240) / 480 * 2)
  }

  private static func edges(_ start: Float, _ length: Float, of size: Int) -> Range<Int>? {
    // A sum of infinities of both signs is not a number either, and fails the comparison.
    let low = max(Double(start), 0)
    let high = min(Double(start) + Double(length), 1)
    guard !start.isNaN, low < high, 1...Plane.largest ~= size else { return nil }
    let half = Double(size) / 2
    let lower = min(2 * Int((low * half).rounded()), (size - 1) & ~1)
    let upper = min(max(2 * Int((high * half).rounded()), lower + 2), size)
    return lower..<upper
  }
}
