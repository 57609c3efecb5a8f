internal import CKernels

/// `base` to the `exponent`: for the laws of displays and cameras, without a library of mathematics.
public func power(_ base: Float, _ exponent: Float) -> Float { ck_power(base, exponent) }
