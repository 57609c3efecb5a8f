/// How the luma of a frame is distributed.
///
/// Counted on rows 0, 1, 4, 5, 8, 9, ... of the full-size picture: half of it, both fields alike. Not-a-number where no
/// detector needs it.
public struct Tone: Sendable {
  /// 256 counts by 8-bit code value.
  public package(set) var histogram = [UInt32](repeating: 0, count: 256)
  /// In 8-bit code values.
  public private(set) var mean = Float.nan
  /// In squared code values.
  public private(set) var variance = Float.nan
  /// The lowest and the highest code value that occur.
  public private(set) var lowest = 0
  /// The highest; 255 where nothing was counted.
  public private(set) var highest = 255
  private var total: UInt32 = 0

  package init() {}

  /// Takes the figures from the histogram.
  package mutating func conclude() {
    var count: UInt32 = 0
    var sum: UInt64 = 0
    var squares: UInt64 = 0
    var first = -1
    var last = 0
    for value in 0..<256 {
      let n = histogram[value]
      guard n > 0 else { continue }
      if first < 0 { first = value }
      last = value
      count &+= n
      sum &+= UInt64(n) &* UInt64(value)
      squares &+= UInt64(n) &* UInt64(value &* value)
    }
    total = count
    lowest = max(first, 0)
    highest = last
    guard count > 0 else { return }
    let average = Double(sum) / Double(count)
    mean = Float(average)
    variance = Float(max(0, Double(squares) / Double(count) - average * average))
  }

  /// The share of samples whose code value lies in `range`, 0...1.
  public func share(in range: ClosedRange<Int>) -> Float {
    guard total > 0 else { return .nan }
    var count: UInt32 = 0
    for value in range.clamped(to: 0...255) { count &+= histogram[value] }
    return Float(count) / Float(total)
  }

  /// The code value at or below which the share `part` of the samples lies.
  public func quantile(_ part: Float) -> Int {
    let wanted = Float(total) * part
    var count: UInt32 = 0
    for value in 0..<256 {
      count &+= histogram[value]
      if Float(count) >= wanted { return value }
    }
    return 255
  }

  /// The standard deviation of the darkest share `part` of the samples, in code values.
  public func deviation(ofDarkest part: Float) -> Float {
    guard total > 0 else { return .nan }
    var left = max(1, Float(total) * part)
    var count: Float = 0
    var sum: Float = 0
    var squares: Float = 0
    for value in 0..<256 where left > 0 {
      let n = min(Float(histogram[value]), left)
      left -= n
      count += n
      sum += n * Float(value)
      squares += n * Float(value * value)
    }
    let average = sum / count
    return max(0, squares / count - average * average).squareRoot()
  }
}
