internal import Foundation
internal import Uncanny

/// Lines of lettering and what they say: PP-OCRv4.
///
/// Thread: one at a time.
struct TextModel: Sendable {
  private let locator: TextLocator
  private let short: Model
  private let long: Model
  private let decoder: TextDecoder

  /// A line is read at this height, and at one of two widths.
  private static let height = 48
  private static let widths = (short: 320, long: 480)
  /// A dark picture is made brighter: up to this mean, by this factor at most.
  private static let light: Float = 150
  private static let gain: Float = 2.5
  /// No more lines are read in one frame: the largest.
  private static let most = 5
  /// What is lower than this in the picture cannot be read.
  private static let lowest: Float = 8

  init(_ runtime: ModelRuntime, in folder: ModelFolder) throws(ModelError) {
    locator = try TextLocator(runtime)
    short = try runtime.load(.textReading, shape: [1, 3, Int64(Self.height), Int64(Self.widths.short)])
    long = try runtime.load(.textReading, shape: [1, 3, Int64(Self.height), Int64(Self.widths.long)])
    guard let decoder = TextDecoder(model: try folder.contents(of: .textReading)) else {
      throw .unusable(file: ModelFile.textReading.name, why: "it names no characters")
    }
    self.decoder = decoder
  }

  /// The lines of a picture, from the top down.
  func lines(in picture: ColorPicture) -> [TextSighting] {
    let picture = picture.lifted(to: Self.light, atMost: Self.gain)
    let found = locator.lines(in: picture).filter { $0.isLevel && $0.height >= Self.lowest }
    let largest = found.sorted { $0.width * $0.height > $1.width * $1.height }.prefix(Self.most)
    let sightings = largest.compactMap { sighting(of: $0, in: picture) }
    return sightings.sorted { ($0.region.y, $0.region.x) < ($1.region.y, $1.region.x) }
  }

  private func sighting(of line: LineFinder.Line, in picture: ColorPicture) -> TextSighting? {
    let wanted = Int((Float(Self.height) * line.width / line.height).rounded(.up))
    let width = min(Self.widths.long, max(Self.height, wanted))
    let crop = picture.sampled(line.window, width: width, height: Self.height)
    let isShort = width <= Self.widths.short
    let (model, columns) = isShort ? (short, Self.widths.short) : (long, Self.widths.long)
    let ran = model.run { (values: inout MutableSpan<Float>) in
      values.fill(from: crop, columns: columns, rows: Self.height, around: [0, 0, 0]) { _, code in
        (code / 255 - 0.5) / 0.5
      }
    }
    guard ran else { return nil }
    let (text, confidence, weakest) = model.withOutput(0) { decoder.text(of: $0) }
    let size = SIMD2(Float(picture.width), Float(picture.height))
    let corners = [SIMD2<Float>(0, 0), SIMD2(1, 0), SIMD2(1, 1), SIMD2(0, 1)].map { line.window.place($0) / size }
    let region = Region.between(
      corners.dropFirst().reduce(corners[0]) { pointwiseMin($0, $1) },
      corners.dropFirst().reduce(corners[0]) { pointwiseMax($0, $1) })
    guard !text.isEmpty, let region else { return nil }
    return TextSighting(
      region: region, corners: corners, height: line.height / Float(picture.height), text: text,
      confidence: confidence, weakest: weakest, sharpness: crop.steepness)
  }
}

extension MutableSpan<Float> {
  /// Writes blue, green and red as three planes, through `code`; right of the picture and below it stands one number each.
  mutating func fill(
    from picture: ColorPicture, columns: Int, rows: Int, around: [Float],
    _ code: (_ channel: Int, _ value: Float) -> Float
  ) {
    for channel in 0..<3 {
      for y in 0..<rows {
        for x in 0..<columns {
          let place = (channel * rows + y) * columns + x
          guard place < count else { return }
          let from = 3 * (y * picture.width + x) + 2 - channel
          self[place] =
            x < picture.width && y < picture.height ? code(channel, Float(picture.samples[from])) : around[channel]
        }
      }
    }
  }
}

extension ColorPicture {
  /// The steepest tenth of the steps from pixel to pixel along rows, against the spread of the tones: high where edges are
  /// sharp, whatever the contrast; in green, which is most of the luma.
  var steepness: Float {
    var steps: [Int] = []
    var tones: [UInt8] = []
    for y in 0..<height {
      for x in 1..<max(2, width) where x < width {
        steps.append(abs(Int(self[x, y].y) - Int(self[x - 1, y].y)))
        tones.append(self[x, y].y)
      }
    }
    guard steps.count >= 20 else { return 0 }
    steps.sort()
    tones.sort()
    let spread = Float(tones[tones.count * 95 / 100]) - Float(tones[tones.count * 5 / 100])
    let top = steps.suffix(steps.count / 10)
    return spread < 8 ? 0 : Float(top.reduce(0, +)) / Float(top.count) / spread
  }
}
