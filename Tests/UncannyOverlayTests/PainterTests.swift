import Testing
import Uncanny

@testable import UncannyOverlay

private func mark(_ fault: String, _ severity: Severity, _ seconds: Double = 0, _ regions: Region...) -> Mark {
  Mark(fault: fault, severity: severity, score: 1, age: .seconds(seconds), regions: regions)
}

private let several = [
  mark("freeze", .critical, 1.24),
  mark("letterbox", .info),
  mark("face.malformed", .error, 0.4, Region(x: 0.5, y: 0.35, width: 0.2, height: 0.3)),
  mark("banding", .warning, 65.95, Region(x: 0.05, y: 0.6, width: 0.3, height: 0.25)),
  mark("ghost", .critical, 0.9, Region(x: 0.75, y: 0, width: 0.25, height: 0.3)),
]

@Suite struct PainterTests {
  @Test func `several marks and the strip look as they were approved`() throws {
    var sheet = Sheet(320, 180) { x, y in
      (UInt8(16 + (x * 3 + y * 2) % 220), UInt8(64 + x * 128 / 320), UInt8(64 + y * 128 / 180))
    }
    try sheet.draw(several, status: "studio 3  00:01:12.480 \u{E4}")
    try Golden.check(sheet, "several")
  }

  @Test func `a dial shows where a wheel is, where it should be, and hides nothing else`() throws {
    var wheel = mark("wheel.still", .error, 0.8, Region(x: 0.1, y: 0.2, width: 0.3, height: 0.5))
    wheel.dials = [
      Dial(region: Region(x: 0.1, y: 0.2, width: 0.3, height: 0.5), expected: 2, measured: 0),
      Dial(region: Region(x: 0.6, y: 0.2, width: 0.3, height: 0.5), expected: -1, measured: -1),
    ]
    var sheet = Sheet(320, 180) { _, _ in (110, 128, 128) }
    try sheet.draw([wheel], status: nil)
    try Golden.check(sheet, "dials")
  }

  @Test func `letters of twice the size look as they were approved`() throws {
    var sheet = Sheet(240, 64)
    let typeface = Typeface(scale: 2)
    try sheet.withCanvas { canvas in
      for (line, text) in ["Quick@fox? [jgpqy]", "0123456789 %&#{}~", "WAVM $S+/\\<>|;:'\"!"].enumerated() {
        canvas.write(
          Text(text), left: 4, top: 2 + 20 * line, .text, typeface: typeface, clip: canvas.bounds, tints: true)
      }
    }
    try Golden.check(sheet, "letters")
  }

  @Test(arguments: [CodeRange.narrow, .full])
  func `all four layouts carry the same picture`(range: CodeRange) throws {
    func codes(_ layout: Sheet.Layout) throws -> [Int] {
      var sheet = Sheet(321, 181, layout: layout, range: range)
      try sheet.draw(several, status: "camera 1")
      return sheet.codes
    }
    let planar = try codes(.i420)
    let tenBit = try codes(.i420Ten)
    #expect(try codes(.nv12) == planar)
    #expect(try codes(.p010) == tenBit)
    // Ten bits round in finer steps, and full-range white is 1020 there.
    #expect(zip(planar, tenBit).allSatisfy { abs($0 * 4 - $1) <= 3 })
  }

  @Test func `nothing to draw changes nothing`() throws {
    let before = Sheet(64, 48)
    var sheet = before
    try sheet.draw([])
    try sheet.draw([mark("black", .info)], status: nil, style: Style(minimalSeverity: .warning))
    let off = Style(showsBoxes: false, showsLabels: false, showsStrip: false)
    try sheet.draw(several, status: "status", style: off)
    #expect(sheet.luma == before.luma && sheet.cb == before.cb && sheet.cr == before.cr)
  }

  @Test(arguments: [(1, 1), (2, 2), (16, 8), (17, 9), (321, 181), (1920, 1080)])
  func `an outline covers exactly the samples that its box names`(width: Int, height: Int) throws {
    let before = Sheet(width, height)
    var sheet = before
    let region = Region(x: 0.2, y: 0.31, width: 0.43, height: 0.5)
    try sheet.draw([mark("pop", .error, 0, region)], style: Style(showsLabels: false))
    let box = try #require(Box(region, in: sheet.geometry))
    let (outer, inner, clear) = (box.outer, box.inner, box.inner.inset(by: Box.keyline))
    func holds(_ rectangle: Rectangle, _ x: Int, _ y: Int) -> Bool {
      rectangle.left <= x && x < rectangle.right && rectangle.top <= y && y < rectangle.bottom
    }
    var wrong = 0
    for y in 0..<height {
      for x in 0..<width {
        let isOutline = holds(outer, x, y) && !holds(inner, x, y)
        let isPicture = !holds(outer, x, y) || holds(clear, x, y)
        let (code, chroma) = (sheet.lumaCode(x, y), sheet.chromaCode(x / 2, y / 2))
        if isOutline { wrong += code == 122 && chroma == (70, 201) ? 0 : 1 }
        if isPicture { wrong += code == 100 && chroma == (120, 140) ? 0 : 1 }
      }
    }
    #expect(wrong == 0)
    #expect(outer.left % 2 == 0 && outer.top % 2 == 0 && box.thickness % 2 == 0)
  }

