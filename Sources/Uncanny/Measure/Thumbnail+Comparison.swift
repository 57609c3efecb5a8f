extension Thumbnail {
  /// How unlike this picture is another in structure, 0...0.5 and more, whatever the exposure; `nil` when the two have
  /// nothing in common, which is soon seen.
  ///
  /// First cell by cell, then with every block of 8x8 moved by up to three cells.
  func distance(from other: Thumbnail) -> Float? {
    let straight = luma.difference(from: other.luma, reach: 0)
    guard min(straight.texture, straight.otherTexture) >= Self.leastTexture, straight.distance < Self.nothingInCommon
    else { return nil }
    return luma.difference(from: other.luma, reach: 3).distance
  }

  /// How the light and the color of this picture differ from those of another from the same place, cell by cell: the
  /// medians, so that what has moved does not count. `nil` where too little can be compared.
  func grade(against other: Thumbnail) -> GradeDifference? {
    var (lights, reds, blues) = (Medians(), Medians(), Medians())
    var usable = 0
    var level = 0.0
    let saturation = spreadOfColor(with: other) / max(1, other.spreadOfColor(with: self))
    // colors that are stronger are further from gray, which is no shift of gray itself
    let isStronger = abs(saturation - 1) > Self.sameColor
    let factor = Int32(max(0, min(isStronger ? saturation : 1, 4)) * 256)
    for index in 0..<Self.count where isUsable(index, other) {
      lights.count(light[index] &- other.light[index])
      reds.count(Int16(clamping: Int32(red[index]) - factor * Int32(other.red[index]) / 256))
      blues.count(Int16(clamping: Int32(blue[index]) - factor * Int32(other.blue[index]) / 256))
      level += Double(other.light[index])
      usable += 1
    }
    guard usable >= Self.leastUsable else { return nil }
    let (exposure, pivot) = (lights.median, level / Double(usable))
    let contrast = contrast(against: other, around: pivot)
    // a grade is a curve of the tones, or goes with the distance from the center, or both
    let rest = min(
      rest(against: other) { Int((Double(other.light[$0]) - pivot) / Double(Self.stop) + 4) },
      rest(against: other) { Int(Self.radius($0) * 8) })
    var (edge, middle) = (Medians(), Medians())
    for index in 0..<Self.count where isUsable(index, other) {
      let radius = Self.radius(index)
      if radius > Self.corner { edge.count(light[index] &- other.light[index]) }
      if radius < Self.center { middle.count(light[index] &- other.light[index]) }
    }
    let hasCorners = min(edge.count, middle.count) >= Self.leastInCorners
    return GradeDifference(
      exposure: exposure, contrast: contrast, redOverGreen: reds.median, blueOverGreen: blues.median,
      saturation: saturation,
      corners: hasCorners ? edge.median - middle.median : .nan, rest: rest)
  }

  /// By how much the light of a cell differs, in the median, from what is usual for its class, of eight: what no grade
  /// explains that goes by these classes.
  private func rest(against other: Thumbnail, by kind: (Int) -> Int) -> Float {
    var usual = InlineArray<8, Medians>(repeating: Medians())
    for index in 0..<Self.count where isUsable(index, other) {
      usual[max(0, min(kind(index), 7))].count(light[index] &- other.light[index])
    }
    var medians = InlineArray<8, Float>(repeating: 0)
    for index in medians.indices { medians[index] = usual[index].median * Self.stop }
    var rest = Medians()
    for index in 0..<Self.count where isUsable(index, other) {
      let step = Float(light[index] &- other.light[index]) - medians[max(0, min(kind(index), 7))]
      rest.count(Int16(max(-16_000, min(abs(step), 16_000))))
    }
    return rest.median
  }

  private func isUsable(_ index: Int, _ other: Thumbnail) -> Bool {
    light[index] != Self.unusable && other.light[index] != Self.unusable
  }

  /// By how much more the tones lie apart than those of `other`, of which `pivot` is the mean: 1 for the same contrast.
  private func contrast(against other: Thumbnail, around pivot: Double) -> Float {
    var (low, high) = (Medians(), Medians())
    var (dark, bright) = (0.0, 0.0)
    for index in 0..<Self.count where isUsable(index, other) {
      if Double(other.light[index]) < pivot {
        low.count(light[index] &- other.light[index])
        dark += Double(other.light[index])
      } else {
        high.count(light[index] &- other.light[index])
        bright += Double(other.light[index])
      }
    }
    guard min(low.count, high.count) >= Self.leastInCorners else { return 1 }
    let apart = Float(bright / Double(high.count) - dark / Double(low.count)) / Self.stop
    // tones that lie together have no contrast to compare
    guard apart >= Self.leastApart else { return 1 }
    return max(0, 1 + (high.median - low.median) / apart)
  }

  /// How far the colors lie from their mean, where `other` can be compared.
  private func spreadOfColor(with other: Thumbnail) -> Float {
    var (blue, red, count) = (0.0, 0.0, 0.0)
    for index in 0..<Self.count where isUsable(index, other) {
      blue += Double(cb[index])
      red += Double(cr[index])
      count += 1
    }
    guard count > 0 else { return 0 }
    (blue, red) = (blue / count, red / count)
    var spread = 0.0
    for index in 0..<Self.count where isUsable(index, other) {
      spread += abs(Double(cb[index]) - blue) + abs(Double(cr[index]) - red)
    }
    // a floor, below which there is no color to compare
    return Float(spread / count) + Self.colorless
  }

  /// From the center, 0, to the corners, 1.
  private static func radius(_ index: Int) -> Float {
    let x = (Float(index % columns) + 0.5) / Float(columns) * 2 - 1
    let y = (Float(index / columns) + 0.5) / Float(rows) * 2 - 1
    return ((x * x + y * y) / 2).squareRoot()
  }

  private static let leastTexture: Float = 0.6
  private static let nothingInCommon: Float = 0.5
  private static let leastUsable = 100
  private static let leastInCorners = 20
  private static let corner: Float = 0.75
  private static let center: Float = 0.4
  /// In stops.
  private static let leastApart: Float = 0.75
  private static let colorless: Float = 60
  private static let sameColor: Float = 0.2
}

/// How one grade of the same picture differs from another.
struct GradeDifference: Sendable, Equatable {
  /// In stops.
  var exposure: Float
  /// A factor between tones in stops.
  var contrast: Float
  /// In stops.
  var redOverGreen: Float
  var blueOverGreen: Float
  /// A factor.
  var saturation: Float
  /// By how much the corners have changed more than the middle, in stops; not-a-number where too little is to be seen.
  var corners: Float
  /// What exposure and contrast do not explain, in stops: where it is large, the pictures show something else.
  var rest: Float
}

/// The median of numbers in 1/256 stops, in bins of 1/32 stop up to eight stops to each side.
private struct Medians {
  private var bins = InlineArray<512, UInt16>(repeating: 0)
  private(set) var count = 0

  mutating func count(_ value: Int16) {
    bins[max(0, min(((Int(value) + 4) >> 3) + 256, 511))] &+= 1
    count += 1
  }

  /// In stops.
  var median: Float {
    var seen = 0
    for index in bins.indices where bins[index] > 0 {
      let here = Int(bins[index])
      if 2 * (seen + here) >= count {
        return (Float(index - 256) - 0.5 + (Float(count) / 2 - Float(seen)) / Float(here)) / 32
      }
      seen += here
    }
    return 0
  }
}
