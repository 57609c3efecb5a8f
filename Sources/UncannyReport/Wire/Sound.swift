import Uncanny

// How numbers are made fit to be written: finite, in range, and no longer than they need to be.

extension ClockTime {
  /// The time in seconds, to the microsecond, not below 0.
  var soundSeconds: Double {
    guard nanoseconds > 0 else { return 0 }
    // Whole microseconds divided once: the quotient is the double nearest to the decimal, so it prints as short as that.
    return Double(nanoseconds / 1000 + (nanoseconds % 1000 >= 500 ? 1 : 0)) / 1e6
  }
}

extension Double {
  /// The number to six decimals; `nil` when it is infinite or not a number.
  var sound: Double? {
    guard isFinite else { return nil }
    // Beyond this a double has no six decimals to lose.
    guard magnitude < 1e9 else { return self }
    return (self * 1e6).rounded() / 1e6 + 0
  }

  /// The number to six decimals, not below 0; `nil` when it is infinite or not a number.
  var soundPositive: Double? { sound.map { Swift.max(0, $0) } }

  /// The number to six decimals, clamped to 0...1; `nil` when it is not a number.
  var soundShare: Double? { isNaN ? nil : Swift.min(1, Swift.max(0, self)).sound }
}

extension Float {
  /// The shortest decimal that means this number, so that 0.3 is written 0.3; `nil` when it is infinite or not a number.
  var sound: Double? { isFinite ? Double("\(self)").map { $0 + 0 } : nil }

  /// The number clamped to 0...1; 0 when it is not a number, as a score that nobody could measure is no fault.
  var soundShare: Double { Swift.min(1, Swift.max(0, isNaN ? 0 : self)).sound ?? 0 }
}

extension Int {
  /// The count, not below 0.
  var soundCount: Int { Swift.max(0, self) }
}
