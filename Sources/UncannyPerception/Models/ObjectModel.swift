internal import Uncanny

/// Things in a picture, with a box and a coarse kind: EfficientDet-Lite0.
///
/// Its fine labels flicker from frame to frame, so only what they have in common is kept. Thread: one at a time.
struct ObjectModel: Sendable {
  private let model: Model
  /// Which output is which.
  private let scores: Int
  private let offsets: Int

  static let side = 320

  init(_ runtime: ModelRuntime) throws(ModelError) {
    model = try runtime.load(.objects, shape: [1, Int64(Self.side), Int64(Self.side), 3])
    let count = BoxDecoder.anchors.count
    guard let scores = model.output(ofCount: count * BoxDecoder.classes),
      let offsets = model.output(ofCount: count * 4)
    else { throw .unusable(file: ModelFile.objects.name, why: "its outputs are not what they should be") }
    self.scores = scores
    self.offsets = offsets
  }

  /// What is in the picture, the surest first.
  func boxes(in picture: ColorPicture) -> [BoxDecoder.Box] {
    let input = picture.resized(width: Self.side, height: Self.side).lifted(to: Self.light, atMost: Self.gain)
    let ran = model.run { (values: inout MutableSpan<UInt8>) in
      for index in 0..<min(values.count, input.samples.count) { values[index] = input.samples[index] }
    }
    guard ran else { return [] }
    return model.withOutput(scores) { scores in
      model.withOutput(offsets) { offsets in BoxDecoder.boxes(scores: scores, offsets: offsets) }
    }
  }

  /// A dark picture is made brighter, as the model knows few of them: up to this mean, by this factor at most.
  private static let light: Float = 100
  private static let gain: Float = 2.5
}

extension ColorPicture {
  /// The picture, made brighter where its mean code value is less than `mean`.
  func lifted(to mean: Float, atMost limit: Float) -> ColorPicture {
    let sum = samples.reduce(0) { $0 + Int($1) }
    let own = Float(sum) / Float(max(1, samples.count))
    let gain = min(limit, max(1, mean / max(20, own)))
    guard gain > 1 else { return self }
    return mapped { Float($0) * gain }
  }
}
