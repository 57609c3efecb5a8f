import Testing
import Uncanny

@testable import UncannyOverlay

@Suite struct FontTests {
  @Test func `every printable character has a shape of its own`() {
    #expect(Font.glyphs.count == 96)
    #expect(Set(Font.glyphs).count == 96)
    #expect(Font.glyphs[0].dots == 0)
    #expect(Font.glyphs.dropFirst().allSatisfy { $0.dots != 0 })
  }

  @Test(arguments: [1, 2, 3, 6])
  func `a letter keeps its dots and stays distinct at every scale`(scale: Int) {
    let typeface = Typeface(scale: scale)
    var shapes: Set<[UInt8]> = []
    for (index, glyph) in Font.glyphs.enumerated() {
      let start = typeface.start(of: UInt8(32 + index))
      let shape = Array(typeface.coverage[start..<start + typeface.glyphWidth * typeface.glyphHeight])
      shapes.insert(shape)
      for row in 0..<Font.rows {
        for column in 0..<Font.columns {
          let middle = shape[(row * scale + scale / 2) * typeface.glyphWidth + column * scale + scale / 2]
          if glyph[column, row] { #expect(middle == 255) }
          if scale == 1, !glyph[column, row] { #expect(middle == 0) }
        }
      }
    }
    #expect(shapes.count == 96)
  }

  @Test func `what the font does not have becomes a box`() {
    let text = Text("a\u{E4}\u{1F600}\u{0}\n~")
    #expect((0..<text.count).map { text[$0] } == [0x61, 127, 127, 127, 127, 0x7E])
  }

  @Test func `a line takes no more than its room`() {
    #expect(Text(String(repeating: "x", count: 1000)).count == Text.capacity)
  }

  @Test(arguments: [
    (Int64.min, ""), (-1_000_000_000, ""), (0, ""), (49_999_999, ""), (50_000_000, " 0.1 s"), (949_999_999, " 0.9 s"),
    (950_000_000, " 1.0 s"), (1_240_000_000, " 1.2 s"), (3_600_000_000_000, " 3600.0 s"), (.max, " 9223372036.9 s"),
  ])
  func `an age has one decimal`(nanoseconds: Int64, expected: String) {
    var text = Text()
    text.append(age: ClockTime(nanoseconds: nanoseconds))
    #expect(String(decoding: (0..<text.count).map { text[$0] }, as: UTF8.self) == expected)
  }

  @Test(arguments: [(16, 8, 1), (640, 360, 1), (720, 576, 2), (1280, 720, 2), (1920, 1080, 3), (3840, 2160, 6)])
  func `letters are a fortieth of the height`(width: Int, height: Int, scale: Int) {
    #expect(Painter(geometry: Geometry(width: width, height: height)).typeface.scale == scale)
  }

  /// Contrast as WCAG 2.2 counts it, with 4.5 for text; the plate over white is the worst case.
  @Test func `letters stand out from their plate whatever lies below`() throws {
    for ground: UInt8 in [16, 126, 235] {
      var sheet = Sheet(16, 16) { _, _ in (ground, 128, 128) }
      try sheet.withCanvas { $0.fill($0.bounds, .plate, opacity: Painter.plateOpacity) }
      #expect(contrast(Paint.text.luma, UInt8(sheet.lumaCode(8, 8))) >= 7)
    }
    for severity in Severity.allCases {
      let rgb = linear(Paint.of(severity))
      let luminance: Double = 0.2126 * rgb.0 + 0.7152 * rgb.1 + 0.0722 * rgb.2
      #expect((luminance + 0.05) / 0.05 >= 4.5)
    }
  }

  /// The distance of any two in luma and in blue against yellow, which red-green blindness leaves.
  @Test func `severities differ without red and green`() {
    for a in Severity.allCases {
      for b in Severity.allCases where a < b {
        let (first, second) = (Paint.of(a), Paint.of(b))
        let distance = abs(Int(first.luma) - Int(second.luma)) + abs(Int(first.cb) - Int(second.cb))
        #expect(distance >= 50)
      }
    }
  }

  private func linear(_ color: Paint) -> (Double, Double, Double) {
    let (y, b, r) = (
      (Double(color.luma) - 16) / 219, (Double(color.cb) - 128) / 224, (Double(color.cr) - 128) / 224
    )
    let (red, blue) = (y + 1.5748 * r, y + 1.8556 * b)
    let green = (y - 0.2126 * red - 0.0722 * blue) / 0.7152
    return (power(red), power(green), power(blue))
  }

  /// Gamma 2 in place of sRGB's curve: darker in the lights by a hundredth, and needs no library.
  private func power(_ value: Double) -> Double { max(0, min(value, 1)) * max(0, min(value, 1)) }

  private func contrast(_ a: UInt8, _ b: UInt8) -> Double {
    let (first, second) = (power((Double(a) - 16) / 219) + 0.05, power((Double(b) - 16) / 219) + 0.05)
    return max(first, second) / min(first, second)
  }
}
