internal import Uncanny

/// What textures a picture has, as 112 and 80 means: EfficientNet-Lite0 up to its tenth block, and up to its seventh, whose
/// answers have a reach of some dozens of pixels.
///
/// Thread: one at a time.
struct TextureModel: Sendable {
  private let model: Model

  private static let side = 224
  /// Of the two blocks, each at 14 x 14 places.
  private static let channels = [112, 80]
  private static let places = 14 * 14
  private let outputs: [Int]
  /// The shorter side of the picture that squares are cut from, as they are.
  private static let short: Float = 360
  /// From this width on, two squares are looked at.
  private static let wide = 400

  init(_ runtime: ModelRuntime) throws(ModelError) {
    model = try runtime.load(.texture, shape: [1, Int64(Self.side), Int64(Self.side), 3])
    outputs = Self.channels.compactMap { [model] in model.output(ofCount: $0 * Self.places) }
  }

  /// The means over the squares; empty where the model does not answer.
  func texture(of picture: ColorPicture) -> [Float] {
    let scale = Self.short / Float(min(picture.width, picture.height))
    let size = SIMD2(Float(picture.width), Float(picture.height)) * scale
    guard size.max() <= 4 * Self.short else { return [] }
    let (width, height) = (Int(size.x.rounded()) / 4 * 4, Int(size.y.rounded()) / 4 * 4)
    let top = (height - Self.side) / 2
    let left = max(0, width / 4 - Self.side / 2)
    let squares = width < Self.wide ? [(width - Self.side) / 2] : [left, width - Self.side - left]
    var sums = [Float](repeating: 0, count: Self.channels.reduce(0, +))
    for place in squares {
      let window = Window(
        origin: SIMD2(Float(place), Float(top)) / scale, along: SIMD2(Float(Self.side) / scale, 0),
        down: SIMD2(0, Float(Self.side) / scale))
      guard add(picture.sampled(window, width: Self.side, height: Self.side), to: &sums) else { return [] }
    }
    return sums.map { $0 / Float(squares.count) }
  }

  private func add(_ crop: ColorPicture, to sums: inout [Float]) -> Bool {
    let ran = model.run { (values: inout MutableSpan<Float>) in
      for index in 0..<min(values.count, crop.samples.count) {
        values[index] = (Float(crop.samples[index]) - 127) / 128
      }
    }
    guard ran, outputs.count == Self.channels.count else { return false }
    var first = 0
    for (output, channels) in zip(outputs, Self.channels) {
      var totals = [Double](repeating: 0, count: channels)
      model.withOutput(output) { numbers in
        for index in 0..<numbers.count { totals[index % channels] += Double(numbers[index]) }
      }
      for channel in 0..<channels { sums[first + channel] += Float(totals[channel] / Double(Self.places)) }
      first += channels
    }
    return true
  }
}
