internal import Uncanny

/// Where lines of lettering are: in an input that lies, or stands, with the picture in its upper left corner.
///
/// Thread: one at a time.
struct TextLocator: Sendable {
  private let lying: Model
  private let standing: Model

  private static let sides = (long: 640, short: 384)
  /// Of blue, green and red, as the model was trained.
  private static let means: [Float] = [0.485, 0.456, 0.406]
  private static let deviations: [Float] = [0.229, 0.224, 0.225]

  init(_ runtime: ModelRuntime) throws(ModelError) {
    let (long, short) = (Int64(Self.sides.long), Int64(Self.sides.short))
    lying = try runtime.load(.textLocation, shape: [1, 3, short, long])
    standing = try runtime.load(.textLocation, shape: [1, 3, long, short])
  }

  func lines(in picture: ColorPicture) -> [LineFinder.Line] {
    let lies = picture.width >= picture.height
    let (width, height) = lies ? (Self.sides.long, Self.sides.short) : (Self.sides.short, Self.sides.long)
    let model = lies ? lying : standing
    let scale = min(Float(width) / Float(picture.width), Float(height) / Float(picture.height))
    let input = picture.resized(
      width: min(width, max(1, Int((Float(picture.width) * scale).rounded()))),
      height: min(height, max(1, Int((Float(picture.height) * scale).rounded()))))
    let black = (0..<3).map { -Self.means[$0] / Self.deviations[$0] }
    let ran = model.run { (values: inout MutableSpan<Float>) in
      values.fill(from: input, columns: width, rows: height, around: black) { channel, code in
        (code / 255 - Self.means[channel]) / Self.deviations[channel]
      }
    }
    guard ran else { return [] }
    let ratio = SIMD2(Float(picture.width) / Float(input.width), Float(picture.height) / Float(input.height))
    return model.withOutput(0) { LineFinder.lines(in: $0, width: width, height: height, scale: ratio) }
  }
}
