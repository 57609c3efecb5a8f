/// Loudness after ITU-R BS.1770-4 and EBU Tech 3341, its range after EBU Tech 3342, in constant memory.
///
/// Blocks are counted by their loudness in bins of 0.01 LU from -70 to +30 LUFS, so that a programme of weeks takes as
/// much memory as one of seconds: what comes out is within 0.005 LU of what all blocks kept would give.
public struct LoudnessMeter: Sendable, Equatable {
  /// Over the last 400 ms, in LUFS; `nil` before there are as many.
  public private(set) var momentary: Float?
  /// Over the last 3 s, in LUFS; `nil` before there are as many.
  public private(set) var shortTerm: Float?
  /// The highest momentary loudness so far, looked at every 20 ms.
  public private(set) var highestMomentary: Float?
  /// The highest short-term loudness so far, looked at every 20 ms.
  public private(set) var highestShortTerm: Float?

  /// The mean squares of the last steps; `next` is where the oldest stands.
  private var steps = [Double](repeating: 0, count: LoudnessMeter.shortTermSteps)
  private var next = 0
  private var count = 0
  private var blocks = Bins()
  private var ranges = Bins()

  /// Steps of 20 ms.
  private static let momentarySteps = 20
  private static let shortTermSteps = 150
  /// Blocks begin every 100 ms: those of 400 ms overlap by three quarters.
  private static let hop = 5

  public init() {}

  /// Takes in one step: the sum over the channels of their weighted mean squares.
  package mutating func take(_ meanSquare: Double) {
    steps[next] = meanSquare
    next = (next + 1) % Self.shortTermSteps
    count &+= 1
    let isHop = count % Self.hop == 0
    if count >= Self.momentarySteps {
      let value = Self.level(mean(of: Self.momentarySteps))
      momentary = Float(value)
      highestMomentary = max(highestMomentary ?? -.infinity, Float(value))
      if isHop { blocks.add(value) }
    }
    if count >= Self.shortTermSteps {
      let value = Self.level(mean(of: Self.shortTermSteps))
      shortTerm = Float(value)
      highestShortTerm = max(highestShortTerm ?? -.infinity, Float(value))
      if isHop { ranges.add(value) }
    }
  }

  /// Of the programme so far, in LUFS: the mean of the blocks above -70 LUFS and above 10 LU below their own mean; `nil`
  /// when no block is that loud.
  public var integrated: Float? {
    guard let mean = blocks.mean(above: -.infinity) else { return nil }
    return blocks.mean(above: mean - 10).map { Float($0) }
  }

  /// Of the programme so far, in LU: from the 10th to the 95th percentile of the short-term loudness, what lies below
  /// -70 LUFS or 20 LU below the mean left out; `nil` when there is none.
  public var range: Float? {
    guard let mean = ranges.mean(above: -.infinity), let low = ranges.percentile(0.10, above: mean - 20),
      let high = ranges.percentile(0.95, above: mean - 20)
    else { return nil }
    return Float(high - low)
  }

  private func mean(of length: Int) -> Double {
    var sum = 0.0
    var index = next
    for _ in 0..<length {
      index = index == 0 ? Self.shortTermSteps - 1 : index - 1
      sum += steps[index]
    }
    return sum / Double(length)
  }

  /// In LUFS.
  fileprivate static func level(_ meanSquare: Double) -> Double { decibels(meanSquare) - 0.691 }

  /// Counts by loudness.
  private struct Bins: Sendable, Equatable {
    var counts = [UInt64](repeating: 0, count: 10_000)

    private static let lowest = -70.0
    private static let perUnit = 100.0

    mutating func add(_ level: Double) {
      guard level > Self.lowest else { return }
      counts[min(counts.count - 1, Int((level - Self.lowest) * Self.perUnit))] &+= 1
    }

    private func level(_ bin: Int) -> Double { Self.lowest + (Double(bin) + 0.5) / Self.perUnit }

    private func first(above limit: Double) -> Int {
      let bin = ((limit - Self.lowest) * Self.perUnit - 0.5).rounded(.up)
      return max(0, min(counts.count, bin.isFinite ? Int(bin) : 0))
    }

    /// The loudness of the mean energy of what lies above `limit`.
    func mean(above limit: Double) -> Double? {
      var energy = 0.0
      var total = 0.0
      for bin in first(above: limit)..<counts.count where counts[bin] > 0 {
        energy += Double(counts[bin]) * decade(level(bin) / 10)
        total += Double(counts[bin])
      }
      return total > 0 ? decibels(energy / total) : nil
    }

    func percentile(_ share: Double, above limit: Double) -> Double? {
      let start = first(above: limit)
      let total = counts[start...].reduce(0, &+)
      guard total > 0 else { return nil }
      let wanted = UInt64(share * Double(total - 1) + 0.5)
      var passed: UInt64 = 0
      for bin in start..<counts.count {
        passed &+= counts[bin]
        if passed > wanted { return level(bin) }
      }
      return nil
    }
  }
}
