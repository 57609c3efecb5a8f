/// A picture of one number a pixel, row by row.
struct GrayMap: Sendable, Equatable {
  /// Pixels a row.
  let width: Int
  /// Rows.
  let height: Int
  /// `width * height` numbers.
  var samples: [Float]

  /// A picture of `value` everywhere.
  init(width: Int, height: Int, value: Float = 0) {
    self.width = max(0, width)
    self.height = max(0, height)
    samples = [Float](repeating: value, count: self.width * self.height)
  }

  /// A picture of `samples`; of zeros if their number is not that of the pixels.
  init(width: Int, height: Int, samples: [Float]) {
    self.init(width: width, height: height)
    if samples.count == self.samples.count { self.samples = samples }
  }

  /// The number at a column and row, both taken to the nearest that exist; 0 in a picture of nothing.
  subscript(_ x: Int, _ y: Int) -> Float {
    guard width > 0, height > 0 else { return 0 }
    return samples[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)]
  }

  /// The part from a column and row on; what lies outside repeats the edge.
  func cropped(x: Int, y: Int, width: Int, height: Int) -> GrayMap {
    var part = GrayMap(width: width, height: height)
    for row in 0..<part.height {
      for column in 0..<part.width { part.samples[row * part.width + column] = self[x &+ column, y &+ row] }
    }
    return part
  }

  /// The least number in a rectangle; `nil` unless all of it lies within the picture.
  func least(x: Int, y: Int, width: Int, height: Int) -> Float? {
    guard x >= 0, y >= 0, width > 0, height > 0, x <= self.width - width, y <= self.height - height else { return nil }
    var least = Float.infinity
    for row in y..<y + height {
      for column in x..<x + width { least = min(least, samples[row * self.width + column]) }
    }
    return least
  }

  /// The picture convolved by rows and by columns with one odd kernel; the edges are mirrored about their pixel.
  func convolved(_ kernel: [Float]) -> GrayMap {
    let reach = kernel.count / 2
    guard width > 0, height > 0 else { return self }
    var across = GrayMap(width: width, height: height)
    var padded = [Float](repeating: 0, count: width + 2 * reach)
    var sums = [Float](repeating: 0, count: width)
    for row in 0..<height {
      for column in 0..<padded.count {
        padded[column] = samples[row * width + Self.mirrored(column - reach, width)]
      }
      for column in 0..<width { sums[column] = 0 }
      for (offset, weight) in kernel.enumerated() {
        add(padded.span.extracting(offset..<offset + width), times: weight, to: &sums)
      }
      for column in 0..<width { across.samples[row * width + column] = sums[column] }
    }
    var result = GrayMap(width: width, height: height)
    for row in 0..<height {
      for column in 0..<width { sums[column] = 0 }
      for (offset, weight) in kernel.enumerated() {
        let from = Self.mirrored(row + offset - reach, height) * width
        add(across.samples.span.extracting(from..<from + width), times: weight, to: &sums)
      }
      for column in 0..<width { result.samples[row * width + column] = sums[column] }
    }
    return result
  }

  /// The picture blurred by a Gaussian of a deviation in pixels, cut off at four deviations.
  func blurred(_ deviation: Float) -> GrayMap { convolved(Self.gaussian(deviation)) }

  private static func mirrored(_ index: Int, _ count: Int) -> Int {
    guard count > 1 else { return 0 }
    var place = index
    while place < 0 || place >= count { place = place < 0 ? -place : 2 * (count - 1) - place }
    return place
  }

  /// The weights of a Gaussian, their sum 1.
  private static func gaussian(_ deviation: Float) -> [Float] {
    let reach = max(1, Int((deviation * 4).rounded()))
    let fall = -0.5 / (Double(deviation) * Double(deviation))
    // e to the fall by its series: the deviations used are above a half, so that the fall is small.
    var ratio = 1.0
    var term = 1.0
    for order in 1...24 {
      term *= fall / Double(order)
      ratio += term
    }
    var side = [1.0]
    var step = ratio
    for _ in 0..<reach {
      side.append((side.last ?? 0) * step)
      step *= ratio * ratio
    }
    let total = 2 * side.reduce(0, +) - 1
    let weights = side.map { Float($0 / total) }
    return weights.dropFirst().reversed() + weights
  }
}

/// Adds a weight's share of each number of `source` to the number at its place.
private func add(_ source: Span<Float>, times weight: Float, to sums: inout [Float]) {
  var sums = sums.mutableSpan
  for index in 0..<min(source.count, sums.count) { sums[index] += weight * source[index] }
}
