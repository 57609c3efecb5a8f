internal import Uncanny

/// The models that are needed, and what they see in a picture.
///
/// Thread: one at a time.
struct Eyes: Sendable {
  private let objects: (ObjectModel, EmbeddingModel)?
  private let faces: FaceModel?
  private let lettering: TextModel?

  /// Things that cover less of the picture than this are not told.
  private static let smallest: Float = 0.002
  /// No more things get an embedding in one frame: the largest.
  private static let most = 3
  /// The longer side of a crop, in pixels.
  private static let cropSide: Float = 256

  init(for senses: Senses, in folder: ModelFolder) throws(ModelError) {
    let runtime = try ModelRuntime(in: folder)
    objects = senses.contains(.objects) ? (try ObjectModel(runtime), try EmbeddingModel(runtime)) : nil
    faces = senses.contains(.faces) ? try FaceModel(runtime) : nil
    lettering = senses.contains(.lettering) ? try TextModel(runtime, in: folder) : nil
  }

  func look(at picture: ColorPicture, _ stamp: Stamp, for due: Senses) throws(ModelError) -> Observations {
    var seen = Observations(stamp: stamp, looked: due)
    if due.contains(.objects), let objects { seen.objects = Self.objects(objects.0, objects.1, in: picture) }
    if due.contains(.faces), let faces { seen.faces = faces.faces(in: picture) }
    if due.contains(.lettering), let lettering { seen.lines = try lettering.lines(in: picture) }
    return seen
  }

  private static func objects(
    _ finder: ObjectModel, _ embedding: EmbeddingModel, in picture: ColorPicture
  ) -> [ObjectSighting] {
    let boxes = finder.boxes(in: picture).filter { $0.region.area >= smallest }
    let largest = boxes.sorted { $0.region.area * $0.confidence > $1.region.area * $1.confidence }.prefix(most)
    return largest.map { box in
      let window = Window(box.region, ofWidth: picture.width, height: picture.height)
      let size = SIMD2(window.along.x, window.down.y)
      let scale = min(1, cropSide / size.max())
      let crop = picture.sampled(
        window, width: Int((size.x * scale).rounded()), height: Int((size.y * scale).rounded()))
      return ObjectSighting(
        region: box.region, kind: box.kind, confidence: box.confidence,
        embedding: embedding.embedding(of: picture, in: window), crop: crop)
    }
  }
}
