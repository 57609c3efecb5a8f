extension Tone {
  /// Tones that have drawn together at regular distances.
  public struct Posterization: Sendable, Equatable {
    /// How far the tones keep to one quarter of the distance: 0 where they are spread evenly, 1 where all do.
    public var concentration: Float
    /// The distance, in code values.
    public var distance: Int
  }

  /// The regular distance at which most tones lie, over distances from 4 to 32 code values; `nil` where none has at least
  /// five tones of two per cent of the picture each.
  ///
  /// Samples at the ends of `range` are left out: black bars and clipped whites are one tone by nature.
  ///
  /// - Complexity: 29 passes over 256 counts; allocates nothing.
  public func posterization(in range: CodeRange) -> Posterization? {
    let inner = Int(range.black) + 3..<Int(range.black + range.span) - 2
    var total: UInt32 = 0
    for value in inner { total &+= histogram[value] }
    guard total > 0 else { return nil }
    var best: Posterization?
    for distance in 4...32 {
      var phases = InlineArray<32, UInt32>(repeating: 0)
      for value in inner { phases[value % distance] &+= histogram[value] }
      let width = max(1, (distance + 2) / 4)
      var most: UInt32 = 0
      var phase = 0
      for first in 0..<distance {
        var count: UInt32 = 0
        for offset in 0..<width { count &+= phases[(first + offset) % distance] }
        if count > most { (most, phase) = (count, first) }
      }
      let even = Float(width) / Float(distance)
      let concentration = (Float(most) / Float(total) - even) / (1 - even)
      guard concentration > best?.concentration ?? 0 else { continue }
      if tones(every: distance, from: phase, width: width, in: inner, of: total) >= 5 {
        best = Posterization(concentration: concentration, distance: distance)
      }
    }
    return best
  }

  /// How many windows `width` wide, `distance` apart, hold two per cent of the samples.
  private func tones(every distance: Int, from phase: Int, width: Int, in inner: Range<Int>, of total: UInt32) -> Int {
    var tones = 0
    var first = phase - distance
    while first < inner.upperBound {
      var count: UInt32 = 0
      for value in max(first, inner.lowerBound)..<max(inner.lowerBound, min(first + width, inner.upperBound)) {
        count &+= histogram[value]
      }
      if UInt64(count) * 50 > UInt64(total) { tones += 1 }
      first += distance
    }
    return tones
  }
}
