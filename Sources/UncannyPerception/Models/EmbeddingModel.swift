internal import Uncanny

/// What kind of thing a crop shows, as 1280 numbers: EfficientNet-Lite0 up to its mean over the picture.
///
/// It hardly sees color: what it cannot tell, whether the thing still looks the same, is measured elsewhere.
/// Thread: one at a time.
struct EmbeddingModel: Sendable {
  private let model: Model

  static let side = 224

  init(_ runtime: ModelRuntime) throws(ModelError) {
    model = try runtime.load(.embedding, shape: [1, Int64(Self.side), Int64(Self.side), 3])
  }

  /// Numbers of unit length; empty when the model does not answer.
  func embedding(of picture: ColorPicture, in window: Window) -> [Float] {
    let crop = picture.sampled(window, width: Self.side, height: Self.side).lifted(to: Self.light, atMost: Self.gain)
    let ran = model.run { (values: inout MutableSpan<Float>) in
      for index in 0..<min(values.count, crop.samples.count) {
        values[index] = (Float(crop.samples[index]) - 127) / 128
      }
    }
    guard ran else { return [] }
    return model.withOutput(0) { output in
      Embedding.unit((0..<output.count).map { output[$0] })
    }
  }

  private static let light: Float = 150
  private static let gain: Float = 2.5
}
