import Foundation
import TestSupport
import Testing
import Uncanny

@testable import UncannyPerception

/// What models have answered, stored: the decoding is held against what the pictures show.
@Suite struct DecoderTests {
  @Test func `there are as many anchors as the model has answers, from fine to coarse`() {
    #expect(BoxDecoder.anchors.count == 19206)
    let first = BoxDecoder.anchors[0]
    #expect(first == BoxDecoder.Anchor(x: 4, y: 4, width: 24, height: 24))
    let last = BoxDecoder.anchors[19205]
    #expect(last.x == 320 && last.y == 320 && last.width > 400 && last.height > 800)
  }

  @Test func `a box is where its anchor and its offsets say, with the kind of the best class`() throws {
    var scores = [Float](repeating: 0, count: 19206 * 90)
    var offsets = [Float](repeating: 0, count: 19206 * 4)
    // the anchor in the middle of the first level: 160 + 4, 160 + 4, 24 x 24
    let index = (20 * 40 + 20) * 9
    scores[index * 90 + 7] = 0.8  // a truck
    scores[index * 90 + 2] = 0.7  // a car
    offsets[4 * index + 1] = 0.5
    offsets[4 * index + 3] = 0.693_147_2
    // nearly the same box again, less sure
    scores[(index + 9) * 90 + 7] = 0.3
    offsets[4 * (index + 9) + 1] = 0.2
    offsets[4 * (index + 9) + 3] = 0.7
    let boxes = BoxDecoder.boxes(scores: scores.span, offsets: offsets.span)
    let box = try #require(boxes.first)
    #expect(box.kind == .vehicle)
    #expect(box.confidence == 0.8)
    #expect(abs(box.region.x * 320 - (164 + 12 - 24)) < 0.01)
    #expect(abs(box.region.width * 320 - 48) < 0.01)
    #expect(boxes.count == 1)
  }

  @Test func `hostile numbers give no box outside of the picture`() {
    var scores = [Float](repeating: 0, count: 19206 * 90)
    var offsets = [Float](repeating: 1e30, count: 19206 * 4)
    for index in 0..<50 { scores[index * 90] = 1 }
    scores[60 * 90] = .nan
    for index in 40..<60 { offsets[index] = .nan }
    for box in BoxDecoder.boxes(scores: scores.span, offsets: offsets.span) {
      #expect(box.region.x >= 0 && box.region.x + box.region.width <= 1.0001)
      #expect(box.region.y >= 0 && box.region.y + box.region.height <= 1.0001)
    }
  }

  @Test func `two faces come out of all that was seen of them`() throws {
    let rows = try JSONDecoder().decode([[Float]].self, from: Tensor.data("faces.json"))
    var logits = [Float](repeating: -100, count: 2304)
    var boxes = [Float](repeating: 0, count: 2304 * 16)
    for row in rows {
      let index = Int(row[0])
      logits[index] = row[1]
      for offset in 0..<16 { boxes[16 * index + offset] = row[2 + offset] }
    }
    let faces = FaceDecoder.faces(boxes: boxes.span, logits: logits.span)
    #expect(faces.count == 2)
    let first = try #require(faces.first)
    #expect(abs(first.confidence - 0.957) < 0.001)
    #expect(abs(first.center.x - 129.88) < 0.05 && abs(first.center.y - 99.91) < 0.05)
    #expect(abs(first.size.x - 29.74) < 0.05)
    #expect(abs(first.eyes.1.x - 134.40) < 0.05 && abs(first.eyes.1.y - 93.93) < 0.05)
  }

  @Test func `lines are found where the map is sure, wider than the map has them`() throws {
    let map = try Tensor.data("lettering-map-320x192.u8").map { Float($0) / 255 }
    let lines = LineFinder.lines(in: map.span, width: 320, height: 192, scale: .one)
    #expect(lines.count == 3)
    let sign = try #require(lines.max { $0.width < $1.width })
    #expect(abs(sign.center.x - 151.0) < 1 && abs(sign.center.y - 90.9) < 1)
    #expect(abs(sign.width - 229.3) < 2.5 && abs(sign.height - 38.9) < 2.5)
    #expect(abs(sign.angle) < 0.02)
    #expect(sign.isLevel)
  }

  @Test func `a map without lettering, or of another size, has no lines`() {
    let empty = [Float](repeating: 0, count: 64)
    #expect(LineFinder.lines(in: empty.span, width: 8, height: 8, scale: .one).isEmpty)
    #expect(LineFinder.lines(in: empty.span, width: 80, height: 80, scale: .one).isEmpty)
    let full = [Float](repeating: 1, count: 64)
    #expect(LineFinder.lines(in: full.span, width: 8, height: 8, scale: .one).count == 1)
  }

  @Test func `a reading is the likeliest characters, without blanks and repetitions`() throws {
    let steps = try JSONDecoder().decode([[[Float]]].self, from: Tensor.data("reading.json"))
    var decoder = TextDecoder(characters: (1...6623).map { "<\($0)>" })
    #expect(decoder.characters.count == 6625)
    let letters: [Int: String] = [
      1219: "F", 5127: "R", 4741: "O", 1217: "S", 1381: "T", 4497: "U", 4381: "E", 3506: "L",
    ]
    decoder = TextDecoder(characters: (1...6623).map { letters[$0] ?? "?" })
    var numbers = [Float](repeating: 0, count: steps.count * 6625)
    for (step, likely) in steps.enumerated() { for pair in likely { numbers[step * 6625 + Int(pair[0])] = pair[1] } }
    let (text, confidence, weakest) = decoder.text(of: numbers.span)
    #expect(text == "FROSTFUEL")
    #expect(abs(confidence - 0.990) < 0.001)
    #expect(abs(weakest - 0.984) < 0.001)
  }

  @Test func `characters are read from the metadata of a model`() throws {
    let text = "a\nb\n\u{4E00}"
    let entry =
      Data([0x72, 24, 0x0A, 9]) + Data("character".utf8) + Data([0x12, UInt8(text.utf8.count)]) + Data(text.utf8)
    let decoder = try #require(TextDecoder(model: Data("rest".utf8) + entry))
    #expect(decoder.characters == ["", "a", "b", "\u{4E00}", " "])
    #expect(TextDecoder(model: entry.dropLast(1)) == nil)
    #expect(TextDecoder(model: Data()) == nil)
  }
}

/// Numbers that are stored beside the tests.
enum Tensor {
  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(Repository.root)/Tests/UncannyPerceptionTests/Tensors/\(name)"))
  }

  /// A picture in the portable pixmap format.
  static func picture(_ name: String) throws -> ColorPicture {
    let data = try Self.data(name)
    let head = data.prefix(64).split(separator: UInt8(ascii: "\n"), maxSplits: 3).prefix(3)
    let sizes = head.dropFirst().first.map {
      String(decoding: $0, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    }
    guard let sizes, sizes.count == 2 else { throw CocoaError(.fileReadCorruptFile) }
    let start = head.reduce(0) { $0 + $1.count + 1 }
    guard let picture = ColorPicture(width: sizes[0], height: sizes[1], samples: Array(data.dropFirst(start))) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return picture
  }
}
