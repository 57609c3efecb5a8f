internal import Foundation
internal import Uncanny

/// What the numbers of EfficientDet-Lite0 mean (Tan, Pang and Le, "EfficientDet: scalable and efficient object detection",
/// CVPR 2020): for each of 19 206 anchors the likelihood of 90 classes, and how far the box is off the anchor.
enum BoxDecoder {
  /// A thing.
  struct Box: Equatable {
    var region: Region
    var kind: ObjectSighting.Kind
    var confidence: Float
  }

  static let classes = 90
  /// Less sure is not seen; `other` must be surer, as its class names are mostly wrong.
  static let surety: Float = 0.25
  static let suretyOfOthers: Float = 0.4
  /// Of two boxes that share more than this, the less sure goes.
  static let shared: Float = 0.5
  /// No more boxes are told.
  static let most = 24

  /// Where an anchor is, in pixels of the input.
  struct Anchor: Equatable {
    var x: Float
    var y: Float
    var width: Float
    var height: Float
  }

  /// Five levels, three sizes and three shapes at each place, row by row.
  static let anchors: [Anchor] = (3...7).flatMap { level in
    let stride = 1 << level
    let count = (ObjectModel.side + stride - 1) / stride
    let shapes = (0..<3).flatMap { octave in
      [Float(1), 2, 0.5].map { aspect in
        let base = 3 * Float(stride) * exp2(Float(octave) / 3)
        return SIMD2(base * aspect.squareRoot(), base / aspect.squareRoot())
      }
    }
    return (0..<count).flatMap { row in
      (0..<count).flatMap { column in
        shapes.map {
          Anchor(
            x: (Float(column) + 0.5) * Float(stride), y: (Float(row) + 0.5) * Float(stride), width: $0.x, height: $0.y)
        }
      }
    }
  }

  /// The boxes, the surest first.
  static func boxes(scores: Span<Float>, offsets: Span<Float>) -> [Box] {
    var found: [Box] = []
    for index in anchors.indices where (index + 1) * classes <= scores.count && 4 * index + 3 < offsets.count {
      guard let (kind, confidence) = kind(scores, from: index * classes) else { continue }
      let anchor = anchors[index]
      let (width, height) = (exp(min(4, offsets[4 * index + 3])), exp(min(4, offsets[4 * index + 2])))
      let x = anchor.x + offsets[4 * index + 1] * anchor.width
      let y = anchor.y + offsets[4 * index] * anchor.height
      let region = Region.between(
        SIMD2(x - width * anchor.width / 2, y - height * anchor.height / 2) / Float(ObjectModel.side),
        SIMD2(x + width * anchor.width / 2, y + height * anchor.height / 2) / Float(ObjectModel.side))
      if let region { found.append(Box(region: region, kind: kind, confidence: confidence)) }
    }
    return suppressed(found)
  }

  /// Of boxes that share most of what they cover, the surest.
  static func suppressed(_ boxes: [Box]) -> [Box] {
    var kept: [Box] = []
    let order = boxes.indices.sorted { (boxes[$1].confidence, $0) < (boxes[$0].confidence, $1) }
    for index in order where kept.count < most {
      if kept.allSatisfy({ $0.region.overlap(with: boxes[index].region) <= shared }) { kept.append(boxes[index]) }
    }
    return kept
  }

  /// The likeliest kind of an anchor; `nil` when it is not sure enough.
  private static func kind(_ scores: Span<Float>, from first: Int) -> (ObjectSighting.Kind, Float)? {
    var best: (ObjectSighting.Kind, Float)?
    for label in 0..<classes {
      let score = scores[first + label]
      guard score >= surety, score > best?.1 ?? 0 else { continue }
      let kind = kind(ofLabel: label)
      if kind != .other || score >= suretyOfOthers { best = (kind, score) }
    }
    return best
  }

  /// What a class of COCO is, counted from 0 as the model counts.
  static func kind(ofLabel label: Int) -> ObjectSighting.Kind {
    switch label {
    case 0: .person
    case 1...8: .vehicle
    case 15...24: .animal
    default: .other
    }
  }
}

extension Region {
  /// The part of the picture between two corners, in fractions; `nil` where nothing is between them.
  static func between(_ first: SIMD2<Float>, _ last: SIMD2<Float>) -> Region? {
    let start = first.clamped(lowerBound: .zero, upperBound: .one)
    let end = last.clamped(lowerBound: .zero, upperBound: .one)
    guard end.x > start.x, end.y > start.y else { return nil }
    return Region(x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y)
  }
}
