/// The font at one size: how much of each sample a letter covers, worked out once.
///
/// Dots become squares of `scale` samples. From scale 2 on, two dots that touch at a corner only are joined by a triangle
/// of half a dot on either side, so that diagonals and curves are smooth. After the character rounding of the Mullard
/// SAA5050 teletext generator, 1976, which does the same at scale 2; here with edges in 16 steps of grey.
struct Typeface: Sendable {
  /// Samples to a dot; at least 1.
  let scale: Int
  /// Of 255, glyph by glyph, row by row.
  let coverage: [UInt8]

  var glyphWidth: Int { Font.columns * scale }
  var glyphHeight: Int { Font.rows * scale }
  /// From the left edge of a letter to that of the next.
  var advance: Int { (Font.columns + 1) * scale }
  /// The height of a capital.
  var capHeight: Int { Font.capRows * scale }

  /// The room `count` letters take, without the gap behind the last.
  func width(of count: Int) -> Int { count > 0 ? count * advance - scale : 0 }

  /// Where the coverage of a character begins.
  func start(of character: UInt8) -> Int {
    let index = min(max(Int(character) - Font.first, 0), Font.count - 1)
    return index * glyphWidth * glyphHeight
  }

  init(scale: Int) {
    let scale = max(scale, 1)
    self.scale = scale
    let width = Font.columns * scale
    let size = width * Font.rows * scale
    var coverage = [UInt8](repeating: 0, count: Font.count * size)
    for (index, glyph) in Font.glyphs.enumerated() {
      for row in 0..<Font.rows {
        for column in 0..<Font.columns {
          let corners = glyph[column, row] ? [] : glyph.joints(column, row)
          guard glyph[column, row] || (scale > 1 && !corners.isEmpty) else { continue }
          for y in 0..<scale {
            for x in 0..<scale {
              let part = glyph[column, row] ? 255 : Self.coverage(x, y, of: scale, corners: corners)
              coverage[index * size + (row * scale + y) * width + column * scale + x] = part
            }
          }
        }
      }
    }
    self.coverage = coverage
  }

  /// How much of a sample of an empty dot lies in the triangles at its corners, by four by four points.
  private static func coverage(_ x: Int, _ y: Int, of scale: Int, corners: [Font.Corner]) -> UInt8 {
    // In eighths of a sample, so that the points at the middle of the quarters are whole.
    let side = 8 * scale
    var hits = 0
    for point in 0..<16 {
      let (u, v) = (8 * x + 2 * (point % 4) + 1, 8 * y + 2 * (point / 4) + 1)
      let hit = corners.contains { corner in
        (corner.isRight ? side - u : u) + (corner.isBottom ? side - v : v) <= side / 2
      }
      hits += hit ? 1 : 0
    }
    return UInt8(truncatingIfNeeded: hits * 255 / 16)
  }
}
