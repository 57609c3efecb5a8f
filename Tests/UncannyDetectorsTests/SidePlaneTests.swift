import Testing
import Uncanny

@testable import UncannyDetectors

/// A side of a truck drawn in the side plane, with blocks for letters, lights and wheels.
private struct PaintedSide {
  var wheels: [Double] = [-60, -20, 140, 180, 220]
  var lamps: [Double] = [10, 50, 90, 130, 170]
  var seed: UInt64 = 7

  /// Luma at a place, the lettering's line being 192 by 32.
  func luma(_ p: SIMD2<Double>) -> Double {
    guard p.x > -110, p.x < 290, p.y > -40, p.y < 118 else { return 70 + 12 * grain(p / 9) }
    var light = 120 + 10 * grain(p / 4)
    if p.y > 62 { light = 60 + 6 * grain(p / 3) }
    if p.x > 0, p.x < 192, p.y > 4, p.y < 28, letter(p) { light = 215 }
    for lamp in lamps {
      let (x, above, below) = (p.x - lamp, p.y + 12, p.y - 41)
      if x * x + min(above * above, below * below) < 7 { light = 250 }
    }
    for wheel in wheels {
      let radius = (((p.x - wheel) * (p.x - wheel)) + (p.y - 92) * (p.y - 92)).squareRoot()
      if radius < 8 { light = 170 } else if radius < 16 { light = 20 }
    }
    return light
  }

  private func letter(_ p: SIMD2<Double>) -> Bool {
    let (cell, x) = (Int(p.x / 24), Int(p.x) % 24)
    let y = Int(p.y - 4)
    let shape: Bool
    switch cell * 5 % 6 {
    case 0: shape = x < 6 || y < 6
    case 1: shape = x < 6 || x > 13
    case 2: shape = abs(x - y) < 4
    case 3: shape = y < 5 || y > 18 || x < 5
    case 4: shape = x > 6 && x < 13
    default: shape = y > 9 && y < 15 || x < 5
    }
    return x < 19 && shape
  }

  private func grain(_ p: SIMD2<Double>) -> Double {
    let (x, y) = (UInt64(bitPattern: Int64(p.x.rounded())), UInt64(bitPattern: Int64(p.y.rounded())))
    var state = seed
    state ^= x &* 0x9E37_79B9_7F4A_7C15
    state ^= y &* 0xC2B2_AE3D_27D4_EB4F
    state = (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    return Double(state >> 40) / Double(1 << 24) - 0.5
  }

  /// The side as a camera sees it, whose picture of the line is `quad`; the reading of the quadrilateral is off by
  /// `error` pixels.
  func view(_ quad: [SIMD2<Double>], gain: Double = 1, error: Float = 0) throws -> LetteredView {
    let (width, height) = (480, 260)
    let map = try #require(Homography(width: 192, height: 32, to: quad))
    let back = try #require(map.inverse)
    var luma = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        var sum = 0.0
        for sample in 0..<4 {
          let offset = SIMD2<Double>(sample % 2 == 0 ? -0.25 : 0.25, sample < 2 ? -0.25 : 0.25)
          let place = back(SIMD2<Double>(Double(x), Double(y)) + offset)
          sum += place.map(self.luma) ?? 70
        }
        luma[y * width + x] = UInt8(min(255, max(0, gain * sum / 4)))
      }
    }
    let outline: [SIMD2<Double>] = [SIMD2(-110, -40), SIMD2(290, -40), SIMD2(290, 118), SIMD2(-110, 118)]
    let corners = outline.compactMap { map($0) }
    let read = quad.map { SIMD2<Float>($0) }
    return LetteredView(
      width: width, height: height, luma: luma,
      quad: [read[0] - error, read[1] + SIMD2(error, -error), read[2] + error, read[3] + SIMD2(-error, error)],
      text: "NORDWAGEN", confidence: 0.97,
      box: .init(
        least: SIMD2(Float(corners.map(\.x).min() ?? 0), Float(corners.map(\.y).min() ?? 0)),
        most: SIMD2(Float(corners.map(\.x).max() ?? 0), Float(corners.map(\.y).max() ?? 0))),
      frame: .init(least: SIMD2(-80, -50), most: SIMD2(560, 310)), frameMean: 100)
  }

  static let frontal: [SIMD2<Double>] = [SIMD2(140.0, 80), SIMD2(332, 80), SIMD2(332, 112), SIMD2(140, 112)]
  static let oblique: [SIMD2<Double>] = [SIMD2(150.0, 78), SIMD2(318, 92), SIMD2(318, 121), SIMD2(150, 113)]
  static let rising: [SIMD2<Double>] = [SIMD2(146.0, 96), SIMD2(322, 84), SIMD2(324, 116), SIMD2(147, 124)]

  /// Two views of each of three shots.
  static func film(_ sides: [PaintedSide]) throws -> [[LetteredView]] {
    let quads = [frontal, oblique, rising, frontal, oblique]
    return try sides.enumerated().map { index, side in
      try [0.0, 2].map { shift in
        try side.view(quads[index].map { $0 + SIMD2(shift, 0.5 * shift) }, gain: 1 - 0.1 * Double(index), error: 1.5)
      }
    }
  }
}

