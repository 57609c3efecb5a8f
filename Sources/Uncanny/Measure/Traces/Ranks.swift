/// Percentiles of numbers that are not negative, to one part in 128, without keeping them.
struct Ranks: Sendable {
  private var counts = [UInt32](repeating: 0, count: 1 << 15)
  private var total: UInt32 = 0

  mutating func take(_ value: Float) {
    // the upper half of a positive float rises with it
    counts[Int(max(0, value).bitPattern >> 16) & 0x7FFF] &+= 1
    total &+= 1
  }

  /// The number below or at which that share of them lies, 0...1.
  func value(at share: Float) -> Float {
    let wanted = Float(total) * share
    var seen: UInt32 = 0
    for (index, count) in counts.enumerated() where count > 0 {
      seen &+= count
      if Float(seen) >= wanted { return Float(bitPattern: UInt32(index) << 16 | 0xFFFF) }
    }
    return 0
  }
}

/// How far small numbers lie from their median, to 1/64, without keeping them.
struct Deviations: Sendable {
  private var counts = [UInt32](repeating: 0, count: 2 * half + 1)
  /// How many there are.
  private(set) var count = 0

  private static let half = 2048
  private static let unit: Float = 64

  /// Takes a number; what is further than 32 from zero counts as 32.
  mutating func take(_ value: Float) {
    let place = max(-Float(Self.half), min(Float(Self.half), (value * Self.unit).rounded()))
    guard !place.isNaN else { return }
    counts[Int(place) + Self.half] &+= 1
    count &+= 1
  }

  /// The standard deviation that normally distributed numbers of the same median distance from their median have.
  var spread: Float {
    guard count > 0 else { return 0 }
    var seen = 0
    var middle = Self.half
    for (index, some) in counts.enumerated() {
      seen += Int(some)
      if 2 * seen >= count {
        middle = index
        break
      }
    }
    var within = Int(counts[middle])
    var distance = 0
    while 2 * within < count, distance < 2 * Self.half {
      distance += 1
      if middle >= distance { within += Int(counts[middle - distance]) }
      if middle + distance < counts.count { within += Int(counts[middle + distance]) }
    }
    // the middle of the step within which half of them lie
    let edge = max(0, Float(distance) - 0.25)
    return 1.4826 * edge / Self.unit
  }
}
