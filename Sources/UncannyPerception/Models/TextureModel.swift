internal import Uncanny

/// What textures a picture has, as 112 means: EfficientNet-Lite0 up to its tenth block, whose answers have a reach of a
/// few dozen pixels.
///
/// Thread: one at a time.
struct TextureModel: Sendable {
  private let model: Model

  private static let side = 224
  private static let channels = 112
  /// The shorter side of the picture that squares are cut from, as they are.
  private static let short: Float = 360
  /// From this width on, two squares are looked at.
  private static let wide = 400

  init(_ runtime: ModelRuntime) throws(ModelError) {
    model = try runtime.load(.texture, shape: [1, Int64(Self.side), Int64(Self.side), 3])
  }

  /// The means over the squares; empty where the model does not answer.
  func texture(of picture: ColorPicture) -> [Float] {
    let scale = Self.short / Float(min(picture.width, picture.height))
    let size = SIMD2(Float(picture.width), Float(picture.height)) * scale
    guard size.max() <= 4 * Self.short else { return [] }
    let (width, height) = (Int(size.x.rounded()) / 4 * 4, Int(size.y.rounded()) / 4 * 4)
    let top = (height - Self.side) / 2
    let left = max(0, width / 4 - Self.side / 2)
    let places = width < Self.wide ? [(width - Self.side) / 2] : [left, width - Self.side - left]
    var sums = [Float](repeating: 0, count: Self.channels)
    for place in places {
      let window = Window(
        origin: SIMD2(Float(place), Float(top)) / scale, along: SIMD2(Float(Self.side) / scale, 0),
        down: SIMD2(0, Float(Self.side) / scale))
      guard add(picture.sampled(window, width: Self.side, height: Self.side), to: &sums) else { return [] }
    }
    return sums.map { $0 / Float(places.count) }
  }

  private func add(_ crop: ColorPicture, to sums: inout [Float]) -> Bool {
    let ran = model.run { (values: inout MutableSpan<Float>) in
      for index in 0..<min(values.count, crop.samples.count) {
        values[index] = (Float(crop.samples[index]) - 127) / 128
      }
    }
    guard ran else { return false }
    var totals = [Double](repeating: 0, count: Self.channels)
    let places = model.withOutput(0) { output in
      for index in 0..<output.count { totals[index % Self.channels] += Double(output[index]) }
      return output.count / Self.channels
    }
    guard places > 0 else { return false }
    for channel in sums.indices { sums[channel] += Float(totals[channel] / Double(places)) }
    return true
  }
}
