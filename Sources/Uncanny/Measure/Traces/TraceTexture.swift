/// What a single picture says of how it came to be: noise and its law, fineness, color, tones.
///
/// Each number is a logarithm unless it says otherwise; not-a-number where it cannot be told.
public struct TraceTexture: Sendable, Equatable {
  /// How fast the noise of even ground rises with its brightness: the exponent.
  public var noiseSlope = Float.nan
  /// The deviation of the finest structure on even ground, in code values.
  public var flatNoise = Float.nan
  /// The deviation of the finest structure over all, in code values.
  public var fineness = Float.nan
  /// The mean slope, in code values from one place to the next.
  public var slope = Float.nan
  /// The finest structure of color against that of luma.
  public var colorNoise = Float.nan
  /// Where luma has structure, color has: the mean product against that of the means; no logarithm.
  public var colorFollows = Float.nan
  /// The 95th percentile of the distance from gray, in code values.
  public var saturation = Float.nan
  /// The entropy of the tones, in bits; no logarithm.
  public var entropy = Float.nan
}

/// Takes it, with memory of its own.
struct TextureMeter: Sendable {
  private var luma: Grid<Float>
  private var smooth: Grid<Float>
  private var mean: Grid<Float>
  private var variance: Grid<Float>
  private var blue: Grid<Float>
  private var red: Grid<Float>
  private var half: Grid<Float>
  private var scratch: [Float]

  /// Even ground: the share of the usable places that vary least, and what is neither black nor white.
  private static let evenShare: Float = 0.3
  private static let usable: ClosedRange<Float> = 24...225
  private static let tones: [Range<Float>] = [24..<64, 64..<104, 104..<144, 144..<184, 184..<226]
  private static let least = 300

  init(like picture: TracePicture) {
    luma = Grid(width: picture.luma.width, height: picture.luma.height, of: 0)
    (smooth, mean, variance) = (luma, luma, luma)
    blue = Grid(width: picture.cb.width, height: picture.cb.height, of: 0)
    (red, half) = (blue, blue)
    scratch = [Float](repeating: 0, count: 2 * luma.width)
  }

  mutating func texture(of picture: TracePicture) -> TraceTexture {
    for index in luma.values.indices { luma.values[index] = Float(picture.luma.values[index]) }
    var texture = TraceTexture()
    texture.entropy = Self.entropy(of: picture.luma)
    texture.slope = logarithm(meanSlope() + 0.01)
    Kernels.smooth(luma, scratch: &scratch, into: &smooth)
    Kernels.moments(luma, scratch: &scratch, mean: &mean, variance: &variance)
    // what is finer than the smoothing
    for index in smooth.values.indices { smooth.values[index] = luma.values[index] - smooth.values[index] }
    texture.fineness = logarithm(deviation(of: smooth) + 0.01)
    takeNoise(into: &texture)
    takeColor(of: picture, into: &texture)
    return texture
  }

  private static func entropy(of luma: Grid<UInt8>) -> Float {
    var counts = [Int](repeating: 0, count: 256)
    for code in luma.values { counts[Int(code)] &+= 1 }
    let total = Float(luma.values.count)
    return counts.reduce(Float(0)) { sum, count in
      let share = Float(count) / total
      return count > 0 ? sum - share * logarithm(share) / 0.6931472 : sum
    }
  }

  /// The mean gradient of Sobel, picture edges left out.
  private func meanSlope() -> Float {
    let width = luma.width
    var sum = 0.0
    for y in 1..<max(2, luma.height - 1) {
      let row = y * width
      var line: Float = 0
      for x in row + 1..<max(row + 2, row + width - 1) {
        guard x + width + 1 < luma.values.count else { break }
        let (a, b, c) = (luma.values[x - width - 1], luma.values[x - width], luma.values[x - width + 1])
        let (d, e) = (luma.values[x - 1], luma.values[x + 1])
        let (f, g, h) = (luma.values[x + width - 1], luma.values[x + width], luma.values[x + width + 1])
        let across = c + 2 * e + h - a - 2 * d - f
        let down = f + 2 * g + h - a - 2 * b - c
        line += (across * across + down * down).squareRoot() / 8
      }
      sum += Double(line)
    }
    return Float(sum / Double(max(1, (luma.height - 2) * (width - 2))))
  }

