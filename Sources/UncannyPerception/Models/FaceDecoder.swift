internal import Foundation
internal import Uncanny

/// What the numbers of BlazeFace mean (Bazarevsky et al., "BlazeFace: sub-millisecond neural face detection on mobile GPUs",
/// 2019): for each of 48 x 48 places, how far the middle, the size and six points of a face are from it, in pixels of the
/// input.
enum FaceDecoder {
  static let side = 192
  static let columns = 48
  static let pitch: Float = 4
  /// Numbers for each place.
  static let numbers = 16
  /// Less sure is not seen.
  static let surety: Float = 0.6
  /// Boxes that share more than this are of one face.
  static let shared: Float = 0.3

  /// A face in pixels of the input.
  struct Face: Equatable {
    var center: SIMD2<Float>
    var size: SIMD2<Float>
    /// The eye at the left of the picture, and the other.
    var eyes: (SIMD2<Float>, SIMD2<Float>)
    var confidence: Float

    static func == (a: Face, b: Face) -> Bool {
      a.center == b.center && a.size == b.size && a.eyes == b.eyes && a.confidence == b.confidence
    }

    fileprivate var region: Region {
      Region(x: center.x - size.x / 2, y: center.y - size.y / 2, width: size.x, height: size.y)
    }
  }

  /// The faces, the surest first: each the mean of what overlaps, weighed by how sure that is.
  static func faces(boxes: Span<Float>, logits: Span<Float>) -> [Face] {
    var candidates: [Face] = []
    for index in 0..<logits.count where numbers * (index + 1) <= boxes.count {
      let confidence = 1 / (1 + exp(-max(-100, min(100, logits[index]))))
      guard confidence >= surety else { continue }
      let place = SIMD2(Float(index % columns) + 0.5, Float(index / columns) + 0.5) * pitch
      func pair(_ offset: Int) -> SIMD2<Float> {
        SIMD2(boxes[numbers * index + offset], boxes[numbers * index + offset + 1])
      }
      candidates.append(
        Face(
          center: pair(0) + place, size: pair(2), eyes: (pair(4) + place, pair(6) + place), confidence: confidence))
    }
    var left = candidates.enumerated().sorted {
      ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset)
    }
    .map { $0.element }
    var faces: [Face] = []
    while let best = left.first {
      let region = best.region
      let group = left.enumerated().filter { $0.offset == 0 || $0.element.region.overlap(with: region) > shared }
      faces.append(mean(of: group.map { $0.element }))
      let taken = Set(group.map { $0.offset })
      left = left.enumerated().filter { !taken.contains($0.offset) }.map { $0.element }
    }
    return faces
  }

  /// The mean of some, weighed; as sure as the first.
  private static func mean(of group: [Face]) -> Face {
    var sum = Face(center: .zero, size: .zero, eyes: (.zero, .zero), confidence: group.first?.confidence ?? 0)
    let weights = group.reduce(0) { $0 + $1.confidence }
    for face in group {
      let weight = face.confidence / weights
      sum.center += weight * face.center
      sum.size += weight * face.size
      sum.eyes.0 += weight * face.eyes.0
      sum.eyes.1 += weight * face.eyes.1
    }
    return sum
  }
}
