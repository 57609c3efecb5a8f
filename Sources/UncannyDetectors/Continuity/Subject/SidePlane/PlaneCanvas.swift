internal import Uncanny

/// The part of the side plane that is looked at: once the line's width to its left and right, twice its height above
/// it, and three and a half times below.
struct PlaneCanvas: Sendable, Equatable {
  /// The height of the lettering's line; its width is `LetteringTemplate.lineWidth`.
  let lineHeight: Int

  /// The column of the line's left edge.
  var left: Int { LetteringTemplate.lineWidth }
  /// The row of the line's upper edge.
  var top: Int { 2 * lineHeight }
  var width: Int { 3 * LetteringTemplate.lineWidth }
  var height: Int { top + lineHeight * 9 / 2 }

  /// The canvas pixel's place in the side plane, as a map.
  var toPlane: Homography { Homography(shift: -Double(left), -Double(top)) }
}

/// The natural logarithm of luma, raised so that the noise of the dark does not weigh more than light.
enum LogarithmicLuma {
  /// Of luma in sixteenths of code values, 0...4080.
  private static let table: [Float] = (0...4080).map { logarithm(Float($0) / 16 + 8) }

  /// Of luma 0...255; what lies outside is taken to the nearest end.
  static func of(_ luma: Float) -> Float { table[whole(luma * 16, 0...4080)] }
}
