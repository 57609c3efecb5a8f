internal import CKernels

/// `base` to the `exponent`: for the laws of displays and cameras, without a library of mathematics.
public func power(_ base: Float, _ exponent: Float) -> Float { ck_power(base, exponent) }

/// The natural logarithm; of what is not above 0, that of the least number.
public func logarithm(_ x: Float) -> Float {
  Float(ck_logarithm(Double(max(x, .leastNormalMagnitude))) * 2.302_585_093)
}
