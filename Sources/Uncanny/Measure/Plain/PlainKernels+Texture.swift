/// Twins of what the luma pass measures on bands of four rows, and of the sums over levels.
extension PlainKernels {
  /// The sums over a picture of 8-bit samples, row by row, and the grain of its squares of 16x16.
  package static func texture(
    of now: Raster, previous: Raster?, features: Features, grain: inout Grain
  ) -> LumaSums {
    let (width, height) = (now.width, now.height)
    func sample(_ x: Int, _ y: Int) -> Int { Int(now.samples[y * width + x]) }
    func before(_ x: Int, _ y: Int) -> Int { Int(previous?.samples[y * width + x] ?? 0) }
    var sums = LumaSums()
    if features.contains(.detail), previous != nil {
      for y in 0..<height where Raster.isSampled(y) {
        for x in 0..<width {
          let change = sample(x, y) - before(x, y)
          sums.change += Int64(change)
          sums.changeSquared += UInt64(change * change)
        }
      }
    }
    if features.contains(.grain) { grain.sums = [UInt32](repeating: 0, count: grain.sums.count) }
    for y in stride(from: 0, through: height - 4, by: 4) {
      if features.contains(.fields) {
        for start in stride(from: 0, through: width - 16, by: 16) {
          var (zigzag, bracket) = (0, 0)
          for x in start..<start + 16 {
            let rows = (0..<4).map { sample(x, y + $0) }
            if apart(rows[1], rows[3], rows[0], rows[2]) > 8 { zigzag += 1 }
            if apart(rows[0], rows[3], rows[1], rows[2]) > 8 { bracket += 1 }
          }
          sums.zigzag += UInt32(zigzag)
          if zigzag >= 4 { sums.combed += 1 }
          if bracket >= 4 { sums.bracketed += 1 }
        }
        if previous != nil {
          for x in 0..<width {
            sums.early += UInt64(abs(sample(x, y) - before(x, y + 1)))
            sums.late += UInt64(abs(sample(x, y + 1) - before(x, y)))
          }
        }
      }
      if features.contains(.detail), width > 2 {
        for x in 1..<width - 1 {
          func column(_ x: Int) -> Int { sample(x, y + 1) + 2 * sample(x, y + 2) + sample(x, y + 3) }
          func row(_ y: Int) -> Int { sample(x - 1, y) + 2 * sample(x, y) + sample(x + 1, y) }
          let across = column(x + 1) - column(x - 1)
          let down = row(y + 3) - row(y + 1)
          let square = Double(across * across + down * down)
          sums.gradientSquared += square
          sums.gradient += square.squareRoot()
        }
      }
      if features.contains(.grain), y / 16 < height / 16 {
        for block in 0..<width / 16 where 16 * block + 20 <= width {
          for x in 16 * block..<16 * block + 16 {
            let five = (0..<5).map { sample(x + $0, y + 1) }
            let fourth = five[0] - 4 * five[1] + 6 * five[2] - 4 * five[3] + five[4]
            grain.sums[y / 16 * (width / 16) + block] += UInt32(abs(fourth))
          }
        }
      }
    }
    return sums
  }

