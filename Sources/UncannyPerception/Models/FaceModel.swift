internal import Foundation
internal import Uncanny

/// Faces and their points: BlazeFace, then the face mesh, twice, as its own points make the better crop.
///
/// Thread: one at a time.
struct FaceModel: Sendable {
  private let finder: Model
  private let mesh: Model
  private let boxes: Int
  private let logits: Int
  private let points: Int

  private static let meshSide = 256
  private static let pointCount = 478
  /// The crop is larger than the face by this.
  private static let margin: Float = 1.5
  /// No more faces get points in one frame; the surest first.
  private static let most = 4
  /// The outer corners of the eyes.
  private static let (leftCorner, rightCorner) = (33, 263)

  init(_ runtime: ModelRuntime) throws(ModelError) {
    let side = Int64(FaceDecoder.side)
    finder = try runtime.load(.faces, shape: [1, side, side, 3])
    mesh = try runtime.load(.faceMesh, shape: [1, Int64(Self.meshSide), Int64(Self.meshSide), 3])
    let places = FaceDecoder.columns * FaceDecoder.columns
    guard let boxes = finder.output(ofCount: FaceDecoder.numbers * places), let logits = finder.output(ofCount: places)
    else { throw .unusable(file: ModelFile.faces.name, why: "its outputs are not what they should be") }
    guard let points = mesh.output(ofCount: 3 * Self.pointCount) else {
      throw .unusable(file: ModelFile.faceMesh.name, why: "its outputs are not what they should be")
    }
    (self.boxes, self.logits, self.points) = (boxes, logits, points)
  }

  /// What is in the picture, the surest first.
  func faces(in picture: ColorPicture) -> [FaceSighting] {
    let letterbox = Letterbox(picture, side: FaceDecoder.side)
    let ran = finder.run { (values: inout MutableSpan<Float>) in
      letterbox.fill(&values) { Float($0) / 127.5 - 1 }
    }
    guard ran else { return [] }
    let found = finder.withOutput(boxes) { boxes in
      finder.withOutput(logits) { FaceDecoder.faces(boxes: boxes, logits: $0) }
    }
    return found.prefix(Self.most).compactMap { sighting(of: $0, in: picture, letterbox) }
  }

  private func sighting(
    of face: FaceDecoder.Face, in picture: ColorPicture, _ letterbox: Letterbox
  ) -> FaceSighting? {
    let eyes = face.eyes.1 - face.eyes.0
    let first = Window(
      around: letterbox.place(face.center), turned: atan2(eyes.y, eyes.x),
      side: Self.margin * max(face.size.x, face.size.y) / letterbox.scale)
    guard let rough = points(in: picture, first) else { return nil }
    let better = Self.window(around: rough.points)
    guard let fine = points(in: picture, better) else { return nil }
    let size = SIMD2(Float(picture.width), Float(picture.height))
    let half = face.size / letterbox.scale / 2
    let middle = letterbox.place(face.center)
    guard let region = Region.between((middle - half) / size, (middle + half) / size) else { return nil }
    return FaceSighting(
      region: region, confidence: face.confidence, points: fine.points, presence: fine.presence)
  }

  /// The points of the face in a window, in pixels of the picture, and the logit of its being one.
  private func points(
    in picture: ColorPicture, _ window: Window
  ) -> (points: [SIMD3<Float>], presence: Float)? {
    let side = Float(Self.meshSide)
    let crop = picture.sampled(window, width: Self.meshSide, height: Self.meshSide)
    let ran = mesh.run { (values: inout MutableSpan<Float>) in
      for index in 0..<min(values.count, crop.samples.count) { values[index] = Float(crop.samples[index]) / 255 }
    }
    guard ran else { return nil }
    let scale = (window.along * window.along).sum().squareRoot() / side
    let points = mesh.withOutput(points) { output in
      (0..<output.count / 3).map { index in
        let place = window.place(SIMD2(output[3 * index], output[3 * index + 1]) / side)
        return SIMD3(place.x, place.y, output[3 * index + 2] * scale)
      }
    }
    guard points.count == Self.pointCount, points.allSatisfy({ $0.sum().isFinite }) else { return nil }
    // of the outputs with one number the first is the logit
    let presence = (0..<4).first { mesh.withOutput($0) { $0.count } == 1 }
    return (points, presence.map { mesh.withOutput($0) { $0[0] } } ?? 0)
  }

  /// The window that fits the points, upright with the eyes.
  private static func window(around points: [SIMD3<Float>]) -> Window {
    let eyes = points[rightCorner] - points[leftCorner]
    let angle = atan2(eyes.y, eyes.x)
    let (cosine, sine) = (cos(angle), sin(angle))
    var (least, most) = (SIMD2<Float>(repeating: .infinity), SIMD2<Float>(repeating: -.infinity))
    for point in points {
      let turned = SIMD2(point.x * cosine + point.y * sine, point.y * cosine - point.x * sine)
      least = pointwiseMin(least, turned)
      most = pointwiseMax(most, turned)
    }
    let (middle, size) = ((least + most) / 2, most - least)
    let center = SIMD2(middle.x * cosine - middle.y * sine, middle.x * sine + middle.y * cosine)
    return Window(around: center, turned: angle, side: margin * max(size.x, size.y))
  }
}

extension Window {
  /// A square, turned clockwise by an angle in radians.
  init(around center: SIMD2<Float>, turned angle: Float, side: Float) {
    let along = SIMD2(cos(angle), sin(angle)) * side
    let down = SIMD2(-along.y, along.x)
    self.init(origin: center - (along + down) / 2, along: along, down: down)
  }
}
