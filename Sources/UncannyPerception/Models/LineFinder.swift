internal import Foundation
internal import Uncanny

/// What the map of PP-OCRv4 means: where it is sure of lettering, a line; made wider again, as the map shows lines shrunk
/// (Liao et al., "Real-time scene text detection with differentiable binarization", AAAI 2020).
enum LineFinder {
  /// A line, as a box that may be turned; lengths in pixels of the picture.
  struct Line: Equatable {
    var center: SIMD2<Float>
    /// Along the line.
    var width: Float
    /// Across it.
    var height: Float
    /// Clockwise, in radians.
    var angle: Float

    /// What to read it from.
    var window: Window {
      let along = SIMD2(cos(angle), sin(angle))
      let down = SIMD2(-along.y, along.x)
      return Window(
        origin: center - (along * width + down * height) / 2, along: along * width, down: down * height)
    }

    /// Whether it reads from side to side.
    var isLevel: Bool { height <= 1.5 * width && abs(angle) <= .pi / 3 }
  }

  /// A pixel of the map is of a line from here on, and a line is one when its pixels have this mean.
  static let surety: Float = 0.3
  static let mean: Float = 0.5
  /// A line has so many pixels of the map, and is so high.
  private static let least = 12
  private static let thinnest: Float = 3
  /// By how much lines are shrunk in the map.
  private static let shrinking: Float = 1.6
  /// No more lines are told.
  static let most = 32

  /// The lines of a map of `width` x `height` over a picture that is `scale` times as large in each direction, from the
  /// top down.
  static func lines(in map: Span<Float>, width: Int, height: Int, scale: SIMD2<Float>) -> [Line] {
    guard width > 0, height > 0, map.count >= width * height else { return [] }
    var isOpen = (0..<(width * height)).map { map[$0] > surety }
    var lines: [Line] = []
    var pixels: [Int] = []
    for start in isOpen.indices where isOpen[start] {
      collect(from: start, width: width, height: height, &isOpen, into: &pixels)
      let sum = pixels.reduce(Float(0)) { $0 + map[$1] }
      guard pixels.count >= least, sum >= mean * Float(pixels.count) else { continue }
      if let line = line(of: pixels, width: width, scale: scale) { lines.append(line) }
      if lines.count == most { break }
    }
    return lines
  }

  /// All that hangs together with a pixel, its eight neighbors and theirs.
  private static func collect(
    from start: Int, width: Int, height: Int, _ isOpen: inout [Bool], into pixels: inout [Int]
  ) {
    pixels.removeAll(keepingCapacity: true)
    pixels.append(start)
    isOpen[start] = false
    var next = 0
    while next < pixels.count {
      let (x, y) = (pixels[next] % width, pixels[next] / width)
      next += 1
      for row in max(0, y - 1)...min(height - 1, y + 1) {
        for column in max(0, x - 1)...min(width - 1, x + 1) where isOpen[row * width + column] {
          isOpen[row * width + column] = false
          pixels.append(row * width + column)
        }
      }
    }
  }

  /// The box around some pixels, along their main direction; `nil` where it is too thin.
  private static func line(of pixels: [Int], width: Int, scale: SIMD2<Float>) -> Line? {
    let places = pixels.map { SIMD2(Float($0 % width) + 0.5, Float($0 / width) + 0.5) * scale }
    let middle = places.reduce(SIMD2<Float>(), +) / Float(places.count)
    var (across, down, both): (Float, Float, Float) = (0, 0, 0)
    for place in places {
      let off = place - middle
      across += off.x * off.x
      down += off.y * off.y
      both += off.x * off.y
    }
    let hasDirection = across > 1.5 * down || down > 1.5 * across
    let angle = hasDirection ? atan2(2 * both, across - down) / 2 : 0
    let axis = SIMD2(cos(angle), sin(angle))
    var (least, most) = (SIMD2<Float>(repeating: .infinity), SIMD2<Float>(repeating: -.infinity))
    for place in places {
      let off = place - middle
      let turned = SIMD2((off * axis).sum(), off.y * axis.x - off.x * axis.y)
      least = pointwiseMin(least, turned)
      most = pointwiseMax(most, turned)
    }
    let pixel = scale.sum() / 2
    let size = most - least + pixel
    guard size.min() >= thinnest * pixel else { return nil }
    let growth = 2 * size.x * size.y * shrinking / (2 * size.sum())
    let off = (least + most) / 2
    return Line(
      center: middle + SIMD2(off.x * axis.x - off.y * axis.y, off.x * axis.y + off.y * axis.x),
      width: size.x + growth, height: size.y + growth, angle: angle)
  }
}
