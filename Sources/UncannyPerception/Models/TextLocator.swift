internal import Synchronization
internal import Uncanny

/// Where lines of lettering are: made ready for each shape of picture when the first one comes.
///
/// Thread: one at a time.
final class TextLocator: Sendable {
  private struct Shape: Hashable {
    var width: Int
    var height: Int
  }

  private let runtime: ModelRuntime
  private let models = Mutex<[Shape: Model]>([:])

  /// The longer side of the input; both are multiples of the step.
  private static let longest: Float = 640
  private static let step: Float = 32
  /// Of blue, green and red, as the model was trained.
  private static let means: [Float] = [0.485, 0.456, 0.406]
  private static let deviations: [Float] = [0.229, 0.224, 0.225]
  /// More shapes in one run are not kept.
  private static let most = 4

  init(_ runtime: ModelRuntime) { self.runtime = runtime }

  func lines(in picture: ColorPicture) throws(ModelError) -> [LineFinder.Line] {
    let scale = Self.longest / Float(max(picture.width, picture.height))
    func size(_ length: Int) -> Int { Int(Self.step * max(1, (Float(length) * scale / Self.step).rounded())) }
    let shape = Shape(width: size(picture.width), height: size(picture.height))
    let model = try model(for: shape)
    let input = picture.resized(width: shape.width, height: shape.height)
    let ran = model.run { (values: inout MutableSpan<Float>) in
      values.fill(from: input, columns: shape.width, rows: shape.height) { channel, code in
        (code / 255 - Self.means[channel]) / Self.deviations[channel]
      }
    }
    guard ran else { return [] }
    let ratio = SIMD2(
      Float(picture.width) / Float(shape.width), Float(picture.height) / Float(shape.height))
    return model.withOutput(0) {
      LineFinder.lines(in: $0, width: shape.width, height: shape.height, scale: ratio)
    }
  }

  private func model(for shape: Shape) throws(ModelError) -> Model {
    if let model = models.withLock({ $0[shape] }) { return model }
    let model = try runtime.load(.textLocation, shape: [1, 3, Int64(shape.height), Int64(shape.width)])
    models.withLock { models in
      if models.count >= Self.most { models.removeAll() }
      models[shape] = model
    }
    return model
  }
}