  private func deviation(of grid: Grid<Float>) -> Float {
    var (sum, squares) = (0.0, 0.0)
    for value in grid.values {
      sum += Double(value)
      squares += Double(value * value)
    }
    let mean = sum / Double(grid.values.count)
    return Float(max(0, squares / Double(grid.values.count) - mean * mean).squareRoot())
  }

  /// The noise of even ground, and how it goes with brightness.
  private func takeNoise(into texture: inout TraceTexture) {
    var places: [Int] = []
    var ranks = Ranks()
    for y in stride(from: 0, to: mean.height, by: 2) {
      for x in stride(from: 0, to: mean.width, by: 2) {
        let index = y * mean.width + x
        guard mean.values[index] > Self.usable.lowerBound, mean.values[index] < Self.usable.upperBound else { continue }
        places.append(index)
        ranks.take(variance.values[index])
      }
    }
    guard places.count > Self.least else { return }
    let limit = ranks.value(at: Self.evenShare)
    var all = Deviations()
    var byTone = [Deviations](repeating: Deviations(), count: Self.tones.count)
    for index in places where variance.values[index] <= limit {
      let (rest, level) = (smooth.values[index], mean.values[index])
      all.take(rest)
      if let tone = Self.tones.firstIndex(where: { $0.contains(level) }) { byTone[tone].take(rest) }
    }
    texture.flatNoise = logarithm(all.spread + 0.02)
    let points = zip(Self.tones, byTone).compactMap { tone, deviations -> SIMD2<Float>? in
      guard deviations.count > Self.least else { return nil }
      return SIMD2(logarithm((tone.lowerBound + tone.upperBound) / 2), logarithm(deviations.spread + 0.05))
    }
    guard points.count >= 3 else { return }
    let middle = points.reduce(.zero, +) / Float(points.count)
    let (along, up) = points.reduce((Float(0), Float(0))) { sums, point in
      let off = point - middle
      return (sums.0 + off.x * off.x, sums.1 + off.x * off.y)
    }
    texture.noiseSlope = along > 0 ? up / along : .nan
  }

  private mutating func takeColor(of picture: TracePicture, into texture: inout TraceTexture) {
    for index in blue.values.indices {
      blue.values[index] = Float(picture.cb.values[index])
      red.values[index] = Float(picture.cr.values[index])
    }
    var counts = [Int](repeating: 0, count: 768)
    for index in blue.values.indices {
      let (b, r) = (blue.values[index] - 128, red.values[index] - 128)
      counts[min(767, Int((b * b + r * r).squareRoot() * 4))] &+= 1
    }
    texture.saturation = logarithm(Self.quantile(0.95, of: counts) / 4 + 1)
    let finest = [blue, red, luma.halved].map { grid in
      Kernels.smooth(grid, scratch: &scratch, into: &half)
      var rest = grid
      for index in rest.values.indices { rest.values[index] -= half.values[index] }
      return rest
    }
    var (colors, lumas, products) = (0.0, 0.0, 0.0)
    for index in finest[0].values.indices {
      let (b, r, l) = (finest[0].values[index], finest[1].values[index], finest[2].values[index])
      let color = b * b + r * r
      colors += Double(color)
      lumas += Double(l * l)
      products += Double(abs(l) * color.squareRoot())
    }
    let count = Double(finest[0].values.count)
    let color = Float((colors / count + 1e-6).squareRoot())
    let luma = Float((lumas / count + 1e-6).squareRoot())
    texture.colorNoise = logarithm((color + 0.02) / (luma + 0.02))
    texture.colorFollows = Float(products / count) / (luma * color + 1e-4)
  }

  private static func quantile(_ share: Float, of counts: [Int]) -> Float {
    let wanted = Float(counts.reduce(0, +)) * share
    var seen = 0
    for (index, count) in counts.enumerated() {
      seen += count
      if Float(seen) >= wanted { return Float(index) + 0.5 }
    }
    return Float(counts.count)
  }
}