@Test func `a lettered side seen obliquely aligns with itself seen from the front`() throws {
  let views = try PaintedSide.film([PaintedSide(), PaintedSide(), PaintedSide()])
  let candidates = try #require(LetteringCandidates(views, reference: "NORDWAGEN"))
  let template = try #require(LetteringTemplate(candidates))
  for shot in views {
    let found = try #require(template.fit(GrayMap(shot[0]).blurred(0.8), quad: shot[0].quad))
    #expect(found.correlation > 0.9)
  }
}

@Test func `sides that are the same agree`() throws {
  let film = try PaintedSide.film([PaintedSide(), PaintedSide(), PaintedSide(), PaintedSide()])
  let planes = try #require(SidePlanes(film, reference: "NORDWAGEN"))
  for shot in film.indices {
    let scores = try #require(planes.scores(ofShot: shot))
    #expect(scores.zone < 0.1 && scores.dots < 0.18 && scores.wheels ?? 0 < 0.61, "\(scores)")
    #expect(scores.planes == 4 && scores.correlation > 0.9)
  }
}

@Test func `a side without two of its wheels lacks wheels`() throws {
  let other = PaintedSide(wheels: [-60, -20, 140])
  let film = try PaintedSide.film([PaintedSide(), PaintedSide(), other, PaintedSide()])
  let planes = try #require(SidePlanes(film, reference: "NORDWAGEN"))
  let scores = try #require(planes.scores(ofShot: 2))
  #expect(scores.wheels ?? 0 >= 0.61 && scores.wheelsLack, "\(scores)")
  for shot in [0, 1, 3] { #expect(planes.scores(ofShot: shot)?.wheels ?? 0 < 0.61) }
}

@Test func `a side with other lamps has other dots`() throws {
  let other = PaintedSide(lamps: [])
  let film = try PaintedSide.film([PaintedSide(), PaintedSide(), other, PaintedSide()])
  let planes = try #require(SidePlanes(film, reference: "NORDWAGEN"))
  #expect(planes.scores(ofShot: 2)?.dots ?? 0 >= 0.18)
  for shot in [0, 1, 3] { #expect(planes.scores(ofShot: shot)?.dots ?? 1 < 0.18) }
}

@Test func `the same views give the same scores`() throws {
  let film = try PaintedSide.film([PaintedSide(), PaintedSide(lamps: []), PaintedSide()])
  let (first, second) = (SidePlanes(film, reference: "NORDWAGEN"), SidePlanes(film, reference: "NORDWAGEN"))
  for shot in film.indices { #expect(first?.scores(ofShot: shot) == second?.scores(ofShot: shot)) }
  #expect(first?.scores(ofShot: 99) == nil && first?.scores(ofShot: -1) == nil)
}

@Test func `two shots are too few`() throws {
  let film = try PaintedSide.film([PaintedSide(), PaintedSide()])
  #expect(SidePlanes(film, reference: "NORDWAGEN") == nil)
  #expect(SidePlanes([], reference: "") == nil)
}

@Test(arguments: [Float.nan, .infinity, -1e30, 0])
func `hostile places do not trap`(value: Float) throws {
  let film = try PaintedSide.film([PaintedSide(), PaintedSide(), PaintedSide()])
  for corner in 0..<4 {
    var hostile = film
    for shot in hostile.indices { hostile[shot][0].quad[corner].x = value }
    _ = SidePlanes(hostile, reference: "NORDWAGEN")
    for shot in hostile.indices { hostile[shot][1].quad = Array(repeating: SIMD2(value, value), count: corner + 1) }
    _ = SidePlanes(hostile, reference: "NORDWAGEN")
  }
  var boxes = film
  for shot in boxes.indices {
    boxes[shot][0].box.most = SIMD2(value, value)
    boxes[shot][1].box.least = SIMD2(value, value)
    boxes[shot][0].frame.least.x = value
    boxes[shot][1].confidence = value
    boxes[shot][1].frameMean = value
  }
  _ = SidePlanes(boxes, reference: "NORDWAGEN")
}

@Test(arguments: [(0, 0), (1, 1), (16, 16), (17, 300), (-4, 9), (Int.max, 2), (Int.max, Int.max), (480, 261)])
func `hostile sizes do not trap`(width: Int, height: Int) throws {
  var film = try PaintedSide.film([PaintedSide(), PaintedSide(), PaintedSide()])
  for shot in film.indices { (film[shot][0].width, film[shot][0].height) = (width, height) }
  _ = SidePlanes(film, reference: "NORDWAGEN")
  for shot in film.indices { film[shot][1].luma = [] }
  #expect(SidePlanes(film, reference: "NORDWAGEN") == nil)
  for shot in film.indices { film[shot][1].luma = [UInt8](repeating: 90, count: 480 * 260) }
  _ = SidePlanes(film, reference: "NORDWAGEN")
}

@Test func `the edit distance counts letters put in, left out and exchanged`() {
  #expect(editDistance(Array("KITTEN".utf8), Array("SITTING".utf8)) == 3)
  #expect(editDistance([], [1, 2]) == 2 && editDistance([1], []) == 1)
}