  /// How far both of the first two lie above both of the others, or below; 0 where they mix.
  private static func apart(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int {
    max(0, min(a, b) - max(c, d), min(c, d) - max(a, b))
  }

  /// Twin of `Kernels.sumOfSteps`.
  package static func sumOfSteps(_ level: Level) -> UInt64 {
    var sum: UInt64 = 0
    for y in 0..<level.height {
      for x in 0..<level.width {
        let value = Int(level.values[y * level.width + x])
        if x > 0 { sum += UInt64(abs(value - Int(level.values[y * level.width + x - 1]))) }
        if y > 0 { sum += UInt64(abs(value - Int(level.values[(y - 1) * level.width + x]))) }
      }
    }
    return sum
  }

  /// Twin of `Kernels.breaks`.
  package static func breaks(in level: Level, by least: Int32) -> Breaks {
    func value(_ x: Int, _ y: Int) -> Int { Int(level.values[y * level.width + x]) }
    func breaks(_ sides: [(Int) -> (Int, Int)]) -> Bool {
      let excesses = (0..<4).map { place -> Int in
        let values = sides.map { value($0(place).0, $0(place).1) }
        let steps = zip(values, values.dropFirst()).map { abs($0 - $1) }
        return steps[1] - max(steps[0], steps[2])
      }
      return excesses.allSatisfy { $0 > 0 } && excesses.reduce(0, +) > 4 * Int(least)
    }
    func breaksAbove(_ x: Int, _ y: Int) -> Bool {
      breaks((-2...1).map { offset in { (4 * x + $0, 4 * y + offset) } })
    }
    func breaksLeft(_ x: Int, _ y: Int) -> Bool {
      breaks((-2...1).map { offset in { (4 * x + offset, 4 * y + $0) } })
    }
    var result = Breaks()
    (result.columns, result.rows) = (level.width / 4, level.height / 4)
    var broken: [(x: Int, y: Int)] = []
    for y in 0..<result.rows {
      for x in 0..<result.columns {
        let sides = [
          y > 0 && breaksAbove(x, y), x > 0 && breaksLeft(x, y), y + 1 < result.rows && breaksAbove(x, y + 1),
          x + 1 < result.columns && breaksLeft(x + 1, y),
        ]
        if sides.count(where: { $0 }) >= 3 { broken.append((x, y)) }
      }
    }
    result.count = broken.count
    result.rowsTouched = Set(broken.map { $0.y }).count
    if let left = broken.map({ $0.x }).min(), let right = broken.map({ $0.x }).max() {
      result.across = left..<right + 1
    }
    if let top = broken.first?.y, let bottom = broken.last?.y { result.down = top..<bottom + 1 }
    return result
  }

  /// Twin of `Kernels.staircases`.
  ///
  /// A band is a run of at least three values of which each is within `flat` of the one before. Two bands no more than three values
  /// apart, of which the second begins `contour` above or below where the first ended, make a contour. A band
  /// between two contours in the same direction is a step, and all its values count.
  package static func staircases(in level: Level, flat: UInt16, contour: ClosedRange<UInt16>) -> Float {
    let (width, height) = (level.width, level.height)
    let rows = stride(from: 2, to: height, by: 4).map { y in (0..<width).map { level.values[y * width + $0] } }
    let columns = stride(from: 2, to: width, by: 4).map { x in (0..<height).map { level.values[$0 * width + x] } }
    let lines = rows + columns
    let scanned = lines.reduce(0) { $0 + $1.count }
    guard scanned > 0 else { return 0 }
    var stairs = 0
    for line in lines {
      let bands = bands(of: line.map { Int($0) }, flat: Int(flat))
      let ways = zip(bands, bands.dropFirst()).map { first, second -> Int in
        let size = line[second.lowerBound] > line[first.upperBound - 1] ? 1 : -1
        let step = abs(Int(line[second.lowerBound]) - Int(line[first.upperBound - 1]))
        let isNear = second.lowerBound - (first.upperBound - 1) <= 3
        return isNear && (Int(contour.lowerBound)...Int(contour.upperBound)).contains(step) ? size : 0
      }
      for index in ways.indices.dropFirst() where ways[index] != 0 && ways[index] == ways[index - 1] {
        stairs += bands[index].count
      }
    }
    return Float(stairs) / Float(scanned)
  }

  private static func bands(of line: [Int], flat: Int) -> [Range<Int>] {
    var bands: [Range<Int>] = []
    var start = 0
    for x in 1...line.count where x == line.count || abs(line[x] - line[x - 1]) > flat {
      if x - start >= 3 { bands.append(start..<x) }
      start = x
    }
    return bands
  }
}
