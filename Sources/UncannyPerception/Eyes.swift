internal import Uncanny

/// The models that are needed, and what they see in a picture.
///
/// Thread: one at a time.
struct Eyes: Sendable {
  private let objects: ObjectModel?
  private let closer: CloserLook?
  private let faces: FaceModel?
  private let lettering: TextModel?
  private let texture: TextureModel?

  /// Things that cover less of the picture than this are not told.
  private static let smallest: Float = 0.002

  init(for senses: Senses, in folder: ModelFolder) throws(ModelError) {
    let runtime = try ModelRuntime(in: folder)
    lettering = senses.isDisjoint(with: [.lettering, .looks]) ? nil : try TextModel(runtime, in: folder)
    faces = senses.contains(.faces) ? try FaceModel(runtime) : nil
    objects = senses.contains(.objects) ? try ObjectModel(runtime) : nil
    texture = senses.contains(.texture) ? try TextureModel(runtime) : nil
    if let lettering, senses.contains(.looks) {
      closer = CloserLook(try EmbeddingModel(runtime), lettering)
    } else {
      closer = nil
    }
  }

  /// What is there of what is due; where things are to be looked at closely, they are.
  func look(at picture: ColorPicture, _ stamp: Stamp, for due: Senses) -> Observations {
    var seen = Observations(stamp: stamp, looked: due)
    if due.contains(.lettering), let lettering { seen.lines = lettering.lines(in: picture) }
    if due.contains(.faces), let faces { seen.faces = faces.faces(in: picture) }
    if due.contains(.texture), let texture { seen.texture = texture.texture(of: picture) }
    if due.contains(.objects), let objects {
      let boxes = objects.boxes(in: picture).filter { $0.region.area >= Self.smallest }
      var largest = boxes.map {
        ObjectSighting(region: $0.region, kind: $0.kind, confidence: $0.confidence)
      }.sorted { $0.region.area * $0.confidence > $1.region.area * $1.confidence }
      if due.contains(.looks), let closer {
        closer.take(&largest, in: picture, reading: due.contains(.lettering) ? seen.lines : nil)
      }
      seen.objects = largest
    }
    return seen
  }
}
