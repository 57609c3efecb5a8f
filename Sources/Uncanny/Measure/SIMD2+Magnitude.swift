extension SIMD2<Float> {
  /// The length of the vector.
  var magnitude: Float { (self * self).sum().squareRoot() }
}