  @Test func `a region made from even samples gives them back`() throws {
    for size in [640, 720, 1280, 1920, 3840, 7680] {
      let geometry = Geometry(width: size, height: size)
      for left in stride(from: 0, to: size - 16, by: 2) {
        let part = Float(left) / Float(size)
        let box = try #require(
          Box(Region(x: part, y: part, width: 16 / Float(size), height: 16 / Float(size)), in: geometry))
        #expect(box.outer == Rectangle(left: left, top: left, right: left + 16, bottom: left + 16))
      }
    }
  }

  @Test func `a region outside the picture or not a number has no box`() {
    let geometry = Geometry(width: 640, height: 360)
    for bad in [Float.nan, -.infinity, .infinity, 1, 7] {
      #expect(Box(Region(x: bad, y: 0, width: 0.5, height: 0.5), in: geometry) == nil)
    }
    #expect(Box(Region(x: 0, y: 0, width: .nan, height: 0.5), in: geometry) == nil)
    #expect(Box(Region(x: 0.5, y: 0, width: -0.5, height: 0.5), in: geometry) == nil)
    #expect(Box(.full, in: geometry)?.outer == Rectangle(left: 0, top: 0, right: 640, bottom: 360))
  }

  @Test func `a mark without a region frames the picture`() throws {
    var sheet = Sheet(320, 180)
    try sheet.draw([mark("freeze", .warning)], style: Style(showsLabels: false))
    for (x, y) in [(0, 0), (319, 0), (0, 179), (319, 179), (160, 1), (1, 90)] { #expect(sheet.lumaCode(x, y) == 171) }
    #expect(sheet.lumaCode(2, 2) == 100)
  }

  @Test func `labels of one place do not overlap`() throws {
    // Each of the three chips must stand whole: as many samples of its color as of any other's.
    var sheet = Sheet(640, 360)
    let region = Region(x: 0.4, y: 0.4, width: 0.2, height: 0.2)
    let marks = [Severity.info, .warning, .critical].map { mark("look", $0, 1, region) }
    try sheet.draw(marks, style: Style(showsBoxes: false))
    let counts = [157, 171, 95].map { code in sheet.codes.prefix(640 * 360).count { $0 == code } }
    #expect(counts.allSatisfy { $0 > 100 })
    let full = 10 * 14
    let letters = Typeface(scale: 1)
    let inks = ["I", "W", "C"].map { letter in
      let start = letters.start(of: Text(letter)[0])
      return letters.coverage[start..<start + 45].count { $0 > 0 }
    }
    #expect(counts == inks.map { full - $0 })
  }

  @Test func `a stack that is too high says how many it leaves out`() throws {
    let many = (0..<40).map { mark("fault\($0)", .warning) }
    var sheet = Sheet(160, 90)
    try sheet.draw(many, status: "")
    #expect(sheet.paddingIsUntouched)
    try Golden.check(sheet, "crowded")
  }

  @Test func `a thousand marks in one place are drawn and counted`() throws {
    let many = (0..<1000).map { _ in mark("pop", .error, 1, Region(x: 0.4, y: 0.4, width: 0.1, height: 0.1)) }
    var sheet = Sheet(320, 180)
    try sheet.draw(many, status: "")
    #expect(sheet.paddingIsUntouched)
    #expect(sheet.lumaCode(128, 72) == 122)
  }

  @Test func `no size and no region traps`() throws {
    var random = SplitMix(state: 2026)
    let odd: [Float] = [.nan, .infinity, -.infinity, -1, 0, 0.5, 1, 2, 1e30, -1e30, .leastNonzeroMagnitude]
    func number() -> Float {
      let isOdd = Bool.random(using: &random)
      return isOdd ? odd.randomElement(using: &random) ?? 0 : .random(in: -0.5...1.5, using: &random)
    }
    let ages: [Int64] = [.min, -1, 0, 49_999_999, 50_000_000, .max]
    for round in 0..<400 {
      let width = round % 3 == 0 ? Int.random(in: 1...9, using: &random) : .random(in: 1...400, using: &random)
      let height = round % 4 == 0 ? Int.random(in: 1...9, using: &random) : .random(in: 1...300, using: &random)
      let layout = Sheet.Layout.allCases[round % 4]
      var sheet = Sheet(width, height, layout: layout, range: round % 2 == 0 ? .full : .narrow)
      let marks = (0..<Int.random(in: 0...6, using: &random)).map { index in
        Mark(
          fault: String(repeating: "\u{1F600}x\n\0", count: index * index * 3),
          severity: Severity.allCases.randomElement(using: &random) ?? .info, score: number(),
          age: ClockTime(nanoseconds: ages.randomElement(using: &random) ?? 0),
          regions: (0..<index / 2).map { _ in Region(x: number(), y: number(), width: number(), height: number()) })
      }
      var turning = marks
      for index in turning.indices {
        turning[index].dials = turning[index].regions.map {
          Dial(region: $0, expected: number() * 1e3, measured: number())
        }
      }
      try sheet.draw(turning, status: round % 5 == 0 ? nil : "status \(round)")
      #expect(sheet.paddingIsUntouched)
    }
  }

  @Test func `a painter for another size than the canvas draws what fits`() throws {
    for (width, height) in [(Int.min, Int.max), (-1, 0), (Int.max, Int.min), (4096, 2160)] {
      var sheet = Sheet(64, 48)
      let painter = Painter(geometry: Geometry(width: width, height: height))
      try sheet.withCanvas { painter.draw(several, status: "x", onto: &$0) }
      #expect(sheet.paddingIsUntouched)
    }
  }
}

/// The same numbers every time: SplitMix64.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
