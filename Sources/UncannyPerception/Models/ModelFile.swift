/// A file that the program knows: which one, and what it must be.
struct ModelFile: Sendable, Equatable {
  /// As it stands in the folder of models.
  var name: String
  /// SHA-256, in hexadecimal digits.
  var digest: String

  /// Boxes: EfficientDet-Lite0, trained on COCO.
  static let objects = ModelFile(
    name: "object_detector.tflite", digest: "0720bf247bd76e6594ea28fa9c6f7c5242be774818997dbbeffc4da460c723bb")
  /// Identity: EfficientNet-Lite0 up to its mean over the picture.
  static let embedding = ModelFile(
    name: "efficientnet_lite0_embedding.tflite",
    digest: "02252958eadc8ab3ee2fbdf8f90a7b85ca4da13637f80fb4096c1dfd32322951")
  /// Textures: EfficientNet-Lite0 up to its tenth block, and up to its seventh.
  static let texture = ModelFile(
    name: "efficientnet_lite0_texture.tflite",
    digest: "f6d798a5465488d10ac107cdc64d5842e24f87885e16a6b2cde55bceabfb3701")
  /// Faces: BlazeFace, full range.
  static let faces = ModelFile(
    name: "face_detection_full_range_sparse.tflite",
    digest: "2c3728e6da56f21e21a320433396fb06d40d9088f2247c05e5635a688d45dfe1")
  /// The points of a face: the face mesh.
  static let faceMesh = ModelFile(
    name: "face_landmarks_detector.tflite", digest: "c7d54204ce0448474c7f3fa9af494787c0965cbdd6f20fc72867e43046bd43d5")
  /// Where lettering is: PP-OCRv4.
  static let textLocation = ModelFile(
    name: "ch_PP-OCRv4_det_infer.onnx", digest: "d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9")
  /// What it says: PP-OCRv4.
  static let textReading = ModelFile(
    name: "ch_PP-OCRv4_rec_infer.onnx", digest: "48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b")

  /// All of them.
  static let all = [objects, embedding, texture, faces, faceMesh, textLocation, textReading]
}
