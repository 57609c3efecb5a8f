/// Frames a second as a fraction, in lowest terms: 29.97 is 30000/1001 and nothing else.
public struct FrameRate: Hashable, Sendable, CustomStringConvertible {
  /// Frames in `denominator` seconds, 1...1,000,000.
  public let numerator: Int
  /// 1...1,000,000.
  public let denominator: Int

  private static let allowed = 1...1_000_000

  /// `nil` when either is beyond 1...1,000,000 in lowest terms.
  public init?(_ numerator: Int, _ denominator: Int = 1) {
    guard numerator > 0, denominator > 0 else { return nil }
    let divisor = Self.commonDivisor(numerator, denominator)
    let (top, bottom) = (numerator / divisor, denominator / divisor)
    guard Self.allowed.contains(top), Self.allowed.contains(bottom) else { return nil }
    self.init(top: top, bottom: bottom)
  }

  private init(top: Int, bottom: Int) {
    numerator = top
    denominator = bottom
  }

  /// 25 frames a second.
  public static let fps25 = FrameRate(top: 25, bottom: 1)

  /// The rate that a decimal number means: a whole number, or 1000/1001 of one, where it is within 0.02 % of that, as the
  /// two are 0.1 % apart; otherwise the nearest fraction whose denominator is at most 1001.
  ///
  /// `nil` for what is no rate between 1/1000 and 1000 frames a second.
  public init?(meantBy rate: Double) {
    guard rate >= 0.001, rate <= 1000 else { return nil }
    for denominator in [1.0, 1.001] {
      let whole = (rate * denominator).rounded()
      guard whole >= 1, abs(whole / denominator - rate) < rate * 2e-4 else { continue }
      self.init(Int(whole) * (denominator == 1 ? 1 : 1000), denominator == 1 ? 1 : 1001)
      return
    }
    var best: (top: Double, bottom: Int, error: Double)?
    for bottom in 1...1001 {
      let top = (rate * Double(bottom)).rounded()
      let error = abs(top / Double(bottom) - rate)
      if top >= 1, error < best?.error ?? .infinity { best = (top, bottom, error) }
    }
    guard let best else { return nil }
    self.init(Int(best.top), best.bottom)
  }

  /// The rate that editors would give a medium of about this rate: the nearest of 24, 25, 30, 50 and 60, and of 1000/1001
  /// of 24, 30 and 60.
  public static func standard(near rate: Double) -> FrameRate {
    let common = [(24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (50, 1), (60000, 1001), (60, 1)]
    let rates = common.compactMap { FrameRate($0.0, $0.1) }
    return rates.min { abs($0.value - rate) < abs($1.value - rate) } ?? .fps25
  }

  /// The fraction divided out.
  public var value: Double { Double(numerator) / Double(denominator) }

  /// The whole number of frames that timecode counts in a second: 30 for 29.97. At least 1.
  public var timebase: Int { max(1, (numerator + denominator / 2) / denominator) }

  /// Whether it is 1000/1001 of a whole rate, as NTSC's.
  public var isNTSC: Bool { denominator == 1001 && numerator % 1000 == 0 }

  /// Whether drop-frame timecode is defined for it: 29.97, 59.94 and their multiples.
  public var allowsDropFrame: Bool { isNTSC && timebase % 30 == 0 }

  /// When a frame begins, the first one at 0, cut to the nanosecond below; a frame before the first is at 0.
  public func time(of frame: Int) -> ClockTime {
    let (high, low) = UInt64(clamping: frame).multipliedFullWidth(by: UInt64(denominator) * 1_000_000_000)
    guard high < UInt64(numerator) else { return ClockTime(nanoseconds: .max) }
    let quotient = UInt64(numerator).dividingFullWidth((high, low)).quotient
    return ClockTime(nanoseconds: Int64(clamping: quotient))
  }

  /// The frame whose beginning is nearest to a time; 0 for times before the first.
  public func frame(nearest time: ClockTime) -> Int {
    let divisor = UInt64(denominator) * 1_000_000_000
    let (high, low) = UInt64(clamping: time.nanoseconds).multipliedFullWidth(by: UInt64(numerator))
    let (sum, carry) = low.addingReportingOverflow(divisor / 2)
    let top = high + (carry ? 1 : 0)
    guard top < divisor else { return .max }
    return Int(clamping: divisor.dividingFullWidth((top, sum)).quotient)
  }

  /// As a number where it is whole, otherwise as a fraction.
  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
