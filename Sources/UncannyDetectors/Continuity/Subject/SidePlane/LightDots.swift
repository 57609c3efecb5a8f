internal import Uncanny

/// Small lights about the lettering - lamps, bulbs - and where a shot has others than the rest.
struct LightDots {
  private let likeness: [[[Float]]]

  /// Finds the dots of all shots and compares them.
  init(_ planes: [SidePlane], _ canvas: PlaneCanvas) {
    let (height, width) = (Float(canvas.lineHeight), Float(LetteringTemplate.lineWidth))
    let (slack, step, side) = (PlaneCells.slack, PlaneCells.step, PlaneCells.side)
    // From left to right, -0.12 to 1.12 of the line's width; from top to bottom, -0.6 to 1.5 of its height.
    let left = Int(0.12 * width) + slack.x
    let above = Int(0.6 * height) + slack.y
    let zone = (
      x: canvas.left - left - Self.edge, y: canvas.top - above - Self.edge,
      width: Int(1.12 * width) + slack.x + left + 2 * Self.edge,
      height: Int(1.5 * height) + slack.y + above + 2 * Self.edge
    )
    let letters = Self.letters(planes, canvas).cropped(x: zone.x, y: zone.y, width: zone.width, height: zone.height)
    let cells = PlaneCells(
      x: Self.edge + slack.x, y: Self.edge + slack.y,
      columns: max(0, (zone.width - 2 * Self.edge - side - 2 * slack.x - 1) / step + 1),
      rows: max(0, (zone.height - 2 * Self.edge - side - 2 * slack.y - 1) / step + 1))
    let maps = planes.map { plane in
      let light = plane.light.cropped(x: zone.x, y: zone.y, width: zone.width, height: zone.height)
      let dots = Self.dots(light)
      return GrayMap(
        width: zone.width, height: zone.height, samples: zip(dots.samples, letters.samples).map { $0 * (1 - $1) })
    }
    likeness = cells.likeness(
      of: maps,
      visible: planes.map {
        $0.visible.cropped(x: zone.x, y: zone.y, width: zone.width, height: zone.height)
      })
  }

  /// The share of the cells whose dots the other shots agree on in which a shot departs, 0...1.
  func score(of shot: Int) -> Float {
    let agreement = Agreement(of: shot, likeness)
    let agreed = zip(agreement.others, agreement.departure).filter { $0.0 > Self.agreed }
    return Float(agreed.count { $0.1 > Agreement.notable }) / Float(max(10, agreed.count))
  }

  /// The likeness of the others from which their dots are taken to be there.
  private static let agreed: Float = 0.6
  /// Pixels around the zone that its blurs need.
  private static let edge = 12
  /// Pixels from a dot's center to its surroundings.
  private static let radius: Float = 5

  /// How much each pixel is brighter than the brightest of eight at a distance, in logarithms, 0...0.5.
  private static func dots(_ light: GrayMap) -> GrayMap {
    let smooth = light.blurred(0.7)
    var result = GrayMap(width: light.width, height: light.height, value: 0.5)
    let straight = Double(radius)
    let diagonal = straight * 0.5.squareRoot()
    let around: [SIMD2<Double>] = [
      SIMD2(straight, 0), SIMD2(diagonal, diagonal), SIMD2(0, straight), SIMD2(-diagonal, diagonal),
      SIMD2(-straight, 0), SIMD2(-diagonal, -diagonal), SIMD2(0, -straight), SIMD2(diagonal, -diagonal),
    ]
    for offset in around {
      let moved = smooth.seen(
        through: Homography(shift: offset.x, offset.y), width: light.width, height: light.height)
      for pixel in result.samples.indices {
        result.samples[pixel] = min(result.samples[pixel], max(0, smooth.samples[pixel] - moved.samples[pixel]))
      }
    }
    return result.blurred(1)
  }

  /// The letters of the line as all shots show them, 0...1 with soft edges: their edges are no lights.
  private static func letters(_ planes: [SidePlane], _ canvas: PlaneCanvas) -> GrayMap {
    let (width, height) = (LetteringTemplate.lineWidth, canvas.lineHeight)
    let lines = planes.map {
      standardized($0.light.cropped(x: canvas.left, y: canvas.top, width: width, height: height).samples)
    }
    let common = (0..<width * height).map { pixel in median(lines.map { $0[pixel] }) }
    let (least, most) = (common.min() ?? 0, common.max() ?? 0)
    let levels = common.map { most > least ? whole(($0 - least) / (most - least) * 255 - 0.5, 0...255) : 0 }
    let threshold = otsuThreshold(levels)
    // The letters are the lesser part.
    let brightIsLetters = levels.count { $0 > threshold } * 2 <= levels.count
    var letters = GrayMap(width: canvas.width, height: canvas.height)
    for pixel in levels.indices where (levels[pixel] > threshold) == brightIsLetters {
      let (x, y) = (canvas.left + pixel % width, canvas.top + pixel / width)
      for row in max(0, y - 2)...min(canvas.height - 1, y + 2) {
        for column in max(0, x - 2)...min(canvas.width - 1, x + 2) {
          letters.samples[row * canvas.width + column] = 1
        }
      }
    }
    return letters.blurred(1)
  }

  private static func standardized(_ values: [Float]) -> [Float] {
    let mean = values.reduce(0, +) / Float(max(1, values.count))
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(max(1, values.count))
    let scale = variance > 1e-9 ? 1 / variance.squareRoot() : 0
    return values.map { ($0 - mean) * scale }
  }
}

/// The level 0...255 that parts levels into two classes that differ most; the upper class lies above it.
///
/// After Otsu, "A threshold selection method from gray-level histograms", IEEE Transactions on Systems, Man, and
/// Cybernetics 9(1), 1979.
func otsuThreshold(_ levels: [Int]) -> Int {
  var histogram = [Double](repeating: 0, count: 256)
  for level in levels { histogram[min(max(level, 0), 255)] += 1 }
  let total = histogram.indices.reduce(0) { $0 + Double($1) * histogram[$1] }
  let count = Double(levels.count)
  var (below, sum) = (0.0, 0.0)
  var best = (level: 0, contrast: -1.0)
  for level in 0..<256 {
    below += histogram[level]
    sum += Double(level) * histogram[level]
    guard below > 0, below < count else { continue }
    let difference = sum / below - (total - sum) / (count - below)
    let contrast = below * (count - below) * difference * difference
    if contrast > best.contrast { best = (level, contrast) }
  }
  return best.level
}
